"""LibreOffice recalculates a workbook: the cached values that a program wrote beside its formulas count for nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

LONGEST_WAIT = 400
ALWAYS = 0
PROFILE = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>{ALWAYS}</value></prop>
</item>
</oor:items>
"""


def recalculated(workbook: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it after computing every formula anew."""
    return all_recalculated([workbook], folder) / workbook.with_suffix(".xlsx").name


def all_recalculated(workbooks: Sequence[Path], folder: Path) -> Path:
    """The place of the workbooks as LibreOffice saves them; `folder` takes it and a private profile.

    Without LibreOffice the test is skipped, under CI=true it fails.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(
            "LibreOffice is not installed: no recalculation"
        )
    profile, output = folder / "profile", folder / "recalculated"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, "utf-8")
    settings = (f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore")
    how = ("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(output))
    _run([program, *settings, *how, *map(str, workbooks)])
    return output


def _run(command: list[str]) -> None:
    """Runs to the end, or is ended after the longest wait together with what it started."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True) as process:
        try:
            said, _ = process.communicate(timeout=LONGEST_WAIT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            pytest.fail(f"LibreOffice did not finish within {LONGEST_WAIT} seconds.")
        assert process.returncode == 0, said.decode("utf-8", "replace")
