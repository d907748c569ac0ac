"""The demonstration year survives a workbook and a JSON file unchanged, and every sheet says that it is invented."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kaoping.cli.main import main
from kaoping.demonstration.year import YEARS, demonstration_facts
from kaoping.files.facts import read_facts, undeclared
from kaoping.schemes.read import read

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("scheme", YEARS)
@pytest.mark.parametrize("suffix", ["xlsx", "json"])
def test_what_is_written_is_read_again_and_nothing_is_left_to_declare(scheme: str, suffix: str, tmp_path: Path) -> None:
    settled, path = read(scheme), tmp_path / f"demo.{suffix}"
    assert main(["demo", "facts", "--scheme", scheme, "-o", str(path)]) == 0
    found = read_facts(path, settled)
    assert found.digest == demonstration_facts(scheme).digest
    assert found.sample
    assert not found.warnings
    assert not undeclared(settled, found)


@pytest.mark.parametrize("scheme", YEARS)
def test_every_sheet_says_that_the_facts_are_invented(scheme: str, tmp_path: Path) -> None:
    path = tmp_path / "demo.xlsx"
    assert main(["demo", "facts", "--scheme", scheme, "-o", str(path)]) == 0
    titles = {sheet.title: str(sheet["A1"].value) for sheet in openpyxl.load_workbook(path)}
    assert not [sheet for sheet, title in titles.items() if "示例数据" not in title]
