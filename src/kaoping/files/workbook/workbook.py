"""A workbook as it was read: sheets, rows, and cells that say text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["text", "number", "date", "boolean", "error"]


class Cell(NamedTuple):
    """One cell that is not empty: what it says and where it stands (row and column from 1).

    Numbers are the decimal that Excel shows for the stored value, at most 15 significant digits and without the
    format's rounding (stored 0.30000000000000004 is "0.3"); with a percent format they are the percentage ("90%"
    for a stored 0.9). Dates are "2020-08-01", "2020-08-01T09:30:00" or "09:30:00"; booleans "TRUE" and "FALSE";
    errors "#N/A", "#DIV/0!" …, told from such a text by their kind. Text is as typed, with line feeds.
    """

    text: str
    row: int
    column: int
    kind: Kind

    @property
    def address(self) -> str:
        """The address as it is printed, such as B7."""
        return address(self.row, self.column)


Row = tuple[Cell, ...]


class Range(NamedTuple):
    """Merged cells; their value stands in the first cell alone."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def address(self) -> str:
        """The range as it is printed, such as A2:A5."""
        return f"{address(self.first_row, self.first_column)}:{address(self.last_row, self.last_column)}"


@dataclass(frozen=True)
class Sheet:
    """One sheet, hidden or not: its rows in order, each the cells that are not empty; rows without any are absent."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[Range, ...] = ()


@dataclass(frozen=True)
class Workbook:
    """The sheets in the order of their tabs."""

    sheets: tuple[Sheet, ...]


def address(row: int, column: int) -> str:
    """The address of a cell as it is printed: row 7, column 2 is B7."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
