"""Templates for tests, opened as another program opens them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from kaoping.core.text import Language
from kaoping.files.facts.tests.examples import settled
from kaoping.files.template import write_template


def opened(scheme: str, folder: Path, *, sample: bool = False, language: Language = "zh") -> openpyxl.Workbook:
    """The empty template of a scheme."""
    path = folder / "模板.xlsx"
    write_template(settled(scheme), path, sample=sample, language=language)
    return openpyxl.load_workbook(path)


def column_of(sheet: Worksheet, heading: str) -> str:
    """The letter of the column that has this heading."""
    return next(cell.column_letter for row in sheet.iter_rows(max_row=10) for cell in row if cell.value == heading)
