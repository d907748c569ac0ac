"""The results workbook recalculates to the exact result: LibreOffice replaces wrong cached values by the right ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kaoping.core.facts import Row
from kaoping.core.missing import Missing
from kaoping.demonstration import demonstration_facts
from kaoping.files.facts import read_facts
from kaoping.reports.tests.examples import EFFICIENCY, ENVIRONMENT, STATIONS, example
from kaoping.reports.workbook import write_workbook
from kaoping.schemes.assessment import Assessment, assess
from kaoping.schemes.read import read
from tests.forms.case import cases_in
from tests.recalculated import all_recalculated

HERE = Path(__file__).parent
GROUPS = {"streets": 2, "departments": 3}
# One form of every rule kind, and those that compare units, round, cap, choose or veto.
FORMS = {"F02", "F12", "F16", "F21", "F41", "F44", "F47", "B08", "V04", "D08"}
NEARLY = 1e-9
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Written:
    """An assessment, its workbook as it should be, and as LibreOffice computed it from wrong cached values."""

    assessment: Assessment
    right: Path
    recalculated: Path


def assessments() -> Iterator[tuple[str, Assessment]]:
    yield "stations", example(STATIONS, {"stations": 5}, seed=11, missing=0.002)
    yield "environment", example(ENVIRONMENT, GROUPS, seed=12)
    yield "efficiency", example(EFFICIENCY, GROUPS, seed=13, missing=0.004)
    yield "demonstration", assess(read(STATIONS), demonstration_facts(STATIONS))
    readings = {"minimum": "total", "rounding": "total", "cap-5": "per-dimension", "over-100": "no", "bonus-cap": "1"}
    yield "readings", example(STATIONS, {"stations": 5}, seed=14, readings=readings)
    for path in sorted((HERE / "cases").glob("*.facts.json")):
        settled = read(STATIONS if "beijing" in path.name else EFFICIENCY)
        yield path.name.split(".")[0], assess(settled, read_facts(path, settled))
    for case in cases_in(HERE / "forms"):
        if case.name in FORMS:
            yield case.name, case.assessment({})


def choose_another_unit(folder: Path, known: Mapping[str, Assessment]) -> Assessment:
    """As an office does it: another name in the drop-down of the scorecard."""
    assessment = known["readings"]
    book = openpyxl.load_workbook(folder / "readings.xlsx")
    book["得分表"]["B3"] = assessment.facts.units[3].name
    book.save(folder / "chosen.xlsx")
    return assessment


def change_facts(folder: Path, known: Mapping[str, Assessment]) -> Assessment:
    """As an office does it: a task is not done after all, and a problem turns out to be a serious one."""
    assessment = known["demonstration"]
    facts = assessment.facts
    done = next(key for key in sorted(facts.values) if key[2] == "done" and facts.values[key] == 1)
    problem = next(row for row in facts.rows if row.table == "findings" and row.values["severity"] == "minor")
    book = openpyxl.load_workbook(folder / "demonstration.xlsx")
    for row in book["数据"].iter_rows(min_row=4):
        if (row[0].value, row[2].value, row[4].value) == done:
            row[6].value = 0
    headings = [cell.value for cell in book["问题"][3]]
    for row in book["问题"].iter_rows(min_row=4):
        if (row[0].value, row[2].value, row[headings.index("日期")].value) == (*_place(problem), problem.values["on"]):
            row[headings.index("严重程度")].value = "较为严重"
    book.save(folder / "changed.xlsx")
    fields = tuple((name, "serious" if name == "severity" else value) for name, value in problem.fields)
    rows = tuple(replace(row, fields=fields) if row is problem else row for row in facts.rows)
    changed = replace(facts, values={**facts.values, done: Fraction(0)}, rows=rows)
    return assess(assessment.settled, changed)


def _place(row: Row) -> tuple[str, str]:
    return row.unit, row.item


CHANGES: dict[str, Callable[[Path, Mapping[str, Assessment]], Assessment]] = {
    "chosen": choose_another_unit,
    "changed": change_facts,
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Written]:
    folder = tmp_path_factory.mktemp("workbooks")
    known = dict(assessments())
    for kind in ("right", "stale"):
        (folder / kind).mkdir()
        for name, assessment in known.items():
            write_workbook(assessment, folder / kind / f"{name}.xlsx", stale=kind == "stale")
    changed = {name: change(folder / "stale", known) for name, change in CHANGES.items()}
    stale = [folder / "stale" / f"{name}.xlsx" for name in (*known, *changed)]
    output = all_recalculated(stale, folder)
    return {
        name: Written(assessment, folder / "right" / f"{name}.xlsx", output / f"{name}.xlsx")
        for name, assessment in {**known, **changed}.items()
    }


def same(found: object, expected: object) -> bool:
    """Equal, or as near as floating point comes; one error of a sheet is as good as another."""
    if isinstance(found, (int, float)) and isinstance(expected, (int, float)):
        return abs(found - expected) <= NEARLY
    if str(expected).startswith("#"):
        return str(found).startswith("#")
    return (found or "") == (expected or "")


def values(path: Path) -> Iterator[tuple[str, object]]:
    """Every cell of every sheet with its value."""
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    for sheet in book:
        for place, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield from ((f"{sheet.title} {place} {column}", value) for column, value in enumerate(row, start=1))


def test_every_cell_of_every_sheet_recalculates_to_what_was_written(written: dict[str, Written]) -> None:
    for name in written.keys() - CHANGES.keys():
        found, expected = dict(values(written[name].recalculated)), dict(values(written[name].right))
        assert not {
            place: (found.get(place), value) for place, value in expected.items() if not same(found.get(place), value)
        }, name


def amounts(path: Path) -> dict[tuple[str, str], list[Any]]:
    """The amounts of the calculation, by unit and line."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row in openpyxl.load_workbook(path, data_only=True, read_only=True)["计算"].iter_rows(
        min_row=4, values_only=True
    ):
        found.setdefault((str(row[0]), str(row[10])), []).append(row[5])
    return found


def test_every_recalculated_amount_is_that_of_the_exact_reader(written: dict[str, Written]) -> None:
    for name, one in written.items():
        found, reader = amounts(one.recalculated), one.assessment.reader
        for unit in one.assessment.facts.units:
            for node in one.assessment.programs[unit.id].nodes:
                lines = found.get((unit.name or unit.id, node.id), [0])
                exact = reader.cell(unit.id, node.id)
                if isinstance(exact, Missing):
                    assert any(str(line).startswith("#") for line in lines), (name, unit.id, node.id)
                elif isinstance(exact, Fraction):
                    assert sum(lines) == pytest.approx(float(exact), abs=NEARLY), (name, unit.id, node.id)


def test_changed_facts_change_scores_and_ranks_like_a_new_run(written: dict[str, Written]) -> None:
    one = written["changed"]
    before = written["demonstration"].assessment
    sheet = openpyxl.load_workbook(one.recalculated, data_only=True)["排名"]
    shown = {row[1]: (row[0], row[3]) for row in sheet.iter_rows(min_row=4, values_only=True)}
    for card in one.assessment.cards:
        rank, score = shown[card.unit.name]
        assert card.score is not None
        assert rank == one.assessment.outcome(card.unit.id).rank
        assert score == pytest.approx(float(card.score))
    assert [card.score for card in before.cards] != [card.score for card in one.assessment.cards]


def test_another_unit_in_the_drop_down_shows_its_own_statement(written: dict[str, Written]) -> None:
    one = written["chosen"]
    card = one.assessment.cards[3]
    sheet = openpyxl.load_workbook(one.recalculated, data_only=True)["得分表"]
    lines = [row for row in sheet.iter_rows(min_row=9, max_col=8, values_only=True) if row[1]]
    entries = [entry for item in card.items for entry in item.entries] + list(card.entries)
    shown = [row for row in lines if row[1] not in ("本项得分", "总分")]
    assert [row[2] for row in shown] == pytest.approx([float(entry.amount) for entry in entries])
    assert [row[1] for row in shown] == [entry.says.in_language("zh") for entry in entries]
    assert lines[-1][1] == "总分"
    assert lines[-1][2] == pytest.approx(lines[-1][3])
    assert sheet["B7"].value == "各行金额相加等于总分"
    assert sheet.cell(int(float(str(sheet["I6"].value))), 2).value == "总分"  # what is printed ends there
