"""The plan of a sheet: headings, rows and what may be typed where, before anything is written."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import chain, repeat
from typing import Literal

from kaoping.files.facts.layout import wide

WIDEST, NARROWEST = 44, 8
# Points of height that a line takes, and how many more characters fit into a width, by the size of the letters.
LINE, SMALL_LINE, SMALLER = 16, 13.5, 1.2
MOST_LINES = 6
# What stands above the headings reaches at least this far, and at most as far as a screen of 1366 pixels shows.
READABLE, SCREEN, DEFAULT_WIDTH = 110, 170, 8.43
# Words keep this much room around them; headings longer than this take two lines.
AROUND, LONGEST_HEADING = 4, 12

Content = str | Fraction | date | None
Style = Literal["main", "note", "ids"]
Form = Literal["text", "id", "number", "date", "people"]


@dataclass(frozen=True)
class Heading:
    """One row of headings, at most so many lines high; equal neighbours may be merged."""

    style: Style
    most: int = 1
    merged: bool = False


@dataclass(frozen=True)
class Column:
    """One column: a heading for each row of headings, and what its cells may hold.

    `choices` names a list; what is not in it is refused, or only asked about where it is `open`. `longest` is how wide
    the widest choice is. `hint` is shown beside the cell when it is chosen.
    """

    headings: tuple[str, ...]
    form: Form = "text"
    width: int = 0
    choices: str = ""
    longest: int = 0
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
    headings: tuple[Heading, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Content, ...], ...] = ()
    help: str = ""
    clause: str = ""
    closed: frozenset[tuple[int, int]] = frozenset()
    frozen_columns: int = 1
    spare: int = 200

    @property
    def above(self) -> tuple[tuple[Literal["help", "clause"], str], ...]:
        """What stands between the title and the headings: how the sheet is filled, and its clauses in small letters."""
        return (("help", self.help), ("clause", self.clause)) if self.clause else (("help", self.help),)

    @property
    def first_row(self) -> int:
        """The row (from 0) under the headings."""
        return 1 + len(self.above) + len(self.headings)

    def height(self, row: int) -> float:
        """A height in points that shows what stands in a row, up to six lines."""
        heights = (
            height(content, self.widths[place], small=column.form == "people")
            for place, (column, content) in enumerate(zip(self.columns, self.rows[row], strict=True))
            if isinstance(content, str)
        )
        return min(max(heights, default=LINE), MOST_LINES * LINE) + 3

    def heading_height(self, number: int) -> float:
        """The height in points of a row of headings."""
        heading = self.headings[number]
        small = heading.style != "main"
        heights = (
            height(text, sum(self.widths[first : last + 1]), small=small) for first, last, text in self.runs(number)
        )
        return min(max(heights), heading.most * (SMALL_LINE if small else LINE)) + 2

    def runs(self, number: int) -> Sequence[tuple[int, int, str]]:
        """The cells of a row of headings: first and last column, and the text."""
        texts = [column.headings[number] for column in self.columns]
        return (
            runs(texts) if self.headings[number].merged else [(place, place, text) for place, text in enumerate(texts)]
        )

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """Widths that fit what stands in the columns, Chinese characters counting twice."""
        return tuple(self._width(place, column) for place, column in enumerate(self.columns))

    def _width(self, place: int, column: Column) -> int:
        texts = [text for row in self.rows if isinstance(text := row[place], str)]
        fitting = max(column.longest, heading_width(column.headings[0]), *map(wide, texts)) + AROUND
        return column.width or min(max(fitting, NARROWEST), WIDEST)

    @cached_property
    def readable(self) -> tuple[int, float]:
        """The last column over which what stands above the table reaches, and how wide it is there."""
        total = 0.0
        for place, width in enumerate(chain(self.widths, repeat(DEFAULT_WIDTH))):
            beyond = place >= len(self.widths)
            if (beyond and total >= READABLE) or total + width > SCREEN:
                return place - 1, total
            total += width
        raise AssertionError


def runs(texts: Sequence[str]) -> list[tuple[int, int, str]]:
    """Equal neighbours together: first and last position, and the text."""
    found: list[tuple[int, int, str]] = []
    for place, text in enumerate(texts):
        if found and found[-1][2] == text:
            found[-1] = (found[-1][0], place, text)
        else:
            found.append((place, place, text))
    return found


def heading_width(text: str) -> int:
    """How wide a heading is, a long one on two lines."""
    return wide(text) if wide(text) <= LONGEST_HEADING else wide(text) * 2 // 3


def height(text: str, width: float, *, small: bool = False) -> float:
    """How many points a text takes in a column of that width."""
    return lines_of(text, width * SMALLER) * SMALL_LINE if small else lines_of(text, width) * LINE


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width."""
    return sum(max(1, math.ceil(wide(line) / max(width - 1, 1))) for line in text.split("\n"))
