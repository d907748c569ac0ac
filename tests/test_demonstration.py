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


def test_what_is_made_of_invented_facts_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts, result = tmp_path / "demo.json", tmp_path / "result.xlsx"
    main(["demo", "facts", "--scheme", "beijing-stations-2020", "-o", str(facts)])
    scheme_and_facts = ["beijing-stations-2020", str(facts)]
    assert main(["score", *scheme_and_facts, "-o", str(result)]) == 0
    sheets = {
        sheet.title: [str(cell.value) for row in sheet["A1:C3"] for cell in row]
        for sheet in openpyxl.load_workbook(result).worksheets
    }
    assert not [title for title, cells in sheets.items() if not any("示例数据" in cell for cell in cells)]
    capsys.readouterr()
    for command in (["score"], ["explain", "--unit", "sl-01"]):
        assert main([command[0], *scheme_and_facts, *command[1:]]) == 0
        assert "示例数据" in capsys.readouterr().out.splitlines()[0]


@pytest.mark.parametrize("scheme", YEARS)
def test_every_sheet_says_that_the_facts_are_invented(scheme: str, tmp_path: Path) -> None:
    path = tmp_path / "demo.xlsx"
    assert main(["demo", "facts", "--scheme", scheme, "-o", str(path)]) == 0
    titles = {sheet.title: str(sheet["A1"].value) for sheet in openpyxl.load_workbook(path).worksheets}
    assert not [sheet for sheet, title in titles.items() if "示例数据" not in title]
