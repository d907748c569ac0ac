"""Writes planned sheets with xlsxwriter: exact numbers, text that stays text, drop-downs, frozen headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from fractions import Fraction
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]  # it has no stubs
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # as above
from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]  # as above
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from kaoping.core.defect import Defect, Refused
from kaoping.core.numbers import written
from kaoping.core.text import Text
from kaoping.files.facts.layout import FOR_PEOPLE, LISTS, SAMPLE
from kaoping.files.template.lists import Lists
from kaoping.files.template.plan import LINE, Column, Content, Sheet, lines_of
from kaoping.files.template.row_sheets import UNITS

LONGEST_TEXT = 32_767
MOST_DIGITS = 15
READABLE = 100
PRINTED_SPARE = 20
# The date inside the file: two templates of one scheme are equal byte for byte.
CREATED = datetime(2020, 1, 1, tzinfo=UTC)
_EDGE = {"border": 1, "border_color": "#BFBFBF", "valign": "vcenter", "text_wrap": True}
_FORMATS: Mapping[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14, "valign": "vcenter"},
    "sample": {"bold": True, "font_size": 14, "font_color": "#C00000", "valign": "vcenter"},
    "help": {"font_color": "#595959", "text_wrap": True, "valign": "top"},
    "main": {**_EDGE, "bold": True, "bg_color": "#DDEBF7", "align": "center"},
    "note": {**_EDGE, "font_size": 9, "bg_color": "#F2F2F2", "align": "left", "valign": "top"},
    "ids": {**_EDGE, "font_size": 8, "font_color": "#7F7F7F", "bg_color": "#F2F2F2", "text_wrap": False},
    "text": dict(_EDGE),
    "id": {**_EDGE, "num_format": "@"},
    "number": {**_EDGE, "align": "right"},
    "date": {**_EDGE, "num_format": "yyyy-mm-dd", "align": "center"},
    "people": {**_EDGE, "font_color": "#595959", "font_size": 9, "bg_color": "#FAFAFA"},
    "list": {"valign": "top"},
    "closed": {**_EDGE, "bg_color": "#D9D9D9"},
}


class Book:
    """One workbook being written."""

    def __init__(self, path: Path, lists: Lists, *, sample: bool) -> None:
        self.workbook = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
        self.workbook.set_properties({"created": CREATED})
        self.lists = lists
        self.sample = sample
        self.formats: dict[str, Format] = {
            name: self.workbook.add_format({"font_name": "宋体", "font_size": 11, **style})
            for name, style in _FORMATS.items()
        }
        self.units = ""

    def add(self, name: str) -> Worksheet:
        """A new sheet, marked where the facts are invented."""
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        if self.sample:
            sheet.set_tab_color("#C00000")
            sheet.set_header(f"&C&16{SAMPLE}")
        return sheet

    def title(self, sheet: Worksheet, text: str) -> None:
        """The first row: what the sheet is, and the mark of invented facts."""
        marked = f"{text}（{SAMPLE}）" if self.sample else text
        sheet.set_row(0, 24)
        sheet.write_string(0, 0, marked, self.formats["sample" if self.sample else "title"])

    def write(self, plan: Sheet) -> None:
        """One planned sheet."""
        sheet = self.add(plan.name)
        self.title(sheet, plan.title)
        self._above(sheet, plan)
        for number, width in enumerate(plan.widths):
            sheet.set_column(number, number, width)
        self._headings(sheet, plan)
        self._rows(sheet, plan)
        self._validations(sheet, plan)
        sheet.freeze_panes(plan.first_row, plan.frozen_columns)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 0, plan.first_row + len(plan.rows) + PRINTED_SPARE - 1, len(plan.columns) - 1)
        sheet.repeat_rows(plan.first_row - len(plan.headings), plan.first_row - 1)

    def _above(self, sheet: Worksheet, plan: Sheet) -> None:
        """How the sheet is filled, and its clauses: merged cells, whose height nobody fits but we."""
        widths = plan.widths
        last = next((at for at in range(1, len(widths)) if sum(widths[: at + 1]) >= READABLE), len(widths) - 1)
        for row, text in enumerate(plan.above, start=1):
            sheet.merge_range(row, 0, row, last, text, self.formats["help"])
            sheet.set_row(row, LINE * lines_of(text, sum(widths[: last + 1])) + 3)

    def _headings(self, sheet: Worksheet, plan: Sheet) -> None:
        top = plan.first_row - len(plan.headings)
        for number, heading in enumerate(plan.headings):
            if heading.height:
                sheet.set_row(top + number, heading.height)
            texts = [column.headings[number] for column in plan.columns]
            style = self.formats[heading.style]
            for first, last, text in runs(texts) if heading.merged else [(at, at, one) for at, one in enumerate(texts)]:
                if first < last:
                    sheet.merge_range(top + number, first, top + number, last, text, style)
                else:
                    sheet.write_string(top + number, first, text, style)
        if len(plan.headings) == 1:
            sheet.autofilter(top, 0, plan.first_row + len(plan.rows) + plan.spare - 1, len(plan.columns) - 1)

    def _rows(self, sheet: Worksheet, plan: Sheet) -> None:
        for number in range(len(plan.rows) + plan.spare):
            given = plan.rows[number] if number < len(plan.rows) else ()
            if given:
                sheet.set_row(plan.first_row + number, plan.height(number))
            for place, column in enumerate(plan.columns):
                content = given[place] if place < len(given) else None
                style = self.formats["closed" if (number, place) in plan.closed else column.form]
                self._cell(sheet, plan.first_row + number, place, content, style)

    def _cell(self, sheet: Worksheet, row: int, place: int, content: Content, style: Format) -> None:
        if isinstance(content, Fraction) and len(written(content).strip("-").replace(".", "")) <= MOST_DIGITS:
            sheet.write_number(row, place, float(content), style)
        elif isinstance(content, Fraction):
            sheet.write_string(row, place, written(content), style)
        elif isinstance(content, date):
            midnight = datetime.combine(content, time.min)
            sheet.write_datetime(row, place, midnight, self.formats["date"])
        elif isinstance(content, str):
            sheet.write_string(row, place, fitting(content), style)
        else:
            sheet.write_blank(row, place, None, style)

    def _range(self, name: str) -> str:
        """Where a list stands."""
        column = 2 * list(self.lists.entries).index(name)
        first = xl_rowcol_to_cell(2, column, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(1 + len(self.lists.entries[name]), column, row_abs=True, col_abs=True)
        return f"{LISTS}!{first}:{last}"

    def _validations(self, sheet: Worksheet, plan: Sheet) -> None:
        last = plan.first_row + len(plan.rows) + plan.spare - 1
        for place, column in enumerate(plan.columns):
            rule = self._validation(column)
            if rule:
                sheet.data_validation(plan.first_row, place, last, place, rule)

    def _validation(self, column: Column) -> dict[str, object]:
        hint = {"input_title": "条文", "input_message": column.hint} if column.hint else {}
        if column.choices or column.words:
            source = list(column.words) or f"={self.units if column.choices == UNITS else self._range(column.choices)}"
            strict = {"error_type": "warning"} if column.open else {}
            error = {"error_title": "不在清单中", "error_message": "请从下拉清单中选择。"}
            return {"validate": "list", "source": source, **strict, **error, **hint}
        if column.form == "number" and (column.low is not None or column.high is not None):
            return {"validate": "decimal", **_bounds(column), "error_title": "超出范围", **hint}
        return {"validate": "any", **hint} if hint else {}

    def write_lists(self) -> None:
        """The sheet of lists, each with its clauses beside it."""
        sheet = self.add(LISTS)
        self.title(sheet, "下拉清单（请勿修改）")
        for number, (name, entries) in enumerate(self.lists.entries.items()):
            column = 2 * number
            sheet.set_column(column, column, 28)
            sheet.set_column(column + 1, column + 1, 40 if any(entries.values()) else 2)
            sheet.write_string(1, column, name, self.formats["main"])
            sheet.write_string(1, column + 1, "条文" if any(entries.values()) else FOR_PEOPLE, self.formats["main"])
            for row, (entry, clause) in enumerate(entries.items(), start=2):
                sheet.write_string(row, column, entry, self.formats["list"])
                sheet.write_string(row, column + 1, fitting(clause), self.formats["list"])
        sheet.freeze_panes(2, 0)


def runs(texts: Sequence[str]) -> list[tuple[int, int, str]]:
    """Equal neighbours together: first and last position, and the text."""
    found: list[tuple[int, int, str]] = []
    for place, text in enumerate(texts):
        if found and found[-1][2] == text:
            found[-1] = (found[-1][0], place, text)
        else:
            found.append((place, place, text))
    return found


def fitting(text: str) -> str:
    """A text that a cell can hold; a longer one is refused, never cut."""
    if len(text) <= LONGEST_TEXT:
        return text
    says = Text("“{start}……”超过 {most} 字，一个单元格放不下。", "“{start}…” has more than {most} characters.")
    says = says.with_values(start=text[:20], most=LONGEST_TEXT)
    raise Refused([Defect("text-too-long", "", says, Text("请写得短一些。", "Write less."))])


def _bounds(column: Column) -> dict[str, object]:
    low, high = column.low, column.high
    if low is not None and high is not None:
        message = f"请填 {written(low)} 至 {written(high)} 的数。"
        return {"criteria": "between", "minimum": written(low), "maximum": written(high), "error_message": message}
    bound, criteria, says = (low, ">=", "不小于") if low is not None else (high, "<=", "不大于")
    value = bound if bound is not None else Fraction(0)
    return {"criteria": criteria, "value": written(value), "error_message": f"请填{says} {written(value)} 的数。"}
