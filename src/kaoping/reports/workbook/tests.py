"""The results workbook: complete, true to the exact result, and what an office can work with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kaoping.core.facts import Row, Unit
from kaoping.core.missing import Gap
from kaoping.core.text import Language
from kaoping.reports.amounts import minus
from kaoping.reports.gaps import missing_facts
from kaoping.reports.tests.examples import EFFICIENCY, ENVIRONMENT, STATIONS, example, random_facts
from kaoping.reports.workbook import calculation, write_workbook
from kaoping.reports.workbook.formulas import joined, summed
from kaoping.reports.workbook.sheet import lines_in
from kaoping.schemes.assessment import Assessment, assess
from kaoping.schemes.read import read

GROUPS = {"streets": 5, "departments": 7}
MARK = "示例数据 · 虚构"
CHINESE = re.compile(r"[一-鿿]")


def written(assessment: Assessment, folder: Path, language: Language = "zh", *, formulas: bool = False) -> Workbook:
    path = folder / "results.xlsx"
    write_workbook(assessment, path, language, MARK)
    return openpyxl.load_workbook(path, data_only=not formulas)


def rows(sheet: Worksheet, first: int = 4) -> Iterator[tuple[Any, ...]]:
    return sheet.iter_rows(min_row=first, values_only=True)


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(example(STATIONS, {"stations": 3}), tmp_path / name, mark=MARK)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_the_mark_stands_on_every_sheet_and_every_printed_page(tmp_path: Path) -> None:
    book = written(example(EFFICIENCY, GROUPS), tmp_path)
    assert [sheet.title for sheet in book][:5] == ["排名", "得分表", "缺项", "计算", "数据"]
    for sheet in book:
        assert str(sheet["A2"].value).startswith(MARK), sheet.title
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.right.text == MARK, sheet.title


def test_every_sheet_is_ready_for_the_screen_and_for_paper(tmp_path: Path) -> None:
    for sheet in written(example(EFFICIENCY, GROUPS), tmp_path):
        assert sheet.freeze_panes is not None, sheet.title
        assert sheet.print_title_rows, sheet.title
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape"), sheet.title
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0), sheet.title
    filtered = [sheet.title for sheet in written(example(EFFICIENCY, GROUPS), tmp_path) if sheet.auto_filter.ref]
    assert {"排名", "计算", "数据", "评议"} <= set(filtered)


def test_the_scorecard_prints_no_empty_lines_beyond_its_end(tmp_path: Path) -> None:
    sheet = written(example(STATIONS, {"stations": 3}), tmp_path)["得分表"]
    last = int(float(str(sheet["I6"].value)))
    assert sheet.cell(last, 2).value == "总分"
    assert not any(sheet.cell(row, 2).value for row in range(last + 1, sheet.max_row + 1))
    with ZipFile(tmp_path / "results.xlsx") as book:
        names = book.read("xl/workbook.xml").decode("utf-8")
    area = re.search(r'<definedName name="_xlnm.Print_Area" localSheetId="1">([^<]+)<', names)
    assert area is not None
    assert re.fullmatch(r"'得分表'!\$A\$1:INDEX\('得分表'!\$H\$1:\$H\$\d+,'得分表'!\$I\$6\)", area[1])


@pytest.mark.parametrize("scheme", [STATIONS, EFFICIENCY, ENVIRONMENT])
def test_every_amount_is_a_formula_with_the_exact_value_beside_it(scheme: str, tmp_path: Path) -> None:
    assessment = example(scheme, GROUPS, seed=7)
    values = written(assessment, tmp_path)["计算"]
    formulas = openpyxl.load_workbook(tmp_path / "results.xlsx")["计算"]
    totals = {
        row[calculation.UNIT]: row[calculation.AMOUNT] for row in rows(values) if row[calculation.LINE] == "total"
    }
    for card in assessment.cards:
        assert card.score is not None
        assert totals[card.unit.name] == pytest.approx(float(card.score), abs=1e-12)
    kinds = [(row[calculation.KIND], row[calculation.AMOUNT]) for row in rows(formulas)]
    assert all(kind == "分值" or str(amount).startswith("=") for kind, amount in kinds)


def test_the_lines_of_an_item_are_added_as_one_range_above_its_score(tmp_path: Path) -> None:
    sheet = written(example(EFFICIENCY, GROUPS), tmp_path, formulas=True)["计算"]
    scores = [row[calculation.AMOUNT] for row in rows(sheet) if row[calculation.KIND] == "本项得分"]
    assert scores[:2] == ["=SUM(F4:F6)", "=SUM(F8:F10)"]


def test_the_ranking_lists_the_units_in_order_with_the_line_of_the_quota(tmp_path: Path) -> None:
    assessment = example(EFFICIENCY, GROUPS)
    found = list(rows(written(assessment, tmp_path)["排名"]))
    ranked = [(row[0], row[1], row[3]) for row in found if row[0]]
    for rank, name, score in ranked:
        card = next(card for card in assessment.cards if card.unit.name == name)
        assert rank == assessment.outcome(card.unit.id).rank
        assert score == pytest.approx(float(card.score or 0))
    cuts = [place for place, row in enumerate(found) if str(row[1]).startswith("先进单位：本组应评")]
    assert len(cuts) == 2
    assert all(found[place - 1][5] == "是" and found[place + 1][5] == "否" for place in cuts)


def test_ranks_are_counted_by_a_formula(tmp_path: Path) -> None:
    sheet = written(example(EFFICIENCY, GROUPS), tmp_path, formulas=True)["排名"]
    assert str(sheet["A4"].value).startswith("=IF(ISNUMBER(D4),1+SUMPRODUCT(($C$4:$C$17=C4)*")
    assert str(sheet["D4"].value).startswith("=IF(ISNUMBER('计算'!$F$")


def test_an_incomplete_unit_has_no_score_and_says_who_owes_what(tmp_path: Path) -> None:
    assessment = example(EFFICIENCY, GROUPS, missing=0.03)
    waiting = [card for card in assessment.cards if not card.complete]
    book = written(assessment, tmp_path)
    found = {row[1]: row for row in rows(book["排名"])}
    for card in waiting:
        assert found[card.unit.name][3] == f"数据未齐 · 缺 {len(card.gaps)} 项"
        assert "提供。" in found[card.unit.name][-1]
    expected = sum(len(missing_facts(assessment, card)) for card in waiting)
    assert waiting
    assert len(list(rows(book["缺项"]))) == expected
    assert any(row[6] == "#N/A" and row[9] == "缺" for row in rows(book["数据"]))


def test_a_unit_that_only_lacks_a_declaration_has_no_score_to_recalculate(tmp_path: Path) -> None:
    settled = read(STATIONS)
    facts = random_facts(settled, {"stations": 2}, seed=1)
    assessment = assess(settled, facts, [Gap("stations-01", "law", "declared")])
    found = {row[1]: row[3] for row in rows(written(assessment, tmp_path, formulas=True)["排名"])}
    assert found["示例单位S01"] == "数据未齐 · 缺 1 项"
    assert str(found["示例单位S02"]).startswith("=")


def test_the_scorecard_shows_the_lines_of_the_first_unit_and_can_choose_every_other(tmp_path: Path) -> None:
    assessment = example(STATIONS, {"stations": 6}, seed=2)
    book = written(assessment, tmp_path)
    sheet = book["得分表"]
    card = assessment.cards[0]
    amounts = [
        row[2] for row in rows(sheet, 9) if row[1] not in ("本项得分", "总分") and isinstance(row[2], int | float)
    ]
    entries = [entry for item in card.items for entry in item.entries] + list(card.entries)
    assert amounts == pytest.approx([float(entry.amount) for entry in entries])
    (choice,) = sheet.data_validations.dataValidation
    (first, last) = choice.formula1.replace("$", "").split(":")
    offered = [cell.value for (cell,) in sheet[f"{first}:{last}"]]
    assert offered == [unit.name for unit in assessment.facts.units]
    assert sheet["B7"].value == "各行金额相加等于总分"


def test_what_begins_like_a_formula_stays_text(tmp_path: Path) -> None:
    settled = read(STATIONS)
    facts = random_facts(settled, {"stations": 1}, seed=1)
    note = Row("events", "stations-01", "incidents", (("note", "=HYPERLINK(1)"), ("on", "2020-01-02")))
    unit = Unit("stations-01", "@示例单位", "stations")
    path = tmp_path / "results.xlsx"
    write_workbook(assess(settled, replace(facts, units=(unit,), rows=(*facts.rows, note))), path)
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    active = [cell for cell in cells if str(cell.value) in ("=HYPERLINK(1)", "@示例单位")]
    assert {cell.value for cell in active} == {"=HYPERLINK(1)", "@示例单位"}
    assert all(cell.data_type == "s" and cell.style and cell.quotePrefix for cell in active)


def test_the_english_workbook_has_english_names_and_headings(tmp_path: Path) -> None:
    book = written(example(EFFICIENCY, GROUPS, missing=0.01), tmp_path, "en")
    for sheet in book:
        heading = 8 if sheet.title == "Scorecard" else 3
        words = [sheet.title, *(str(cell.value or "") for cell in sheet[heading])]
        assert not [word for word in words if CHINESE.search(word)], sheet.title
    assert not [row for row in rows(book["Notes"]) if CHINESE.search(str(row[0]))]


def test_readings_and_digests_are_named(tmp_path: Path) -> None:
    settled = read(STATIONS, {"minimum": "total"})
    assessment = assess(settled, random_facts(settled, {"stations": 2}, seed=1))
    book = written(assessment, tmp_path)
    changed = [row[0] for row in rows(book["条文理解"]) if row[4] == "改选"]
    assert changed == ["minimum"]
    notes = {row[0]: row[1] for row in rows(book["说明"])}
    assert notes["方案摘要"] == settled.digest
    assert notes["数据摘要"] == assessment.facts.digest


def test_known_words_are_shown_and_compared_in_the_language_of_the_workbook(tmp_path: Path) -> None:
    assessment = example(STATIONS, {"stations": 4}, seed=2)
    book = written(assessment, tmp_path, formulas=True)
    shown = {row[6] for row in rows(book["问题"])} | {row[7] for row in rows(book["问题"])}
    assert shown & {"一般", "较为严重", "特别严重"}
    formulas = " ".join(str(row[calculation.AMOUNT]) for row in rows(book["计算"]))
    assert '"一般"' in formulas
    assert '"minor"' not in formulas


def test_progress_is_told_of_every_unit(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_workbook(example(STATIONS, {"stations": 3}), tmp_path / "x.xlsx", progress=lambda *now: told.append(now))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_units_of_one_name_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    settled = read(STATIONS)
    facts = random_facts(settled, {"stations": 2}, seed=1)
    same = tuple(replace(unit, name="示例单位") for unit in facts.units)
    book = written(assess(settled, replace(facts, units=same)), tmp_path)
    assert {row[1] for row in rows(book["排名"])} == {"示例单位 [stations-01]", "示例单位 [stations-02]"}


def test_neighbouring_rows_are_added_as_one_range_and_long_sums_nest() -> None:
    assert list(joined([(1, 2), (3, 3), (5, 6)])) == [(1, 3), (5, 6)]
    assert list(joined([])) == []
    assert summed([f"F{place}" for place in range(300)]).count("SUM(") == 3


def test_a_chinese_character_takes_twice_the_width() -> None:
    assert lines_in("考评考评考评", 8) == 2
    assert lines_in("abcdef\nx", 8) == 2
    assert minus("-1") == "−1"
