"""A table as values: all of it (a sheet), and the window of it that a page shows."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kaoping.reports.amounts import printed, signed
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty, Scale, State, Tone

Value = Fraction | int | str
Joined = Literal["", "first", "middle", "last"]
Order = Literal["none", "ascending", "descending"]


@dataclass(frozen=True)
class Column:
    """A column: its key in addresses, its heading, its side, and whether it can be sorted by or hidden.

    What is `unbroken` stands on one line. Its numbers are printed with so many `places`, `signed` where they are
    amounts; with a `scale` they are bars.
    """

    key: str
    title: str
    number: bool = False
    grows: bool = False
    sortable: bool = True
    hideable: bool = True
    places: int = 0
    signed: bool = False
    scale: Scale | None = None
    unbroken: bool = False

    def text(self, cell: Cell) -> str:
        """What is printed in a cell of this column: its text, or its value as the column prints numbers."""
        if cell.text or cell.value is None or isinstance(cell.value, str):
            return cell.text
        number = Fraction(cell.value)
        return signed(number, self.places) if self.signed else printed(number, self.places)


@dataclass(frozen=True)
class Cell:
    """One cell. `value` is what sorting and a spreadsheet use; where there is no text, it is what is printed."""

    text: str = ""
    value: Value | None = None
    href: str = ""
    tone: Tone = ""
    state: State | None = None
    notes: tuple[str, ...] = ()
    more: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Row:
    """One row, a cell for every column; `joined` brackets rows that share a place, `tone` sets a row apart."""

    cells: tuple[Cell, ...]
    joined: Joined = ""
    tone: Tone = ""
    id: str = ""


@dataclass(frozen=True)
class Band:
    """A sentence across the table, such as the line where the seats end."""

    says: str
    arithmetic: str = ""


# Columns of a table whose rows fit on cards.
MOST_ON_A_CARD = 10


@dataclass(frozen=True)
class Sheet:
    """A whole table before anybody sorts it. The first column names the row."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    entries: tuple[Row | Band, ...]
    empty: Empty
    totals: Row | None = None
    names: int = 0
    wide: bool = False
    exports: bool = True

    @property
    def cards(self) -> bool:
        """Whether a narrow screen shows each row as a card: where rows are read one by one, not compared."""
        compared = self.wide or self.totals is not None or any(column.scale for column in self.columns)
        return not compared and len(self.columns) <= MOST_ON_A_CARD and len(self.rows) == len(self.entries)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The entries that are rows."""
        return tuple(entry for entry in self.entries if isinstance(entry, Row))


@dataclass(frozen=True)
class Heading:
    """A column as the page shows it: its place among all columns, its sort order, the way to sort by it."""

    column: Column
    place: int
    sorted: Order = "none"
    href: str = ""


@dataclass(frozen=True)
class Shown:
    """A row as the page shows it: only the columns that are wanted, each with its heading."""

    row: Row
    cells: tuple[tuple[Heading, Cell], ...]


@dataclass(frozen=True)
class Choice:
    """A column in the list of columns to choose from."""

    key: str
    title: str
    chosen: bool


@dataclass(frozen=True)
class Table:
    """One window of a sheet, with every link that a reader needs to see another.

    `every_row` leads to all rows below each other, `windows` back.
    """

    sheet: Sheet
    headings: tuple[Heading, ...]
    entries: tuple[Shown | Band, ...]
    totals: Shown | None
    count: int
    first: int
    last: int
    words: str
    path: str
    kept: tuple[tuple[str, str], ...]
    pages: tuple[Link, ...] = ()
    previous: str = ""
    following: str = ""
    whole: str = ""
    every_row: str = ""
    windows: str = ""
    export: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.headings)
