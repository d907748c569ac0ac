"""Invented programs, written as live formulas beside wrong cached values, recalculate to what the exact reader says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it has no stubs
from hypothesis import HealthCheck, Phase, given, settings
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from kaoping.core.facts import Row, Value
from kaoping.core.line import Node
from kaoping.core.missing import Missing, Result
from kaoping.core.readers.exact import ExactReader
from kaoping.core.readers.sheet import SheetReader
from tests.programs import Year, small, years
from tests.recalculated import recalculated

WRONG = -999
FIELDS = ("item", "points", "raters", "severity", "matter", "on")
LETTERS = "DEFGHI"
YEARS = 40
NEARLY = Fraction(1, 10**9)


@dataclass
class Places:
    """A layout of three columns: facts in A, amounts in B, the fields of rows from D on; one sheet per year."""

    year: Year
    stood: bool
    facts: dict[tuple[str, str, str], int] = field(default_factory=dict)
    cells: dict[tuple[str, str], int] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)

    def fact(self, unit: str, item: str, name: str) -> str:
        """Column A."""
        return f"$A${self.facts.setdefault((unit, item, name), len(self.facts) + 1)}"

    def total(self, unit: str, cells: tuple[str, ...]) -> str:
        """Column B."""
        places = [f"$B${self.cell(unit, cell)}" for cell in cells]
        return places[0] if len(places) == 1 else f"SUM({','.join(places)})"

    def cell(self, unit: str, cell: str) -> int:
        """The row of a node of a unit."""
        return self.cells.setdefault((unit, cell), len(self.cells) + 1)

    def field(self, row: Row, name: str) -> str:
        """A column of each row, from D on."""
        return f"${LETTERS[FIELDS.index(name)]}${self.row(row)}"

    def row(self, row: Row) -> int:
        """The row of a row."""
        return self.rows.setdefault(id(row), len(self.rows) + 1)

    def stands(self, row: Row, contest: str) -> str:
        """Column J says whether a row stands; in half of the years there is none."""
        return f"$J${self.row(row)}" if self.stood else ""

    def word(self, word: str) -> str:
        """Words as they are."""
        return word


@pytest.mark.slow
def test_recalculated_formulas_equal_the_exact_reader(tmp_path: Path) -> None:
    layouts = [Places(year, stood=bool(place % 2)) for place, year in enumerate(_invented())]
    path = tmp_path / "formulas.xlsx"
    expected = _write(path, layouts)
    book = openpyxl.load_workbook(recalculated(path, tmp_path), data_only=True)
    found = {key: book[key[0]][key[1]].value for key in expected}
    assert not {key: (found[key], value) for key, value in expected.items() if not _same(found[key], value)}


def _invented() -> list[Year]:
    gathered: list[Year] = []

    @given(years(small))
    @settings(max_examples=YEARS, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None)
    def gather(year: Year) -> None:
        gathered.append(year)

    gather()
    return gathered


def _write(path: Path, layouts: list[Places]) -> dict[tuple[str, str], Result]:
    """Writes a sheet per year; what each cell must become."""
    expected: dict[tuple[str, str], Result] = {}
    with xlsxwriter.Workbook(str(path)) as book:
        for place, layout in enumerate(layouts):
            name = f"year{place}"
            sheet = book.add_worksheet(name)
            reader = ExactReader(*layout.year)
            for unit, node in _nodes(layout.year):
                formula = SheetReader(reader, layout).amount(unit, node)
                row = layout.cell(unit, node.id)
                sheet.write_formula(f"B{row}", "=" + formula.text, None, WRONG)
                expected[name, f"B{row}"] = reader.cell(unit, node.id)
            _write_facts(sheet, reader, layout)
    return expected


def _nodes(year: Year) -> Iterator[tuple[str, Node]]:
    programs, facts = year
    for unit in facts.units:
        yield from ((unit.id, node) for node in programs[unit.id].nodes)


def _write_facts(sheet: Worksheet, reader: ExactReader, layout: Places) -> None:
    for key, place in layout.facts.items():
        _write_value(sheet, f"A{place}", reader.facts.values.get(key))
    for row in reader.facts.rows:
        place = layout.row(row)
        for letter, name in zip(LETTERS, FIELDS, strict=True):
            _write_value(sheet, f"{letter}{place}", row.values.get(name))
        contests = reader.programs[row.unit].contest
        stands = all(id(row) in reader.standing(row.unit, contest) for contest in contests)
        sheet.write_number(f"J{place}", int(stands))


def _write_value(sheet: Worksheet, cell: str, value: Value | None) -> None:
    if isinstance(value, str):
        sheet.write_string(cell, value)
    elif value is None:
        sheet.write_formula(cell, "=NA()", None, WRONG)
    else:
        sheet.write_number(cell, float(value))


def _same(found: object, expected: Result) -> bool:
    if isinstance(expected, Missing):
        return found in ("#N/A", "#DIV/0!")
    if isinstance(expected, str):
        return found == expected
    if not isinstance(found, (int, float)):
        return False
    return abs(Fraction(found) - expected) <= max(Fraction(1), abs(expected)) * NEARLY
