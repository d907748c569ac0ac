"""A sheet as an Excel workbook: exactly what the page shows, numbers as numbers."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO

import xlsxwriter  # type: ignore[import-untyped]  # it has no stubs
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # as above

from kaoping.core.numbers import decimal_places
from kaoping.web.shared.table.arranging import arranged_whole
from kaoping.web.shared.table.asked import Asked
from kaoping.web.shared.table.model import Band, Cell, Column, Row, Sheet

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST, MOST_PLACES, LARGEST, HEAD = 60, 6, 10**9, 3


def workbook_answer(sheet: Sheet, asked: Asked, name: str, mark: str = "") -> HttpResponse:
    """The workbook as a download; `mark` stands above the table, such as 示例数据."""
    response = HttpResponse(workbook(arranged_whole(sheet, asked), mark), content_type=TYPE)
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx")
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response


def workbook(sheet: Sheet, mark: str = "") -> bytes:
    """One worksheet: the caption, the headings, the rows and bands, the totals."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        _Writer(book, sheet).write(mark)
    return content.getvalue()


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook, sheet: Sheet) -> None:
        self.book, self.sheet = book, sheet
        self.page = book.add_worksheet()
        self.bold = book.add_format({"bold": True})
        self.heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.band = book.add_format({"italic": True, "top": 1})
        self.numbers: dict[str, Format] = {}

    def write(self, mark: str) -> None:
        self.page.write_string(0, 0, self.sheet.caption, self.bold)
        self.page.write_string(1, 0, mark)
        for place, column in enumerate(self.sheet.columns):
            self.page.write_string(HEAD - 1, place, column.title, self.heading)
            self.page.set_column(place, place, self.width(place))
        for line, entry in enumerate(self.sheet.entries, start=HEAD):
            self.entry(line, entry)
        if self.sheet.totals:
            self.row(HEAD + len(self.sheet.entries), self.sheet.totals)
        self.page.freeze_panes(HEAD, self.sheet.names + 1)
        self.page.repeat_rows(HEAD - 1)
        self.page.fit_to_pages(1, 0)

    def width(self, place: int) -> int:
        column = self.sheet.columns[place]
        texts = [column.title, *(_words(column, row.cells[place]) for row in self.sheet.rows)]
        return min(max(_width(line) for text in texts for line in text.split("\n")) + 2, WIDEST)

    def entry(self, line: int, entry: Row | Band) -> None:
        if isinstance(entry, Row):
            self.row(line, entry)
        else:
            self.page.write_string(line, 0, f"{entry.arithmetic} {entry.says}".strip(), self.band)

    def row(self, line: int, row: Row) -> None:
        for place, (column, cell) in enumerate(zip(self.sheet.columns, row.cells, strict=True)):
            number = _number(cell)
            if number is None:
                self.page.write_string(line, place, _words(column, cell), self.wrapped)
            else:
                self.page.write_number(line, place, float(number), self.number_format(column, cell, number))

    def number_format(self, column: Column, cell: Cell, number: Fraction) -> Format:
        """The printed decimals; a note such as 并列 becomes part of the format, so that the number stays one."""
        places = max(column.places, decimal_places(number) or 0)
        pattern = "0" + ("." + "0" * places if places else "")
        if cell.notes:
            pattern += ' "' + " ".join(cell.notes).replace('"', "") + '"'
        if pattern not in self.numbers:
            self.numbers[pattern] = self.book.add_format({"num_format": pattern, "valign": "top"})
        return self.numbers[pattern]


def _number(cell: Cell) -> Fraction | None:
    """A value that a spreadsheet can hold as it is printed; 10/3 stays a text."""
    if cell.value is None or isinstance(cell.value, str):
        return None
    number = Fraction(cell.value)
    places = decimal_places(number)
    return number if places is not None and places <= MOST_PLACES and abs(number) < LARGEST else None


def _words(column: Column, cell: Cell) -> str:
    texts = [cell.state.word if cell.state else column.text(cell), *cell.notes, *(link.name for link in cell.more)]
    return "\n".join(text for text in texts if text)


def _width(text: str) -> int:
    """The width of a text, a Chinese character counting twice."""
    return sum(1 if character.isascii() else 2 for character in text)
