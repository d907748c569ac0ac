"""The plan of a sheet: headings, rows and what may be typed where, before anything is written."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

WIDEST, NARROWEST = 44, 8


@dataclass(frozen=True)
class Lookup:
    """The clause of what another column of the row names: found in a list while people type, and as found now."""

    text: str


Content = str | Fraction | date | Lookup | None
Style = Literal["main", "note", "ids"]
Form = Literal["text", "id", "number", "date", "people"]


@dataclass(frozen=True)
class Heading:
    """One row of headings; `height` in points where it must not grow with its text."""

    style: Style
    height: int | None = None
    merged: bool = False


@dataclass(frozen=True)
class Column:
    """One column: a heading for each row of headings, and what its cells may hold.

    `choices` names a list and `words` are one; what is not in it is refused, or only asked about where it is `open`. `clause_of` is the
    heading of the column whose choice a Lookup explains. `hint` is shown beside the cell when it is chosen.
    """

    headings: tuple[str, ...]
    form: Form = "text"
    width: int = 0
    choices: str = ""
    words: tuple[str, ...] = ()
    open: bool = False
    low: Fraction | None = None
    high: Fraction | None = None
    hint: str = ""
    clause_of: str = ""


@dataclass(frozen=True)
class Sheet:
    """One sheet. `closed` are cells (row of `rows`, column) where nothing is asked for; `spare` rows follow, empty."""

    name: str
    title: str
    headings: tuple[Heading, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Content, ...], ...] = ()
    help: str = ""
    closed: frozenset[tuple[int, int]] = frozenset()
    frozen_columns: int = 1
    spare: int = 200

    @property
    def first_row(self) -> int:
        """The row (from 0) under the headings."""
        return len(self.headings) + (2 if self.help else 1)

    def width(self, column: int) -> int:
        """A width that fits what stands in a column, Chinese characters counting twice."""
        planned = self.columns[column]
        texts = [planned.headings[0], *(str(row[column]) for row in self.rows if isinstance(row[column], str))]
        fitting = max((wide(text) for text in texts), default=0) + 4
        return planned.width or min(max(fitting, NARROWEST), WIDEST)


def wide(text: str) -> int:
    """How many half-width characters a text takes in its longest line."""
    lines = text.split("\n")
    return max(sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in line) for line in lines)
