"""Writes planned sheets with xlsxwriter: exact numbers, text that stays text, drop-downs, frozen headings."""

from __future__ import annotations

from collections.abc import Mapping
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
from kaoping.files.facts.layout import CLAUSE, FOR_PEOPLE, LISTS, SAMPLE
from kaoping.files.template.lists import UNITS, Lists
from kaoping.files.template.plan import Column, Content, Sheet, height

LONGEST_TEXT = 32_767
MOST_DIGITS = 15
PRINTED_SPARE = 20
ENTRY_WIDTH, CLAUSE_WIDTH = 28, 60
FONT = Text("宋体", "Calibri")
MARKED = Text("{title}（{sample}）", "{title} ({sample})", {"sample": SAMPLE})
LISTS_TITLE = Text("下拉清单（请勿修改）", "Lists behind the drop-downs (do not change)")
NOT_IN_LIST, CHOOSE = (
    Text("不在清单中", "Not in the list"),
    Text("请从下拉清单中选择。", "Please choose from the list."),
)
OUT_OF_RANGE = Text("超出范围", "Out of range")
BETWEEN = Text("请填 {low} 至 {high} 的数。", "Enter a number from {low} to {high}.")
AT_LEAST = Text("请填不小于 {low} 的数。", "Enter a number of at least {low}.")
AT_MOST = Text("请填不大于 {high} 的数。", "Enter a number of at most {high}.")
# The date inside the file: two templates of one scheme are equal byte for byte.
CREATED = datetime(2020, 1, 1, tzinfo=UTC)
_EDGE = {"border": 1, "border_color": "#BFBFBF", "valign": "vcenter", "text_wrap": True}
_FORMATS: Mapping[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 14, "valign": "vcenter"},
    "sample": {"bold": True, "font_size": 14, "font_color": "#C00000", "valign": "vcenter"},
    "help": {"font_color": "#595959", "text_wrap": True, "valign": "top"},
    "clause": {"font_color": "#595959", "font_size": 9, "text_wrap": True, "valign": "top"},
    "main": {**_EDGE, "bold": True, "bg_color": "#DDEBF7", "align": "center"},
    "note": {**_EDGE, "font_size": 9, "bg_color": "#F2F2F2", "align": "left", "valign": "top"},
    "ids": {**_EDGE, "font_size": 8, "font_color": "#7F7F7F", "bg_color": "#F2F2F2", "text_wrap": False},
    "text": dict(_EDGE),
    "link": {**_EDGE, "bold": True, "bg_color": "#DDEBF7", "align": "center", "font_color": "#0563C1", "underline": 1},
    "id": {**_EDGE, "num_format": "@"},
    "number": {**_EDGE, "align": "right", "text_wrap": False},
    "date": {**_EDGE, "num_format": "yyyy-mm-dd", "align": "center"},
    "people": {**_EDGE, "font_color": "#595959", "font_size": 9, "bg_color": "#FAFAFA"},
    "list": {"valign": "top", "text_wrap": True},
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
            name: self.workbook.add_format({"font_name": lists.say(FONT), "font_size": 11, **style})
            for name, style in _FORMATS.items()
        }
        self.units = ""

    def add(self, name: str) -> Worksheet:
        """A new sheet, marked where the facts are invented."""
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        if self.sample:
            sheet.set_tab_color("#C00000")
            sheet.set_header(f"&C&16{self.lists.title(SAMPLE)}")
        return sheet

    def title(self, sheet: Worksheet, text: str, column: int = 0) -> None:
        """The first row: what the sheet is, and the mark of invented facts."""
        marked = self.lists.say(MARKED.with_values(title=text)) if self.sample else text
        sheet.set_row(0, 24)
        sheet.write_string(0, column, marked, self.formats["sample" if self.sample else "title"])

    def write(self, plan: Sheet) -> Worksheet:
        """One planned sheet."""
        sheet = self.add(plan.name)
        self.title(sheet, plan.name)
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
        last = max(len(plan.columns) - 1, plan.readable[0])
        sheet.print_area(0, 0, plan.first_row + len(plan.rows) + PRINTED_SPARE - 1, last)
        sheet.repeat_rows(plan.first_row - len(plan.headings), plan.first_row - 1)
        return sheet

    def _above(self, sheet: Worksheet, plan: Sheet) -> None:
        """How the sheet is filled, and its clauses: merged cells, whose height nobody fits but we."""
        last, width = plan.readable
        for row, (style, text) in enumerate(plan.above, start=1):
            sheet.merge_range(row, 0, row, last, text, self.formats[style])
            sheet.set_row(row, height(text, width, small=style == "clause") + 3)

    def _headings(self, sheet: Worksheet, plan: Sheet) -> None:
        top = plan.first_row - len(plan.headings)
        for number, heading in enumerate(plan.headings):
            sheet.set_row(top + number, plan.heading_height(number))
            style = self.formats[heading.style]
            for first, last, text in plan.runs(number):
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
        return f"{self.lists.say(LISTS)}!{first}:{last}"

    def _validations(self, sheet: Worksheet, plan: Sheet) -> None:
        last = plan.first_row + len(plan.rows) + plan.spare - 1
        for place, column in enumerate(plan.columns):
            rule = self._validation(column)
            if rule:
                sheet.data_validation(plan.first_row, place, last, place, rule)

    def _validation(self, column: Column) -> dict[str, object]:
        say = self.lists.say
        hint = {"input_title": self.lists.title(CLAUSE), "input_message": column.hint} if column.hint else {}
        if column.choices:
            source = f"={self.units if column.choices == UNITS and self.units else self._range(column.choices)}"
            strict = {"error_type": "warning"} if column.open else {}
            error = {"error_title": say(NOT_IN_LIST), "error_message": say(CHOOSE)}
            return {"validate": "list", "source": source, **strict, **error, **hint}
        if column.form == "number" and (column.low is not None or column.high is not None):
            rule, message = _bounds(column)
            error = {"error_title": say(OUT_OF_RANGE), "error_message": say(message)}
            return {"validate": "decimal", **rule, **error, **hint}
        return {"validate": "any", **hint} if hint else {}

    def write_lists(self) -> None:
        """The sheet of lists, each with its clauses beside it."""
        sheet = self.add(self.lists.say(LISTS))
        self.title(sheet, self.lists.say(LISTS_TITLE))
        for number, (name, entries) in enumerate(self.lists.entries.items()):
            column, clauses = 2 * number, any(entries.values())
            heading = self.lists.title(CLAUSE) if clauses else FOR_PEOPLE
            sheet.set_column(column, column, ENTRY_WIDTH)
            sheet.set_column(column + 1, column + 1, CLAUSE_WIDTH if clauses else 2)
            sheet.write_string(1, column, self.lists.heading(name), self.formats["main"])
            sheet.write_string(1, column + 1, heading, self.formats["main"])
            for row, (entry, clause) in enumerate(entries.items(), start=2):
                sheet.write_string(row, column, entry, self.formats["list"])
                sheet.write_string(row, column + 1, fitting(clause), self.formats["list"])
        for row in range(max(map(len, self.lists.entries.values()))):
            sheet.set_row(row + 2, self._list_height(row))
        sheet.freeze_panes(2, 0)

    def _list_height(self, row: int) -> float:
        """The height in points at which every entry of a row, and its clause, can be read."""
        found = [list(entries.items())[row] for entries in self.lists.entries.values() if row < len(entries)]
        return max(max(height(entry, ENTRY_WIDTH), height(clause, CLAUSE_WIDTH)) for entry, clause in found)


def fitting(text: str) -> str:
    """A text that a cell can hold; a longer one is refused, never cut."""
    if len(text) <= LONGEST_TEXT:
        return text
    says = Text("“{start}……”超过 {most} 字，一个单元格放不下。", "“{start}…” has more than {most} characters.")
    says = says.with_values(start=text[:20], most=LONGEST_TEXT)
    raise Refused([Defect("text-too-long", "", says, Text("请写得短一些。", "Write less."))])


def _bounds(column: Column) -> tuple[dict[str, object], Text]:
    """The rule for a number, and what is said where it does not hold."""
    low, high = (None if bound is None else written(bound) for bound in (column.low, column.high))
    if low is not None and high is not None:
        return {"criteria": "between", "minimum": low, "maximum": high}, BETWEEN.with_values(low=low, high=high)
    if low is not None:
        return {"criteria": ">=", "value": low}, AT_LEAST.with_values(low=low)
    return {"criteria": "<=", "value": high}, AT_MOST.with_values(high=high)
