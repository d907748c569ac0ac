"""The command line scores where Django is not installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CODE = "import sys; sys.modules['django'] = None; from kaoping.cli.main import run; run()"


@pytest.mark.slow
def test_a_year_is_scored_without_django(tmp_path: Path) -> None:
    facts = str(tmp_path / "facts.json")
    kaoping("demo", "facts", "-o", facts)
    assert len(json.loads(kaoping("score", "chaoyang-2009-efficiency", facts, "--json"))["digest"]) == 64


def kaoping(*arguments: str) -> str:
    """What a command prints in an interpreter that cannot import Django."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", CODE, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
