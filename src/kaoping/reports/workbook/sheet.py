"""One sheet of the workbook: title, mark, headings, frozen panes, filter, print set-up, and cells by their style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal
from unicodedata import east_asian_width

from xlsxwriter.utility import (  # type: ignore[import-untyped]  # it has no stubs
    xl_col_to_name,
    xl_rowcol_to_cell,
)

from kaoping.core.text import Text
from kaoping.reports.workbook.book import HAIRLINE, Book

FIRST_ROW = 3
"""The first row below the headings, counted from 0."""
A4 = 9
LONGEST_TEXT = 32_767
ACTIVE = ("=", "+", "-", "@")
PAGES = Text("第 &P 页，共 &N 页", "page &P of &N")
WRONG = -987_654
LINE_HEIGHT, HIGHEST_ROW = 14, 400
HAIRLINES: dict[str, object] = {"bottom": 1, "bottom_color": HAIRLINE}
PLAIN = ("plain", "plain_text", "quiet", "helper")
"""Styles that an empty cell does not show."""


@dataclass(frozen=True)
class Column:
    """A column: its heading, its width in characters, and the side on which its heading stands."""

    heading: Text
    width: float
    side: Literal["left", "center", "right"] = "left"


class Sheet:
    """A sheet with a title in row 1, a note in row 2, headings above its first row (the fourth unless said otherwise).

    On a `ruled` sheet hairlines come by a condition, so that plain cells need none of their own.
    """

    def __init__(
        self,
        book: Book,
        name: Text,
        title: str,
        columns: Sequence[Column],
        *,
        fixed: int = 0,
        note: str = "",
        first_row: int = FIRST_ROW,
        ruled: bool = False,
    ) -> None:
        self.book, self.columns, self.first_row = book, columns, first_row
        self.name = book.said(name)
        self.sheet = book.sheet(self.name)
        self._head(f"{title} · {self.name}", note)
        self.sheet.freeze_panes(first_row, fixed)
        self._print(title)
        self.ruled = ruled

    def _head(self, title: str, note: str) -> None:
        self.text(0, 0, title, "title")
        self.sheet.set_row(0, 24)
        if self.book.mark:
            self.text(1, 0, self.book.mark + ("　" + note if note else ""), "mark")
        elif note:
            self.text(1, 0, note, "quiet")
        for place, column in enumerate(self.columns):
            self.sheet.set_column(place, place, column.width)
            self.text(self.first_row - 1, place, self.book.said(column.heading), f"heading_{column.side}")
        self.fit(self.first_row - 1, {place: self.book.said(one.heading) for place, one in enumerate(self.columns)})

    def _print(self, title: str) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(self.first_row - 1)
        mark = f"&R{_escaped(self.book.mark)}" if self.book.mark else ""
        self.sheet.set_header(f"&L{_escaped(title)} · {self.name}{mark}")
        self.sheet.set_footer("&C" + self.book.said(PAGES))

    def print_to(self, end: str) -> None:
        """Prints from the first cell to the one that a formula names."""
        area = f"={self.reference(0, 0)}:{end}"
        self.book.file.define_name(f"'{self.name}'!_xlnm.Print_Area", area)

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """A text, never taken for a formula."""
        if text:
            quoted = text.startswith(ACTIVE)
            self.sheet.write_string(row, column, text[:LONGEST_TEXT], self.book.style(style, quoted=quoted))
        elif style not in PLAIN:
            self.sheet.write_blank(row, column, None, self.book.style(style))

    def number(self, row: int, column: int, number: Fraction | int, style: str = "amount") -> None:
        """A number as a value."""
        self.sheet.write_number(row, column, float(number), self.book.style(style))

    def formula(
        self, row: int, column: int, formula: str, value: Fraction | int | str | None, style: str = "amount"
    ) -> None:
        """A formula with the value that it has; None is what cannot be known (#N/A)."""
        self.sheet.write_formula(row, column, "=" + formula, self.book.style(style), self._cached(value))

    def _cached(self, value: Fraction | int | str | None) -> float | str:
        if self.book.stale:
            return WRONG
        if value is None:
            return "#N/A"
        return value if isinstance(value, str) else float(value)

    def fit(self, row: int, texts: Mapping[int, str]) -> None:
        """Makes a row as high as its texts need in their columns: not every program does so by itself."""
        lines = max((lines_in(text, self.columns[column].width) for column, text in texts.items()), default=1)
        if lines > 1:
            self.sheet.set_row(row, min(LINE_HEIGHT * lines + 2, HIGHEST_ROW))

    def filter(self, last_row: int) -> None:
        """A filter over all columns, from the headings to the last row."""
        if last_row >= self.first_row:
            self.sheet.autofilter(self.first_row - 1, 0, last_row, len(self.columns) - 1)
        if self.ruled:
            self.condition(f'$A{self.first_row + 1}<>""', last_row, HAIRLINES)

    def condition(self, formula: str, last_row: int, look: dict[str, object]) -> None:
        """A look for the rows that meet a condition, written for the first of them."""
        options = {"type": "formula", "criteria": "=" + formula, "format": self.book.file.add_format(look)}
        self.sheet.conditional_format(self.first_row, 0, last_row, len(self.columns) - 1, options)

    def reference(self, row: int, column: int) -> str:
        """A cell of this sheet as other sheets name it."""
        return cell_reference(self.name, row, column)

    def range(self, first: int, last: int, column: int) -> str:
        """Cells of one column as other sheets name them."""
        return column_range(self.name, first, last, column)


def lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a column so wide; a Chinese character is two wide."""
    paragraphs = text.split("\n")
    return sum(
        max(1, ceil(sum(1 + (east_asian_width(sign) in "WFA") for sign in part) * 1.06 / width)) for part in paragraphs
    )


def cell_reference(sheet: str, row: int, column: int) -> str:
    """A cell, absolute, with its sheet; rows and columns count from 0."""
    return f"'{sheet}'!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"


def column_range(sheet: str, first: int, last: int, column: int) -> str:
    """Cells of one column, absolute, with their sheet."""
    name = xl_col_to_name(column, col_abs=True)
    return f"'{sheet}'!{name}${first + 1}:{name}${last + 1}"


def _escaped(text: str) -> str:
    """A text inside a page header, where & begins a command."""
    return text.replace("&", "&&")


def local_reference(row: int, column: int) -> str:
    """A cell as its own sheet names it."""
    return str(xl_rowcol_to_cell(row, column))


def local_range(first: int, last: int, column: int) -> str:
    """Cells of one column, absolute, as their own sheet names them."""
    name = xl_col_to_name(column, col_abs=True)
    return f"{name}${first + 1}:{name}${last + 1}"


def relative_range(first: int, last: int, column: int) -> str:
    """Cells of one column, relative, as their own sheet names them; a single one as itself."""
    name = xl_col_to_name(column)
    return f"{name}{first + 1}" if first == last else f"{name}{first + 1}:{name}{last + 1}"
