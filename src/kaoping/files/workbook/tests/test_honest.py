"""What is read from honest workbooks, whichever program wrote them."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it has no stubs

from kaoping.files.workbook import Sheet, read_workbook
from kaoping.files.workbook.tests.packing import RELATIONS, packed, parts


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row] for row in sheet.rows]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "数据.xlsx"


def test_every_kind_of_cell_is_read_as_the_text_that_excel_shows(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("数据")
        sheet.write_row(0, 0, ["单位", 0.1 + 0.2, 20, True, "01"])
        sheet.write(1, 0, 0.9, book.add_format({"num_format": "0.0%"}))
        sheet.write(1, 1, date(2020, 8, 1), book.add_format({"num_format": 'yyyy"年"m"月"d"日"'}))
        sheet.write_formula(1, 3, "=NA()", None, "#N/A")
        sheet.write_formula(1, 4, '="甲"&"乙"', None, "甲乙")
        sheet.write_string(2, 0, "#N/A")
        sheet.write_rich_string(2, 1, book.add_format({"bold": True}), "粗", "细")
        sheet.write_string(2, 2, " 前后 \n换行")
        sheet.merge_range("A5:B6", "合并")
    [read] = read_workbook(file).sheets
    assert [[(cell.address, cell.text, cell.kind) for cell in row] for row in read.rows] == [
        [
            ("A1", "单位", "text"),
            ("B1", "0.3", "number"),
            ("C1", "20", "number"),
            ("D1", "TRUE", "boolean"),
            ("E1", "01", "text"),
        ],
        [
            ("A2", "90%", "number"),
            ("B2", "2020-08-01", "date"),
            ("D2", "#N/A", "error"),
            ("E2", "甲乙", "text"),
        ],
        [("A3", "#N/A", "text"), ("B3", "粗细", "text"), ("C3", " 前后 \n换行", "text")],
        [("A5", "合并", "text")],
    ]
    assert [joined.address for joined in read.merged] == ["A5:B6"]


def test_hidden_sheets_and_rows_are_read_too(file: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["看得见"])
    hidden = book.create_sheet("隐藏")
    hidden.append(["看不见"])
    hidden.sheet_state = "veryHidden"
    hidden.row_dimensions[1].hidden = True
    book.save(file)
    first, second = read_workbook(file).sheets
    assert (first.name, texts(first), second.name, texts(second)) == ("Sheet", [["看得见"]], "隐藏", [["看不见"]])


def test_a_chart_sheet_is_left_out(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("数据").write(0, 0, 1)
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=数据!$A$1"})
        book.add_chartsheet("图").set_chart(chart)
    assert [sheet.name for sheet in read_workbook(file).sheets] == ["数据"]


def test_what_other_programs_write_differently_is_read_the_same(file: Path) -> None:
    rows = (
        "<x:row><x:c t='inlineStr'><x:is><x:t>甲</x:t><x:rPh><x:t>jia</x:t></x:rPh></x:is></x:c><x:c><x:v>1</x:v></x:c>"
        "</x:row><!-- --><x:row r='5'><x:c r='C5' t='s'><x:v>0</x:v></x:c><x:c t='str'><x:f>X</x:f><x:v></x:v></x:c>"
        "<x:c><x:v><![CDATA[2]]></x:v></x:c></x:row>"
    )
    sheet = parts(rows)["xl/worksheets/sheet1.xml"].replace("<worksheet>", "<worksheet xmlns:x='x'>")
    [read] = read_workbook(packed(file, parts(**{"xl/worksheets/sheet1.xml": sheet}))).sheets
    assert [[(cell.address, cell.text) for cell in row] for row in read.rows] == [
        [("A1", "甲"), ("B1", "1")],
        [("C5", "甲"), ("E5", "2")],
    ]


def test_a_lying_dimension_and_empty_formatted_cells_far_away_do_not_matter(file: Path) -> None:
    sheet = (
        "<worksheet><dimension ref='A1:XFD1048576'/><sheetData><row r='1'><c r='A1'><v>1</v></c></row>"
        "<row r='1048576'><c r='XFD1048576' s='1'/></row></sheetData></worksheet>"
    )
    [read] = read_workbook(packed(file, parts(**{"xl/worksheets/sheet1.xml": sheet}))).sheets
    assert texts(read) == [["1"]]


def test_links_to_other_files_are_never_followed(file: Path) -> None:
    rows = "<row r='1'><c r='A1'><f>[1]Sheet1!A1</f><v>7</v></c></row>"
    outside = (
        f"<Relationship Id='c' Type='{RELATIONS}/externalLink' Target='file:///etc/passwd' TargetMode='External'/>"
    )
    contents = parts(rows)
    contents["xl/_rels/workbook.xml.rels"] = contents["xl/_rels/workbook.xml.rels"].replace("</R", outside + "</R")
    [read] = read_workbook(packed(file, contents)).sheets
    assert texts(read) == [["7"]]


def test_ninety_units_with_twenty_items_are_read_at_once(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("数据")
        for row in range(1_800):
            sheet.write_row(row, 0, [f"单位{row // 20}", f"t{row % 20}", "target", 100 + row / 7])
    started = time.monotonic()
    [read] = read_workbook(file).sheets
    assert time.monotonic() - started < 5
    assert texts(read)[1_799] == ["单位89", "t19", "target", "357"]


@pytest.mark.slow
def test_two_hundred_thousand_rows_are_read_within_the_limits(file: Path) -> None:
    rows = "".join(f"<row><c><v>{row}</v></c><c t='s'><v>0</v></c></row>" for row in range(200_000))
    [read] = read_workbook(packed(file, parts(rows))).sheets
    assert texts(read)[199_999] == ["199999", "甲"]
