"""The facts workbook is what an office can fill, in its own language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from kaoping.core.text import LANGUAGES, Language
from kaoping.files.facts.tests.examples import EFFICIENCY, STATIONS, facts, settled
from kaoping.files.template import write_template
from kaoping.files.template.tests.workbooks import column_of, opened
from kaoping.schemes.read import built_in

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
# What 1366 pixels show beside the row numbers and the scroll bar; and how much of 768 headings may take.
SCREEN, FROZEN = 1318, 300
PIXELS_OF_WIDTH, PIXELS_OF_HEIGHT = 7, 4 / 3


def test_the_sheets_are_those_that_the_scheme_has_a_use_for(tmp_path: Path) -> None:
    common = ["说明", "单位"]
    assert opened(STATIONS, tmp_path).sheetnames == [
        *common, "任务清单", "指标调整", "任务数据", "数据", "问题", "事件", "加扣分", "不适用", "零报告", "补充数据", "清单",
    ]  # fmt: skip
    assert opened(EFFICIENCY, tmp_path).sheetnames == [
        *common, "数据", "评议", "一票否决", "不适用", "零报告", "补充数据", "清单",
    ]  # fmt: skip


def test_every_sheet_of_a_sample_carries_the_mark(tmp_path: Path) -> None:
    for language in LANGUAGES:
        mark = "（示例数据）" if language == "zh" else " (invented data)"
        for marked in (True, False):
            for sheet in opened(EFFICIENCY, tmp_path, sample=marked, language=language):
                assert str(sheet.cell(1, 1).value).endswith(mark) == marked, sheet.title


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_frozen_and_every_choice_has_a_list(language: Language, tmp_path: Path) -> None:
    book = opened(STATIONS, tmp_path, language=language)
    findings = book["问题" if language == "zh" else "Findings"]
    assert findings.freeze_panes == "B5"
    chosen = {place.split(":")[0] for place, _ in lists_of(findings)}
    headings = {
        "zh": ("单位＊", "考点或任务＊", "严重程度", "发现来源＊"),
        "en": ("Unit*", "Checkpoint or task*", "Severity", "Found by*"),
    }
    assert {f"{column_of(findings, heading)}5" for heading in headings[language]} <= chosen
    for sheet in book:
        for _, source in lists_of(sheet):
            name, cells = source.split("!")
            first, last = cells.replace("$", "").split(":")
            entries = [row[0].value for row in book[name][first:last]]
            assert entries[0]
            assert all(entries) or name in ("单位", "Units")


def lists_of(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    """Where the drop-downs of a sheet stand, and where their words do."""
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            yield str(rule.sqref), str(rule.formula1).lstrip("=")


@pytest.mark.parametrize("scheme", built_in())
def test_an_english_workbook_is_english_but_for_what_the_document_says(scheme: str, tmp_path: Path) -> None:
    book = opened(scheme, tmp_path, language="en")
    assert not [name for name in book.sheetnames if CHINESE.search(name)]
    for sheet in book:
        ours = [cell for row in sheet.iter_rows(max_row=2) for cell in row]
        ours += list(sheet["A"]) + list(sheet["B"]) if sheet.title == "Guide" else heading_of(sheet)
        assert not [cell.coordinate for cell in ours if CHINESE.search(str(cell.value))], sheet.title
        for rule in sheet.data_validations.dataValidation:
            assert not CHINESE.search(f"{rule.errorTitle} {rule.error} {rule.promptTitle}")


def heading_of(sheet: Worksheet) -> list[Cell | MergedCell]:
    """The headings of a sheet that are ours: those of a grid's columns are the document's."""
    last = int(re.sub("[A-Z]", "", sheet.freeze_panes or "A1")) - 1
    grid = sheet.cell(last, 1).value == "Ids" and sheet.cell(last, 2).value != "item"
    return [sheet.cell(row, 1) for row in range(1, last + 1)] if grid else list(sheet[last])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", built_in())
def test_whatever_must_be_filled_stands_on_a_screen_of_1366_pixels(
    scheme: str, language: Language, tmp_path: Path
) -> None:
    for sheet in opened(scheme, tmp_path, language=language).worksheets[1:-1]:
        first = int(re.sub("[A-Z]", "", str(sheet.freeze_panes)))
        needed = [column for column, heading in texts(sheet, first - 1) if heading.endswith(("*", "＊"))]
        if sheet.cell(first - 1, 2).value == "item":
            needed = [column for column, name in texts(sheet, first - 1) if name != "—"]
        assert sum(pixels(sheet)[: max(needed, default=1)]) <= SCREEN, sheet.title
        frozen = sum(sheet.row_dimensions[row].height or 15 for row in range(1, first))
        assert frozen * PIXELS_OF_HEIGHT <= FROZEN, sheet.title


def texts(sheet: Worksheet, row: int) -> list[tuple[int, str]]:
    """The columns of a row that say something, and what."""
    return [(column, str(cell.value)) for column, cell in enumerate(sheet[row], start=1) if cell.value]


def pixels(sheet: Worksheet) -> list[float]:
    """The widths of the columns in pixels; openpyxl keeps neighbours of one width together."""
    dimensions = sorted(sheet.column_dimensions.values(), key=lambda dimension: dimension.min or 0)
    widths = [dimension.width for dimension in dimensions for _ in range(dimension.min or 0, (dimension.max or 0) + 1)]
    return [width * PIXELS_OF_WIDTH for width in widths]


def test_clauses_that_would_leave_no_room_for_the_table_stand_on_the_lists_alone(tmp_path: Path) -> None:
    known = settled(EFFICIENCY)
    many = tuple(replace(veto, id=f"{veto.id}-{number}") for number in range(3) for veto in known.scheme.vetoes)
    path = tmp_path / "模板.xlsx"
    write_template(replace(known, scheme=replace(known.scheme, vetoes=many)), path)
    book = openpyxl.load_workbook(path)
    assert book["一票否决"]["A3"].value == "条文见“清单”。"
    assert str(opened(EFFICIENCY, tmp_path)["一票否决"]["A3"].value).startswith("v1：非客观合理原因")


def test_a_task_is_shown_with_what_it_is_unless_it_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "数据.xlsx"
    known = facts("tasks: [{unit: other, item: t1, type: progress, title: 另一任务}]")
    write_template(settled(STATIONS), path, known)
    changes = openpyxl.load_workbook(path)["指标调整"]
    assert [changes[f"{column_of(changes, heading)}4"].value for heading in ("指标＊", "原类型", "原分值")] == [
        "t1 做好本单位疫情防控工作，确保不发生聚集性疫情。", "综合职能类", 10,
    ]  # fmt: skip


def test_rows_stand_in_the_order_of_units_and_items(tmp_path: Path) -> None:
    rating = "{unit: %s, item: %s, rater_group: 市民, value: 90, raters: 3}"
    places = [("jd-01", 14), ("dept-01", 12), ("jd-01", 2)]
    rows = ", ".join(rating % place for place in places)
    path = tmp_path / "数据.xlsx"
    write_template(settled(EFFICIENCY), path, facts(f"ratings: [{rows}]", EFFICIENCY))
    sheet = openpyxl.load_workbook(path)["评议"]
    assert [str(sheet.cell(row, 2).value).split(" ")[0] for row in range(5, 8)] == ["12", "2", "14"]


def test_the_severities_of_the_list_are_the_words_of_the_clause(tmp_path: Path) -> None:
    lists = opened(STATIONS, tmp_path)["清单"]
    column = next(cell.column for cell in lists[2] if cell.value == "严重程度")
    assert [lists.cell(row, column).value for row in range(3, 7)] == ["一般", "较为严重", "特别严重", None]


def test_a_number_is_checked_while_it_is_typed_and_its_clause_is_shown(tmp_path: Path) -> None:
    grid = opened(EFFICIENCY, tmp_path)["数据"]
    column = next(cell for cell in grid[7] if cell.value == "1 given")
    [rule] = [
        one for one in grid.data_validations.dataValidation if str(one.sqref).startswith(f"{column.column_letter}8")
    ]
    assert (rule.type, rule.operator, rule.formula1, rule.formula2) == ("decimal", None, "0", "3")
    assert rule.prompt.startswith("立项是指被考核单位纪检监察组织向监察局申报的年度效能监察项目。")
    assert str(grid.cell(6, column.column).value).startswith("立项是指被考核单位")


def test_no_cell_is_a_formula_so_that_every_program_may_save_it(tmp_path: Path) -> None:
    for sheet in opened(STATIONS, tmp_path):
        assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_same_facts_make_the_same_file(tmp_path: Path) -> None:
    paths = (tmp_path / "1.xlsx", tmp_path / "2.xlsx")
    for path in paths:
        write_template(settled(EFFICIENCY), path, facts("", EFFICIENCY))
    assert paths[0].read_bytes() == paths[1].read_bytes()
