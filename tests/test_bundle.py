"""The installation bundle: made from the registry once, installed where there is no network at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.project import ROOT

# Nowhere to fetch anything from: no index, and no address that answers.
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PYTHON": sys.executable, "PATH": os.environ["PATH"]}
WORKS = """
from kaoping.cli.main import main
import django, granian, numpy, psycopg
raise SystemExit(main(["scheme", "list"]))
"""


@pytest.mark.slow
def test_the_bundle_installs_without_a_network_and_a_damaged_one_does_not(tmp_path: Path) -> None:
    bundle, place = tmp_path / "kaoping-offline", tmp_path / "installed"
    made = subprocess.run(
        [sys.executable, "-m", "bundle", str(bundle)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if made.returncode:
        pytest.skip(f"the bundle needs the package registry: {made.stderr.strip()[-200:]}")
    assert (tmp_path / "kaoping-offline.zip").stat().st_size > 1_000_000
    unshared = (
        [] if subprocess.run(["/usr/bin/unshare", "-n", "true"], check=False).returncode else ["/usr/bin/unshare", "-n"]
    )
    install = [*unshared, str(bundle / "install.sh"), str(place)]
    done = subprocess.run(install, env=OFFLINE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    works = subprocess.run(
        [str(place / "bin" / "python"), "-c", WORKS], cwd=tmp_path, env={}, check=False, capture_output=True
    )
    assert works.returncode == 0, works.stderr
    (bundle / "LICENSE").write_text("another", "ascii")
    damaged = subprocess.run(install, env=OFFLINE, capture_output=True, text=True, check=False)
    assert (damaged.returncode, "安装包不完整" in damaged.stderr) == (1, True)
