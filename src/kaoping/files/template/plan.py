"""The plan of a sheet: headings, rows and what may be typed where, before anything is written."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

WIDEST, NARROWEST = 44, 8
LINE, MOST_LINES = 16, 6


Content = str | Fraction | date | None
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

    `choices` names a list and `words` are one; what is not in it is refused, or only asked about where it is `open`.
    `hint` is shown beside the cell when it is chosen.
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


@dataclass(frozen=True)
class Sheet:
    """One sheet: its title, how it is filled, the clauses that it serves, and its table.

    `closed` are cells (row of `rows`, column) where nothing is asked for; `spare` rows follow, empty.
    """

    name: str
    title: str
    headings: tuple[Heading, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Content, ...], ...] = ()
    help: str = ""
    clause: str = ""
    closed: frozenset[tuple[int, int]] = frozenset()
    frozen_columns: int = 1
    spare: int = 200

    @property
    def above(self) -> tuple[str, ...]:
        """The lines between the title and the headings."""
        return tuple(text for text in (self.help, self.clause) if text)

    @property
    def first_row(self) -> int:
        """The row (from 0) under the headings."""
        return 1 + len(self.above) + len(self.headings)

    def height(self, row: int) -> float:
        """A height in points that shows what stands in a row, up to six lines."""
        lines = (
            lines_of(content, self.widths[column])
            for column, content in enumerate(self.rows[row])
            if isinstance(content, str)
        )
        return LINE * min(max(lines, default=1), MOST_LINES) + 3

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """Widths that fit what stands in the columns, Chinese characters counting twice."""
        return tuple(self._width(place, column) for place, column in enumerate(self.columns))

    def _width(self, place: int, column: Column) -> int:
        texts = [column.headings[0], *(text for row in self.rows if isinstance(text := row[place], str))]
        fitting = max(wide(text) for text in texts) + 4
        return column.width or min(max(fitting, NARROWEST), WIDEST)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width."""
    return sum(max(1, math.ceil(wide(line) / max(width - 1, 1))) for line in text.split("\n"))


def wide(text: str) -> int:
    """How many half-width characters a text takes in its longest line."""
    lines = text.split("\n")
    return max(sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in line) for line in lines)
