"""Ranges of scores with open and closed edges."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from kaoping.core.numbers import written
from kaoping.core.text import Text

Cut = tuple[int, Fraction, int]
"""A cut of the number line: -1 before all numbers, 0 at a number, 1 after all; the number; 0 before it, 1 after it."""


@dataclass(frozen=True)
class Interval:
    """A range of numbers; an edge that is None is unlimited. Usual for grades: from included, to not included."""

    lower: Fraction | None = None
    upper: Fraction | None = None
    lower_closed: bool = True
    upper_closed: bool = False

    @property
    def begin(self) -> Cut:
        """The cut where the range begins."""
        if self.lower is None:
            return (-1, Fraction(0), 0)
        return (0, self.lower, 0 if self.lower_closed else 1)

    @property
    def end(self) -> Cut:
        """The cut where the range ends."""
        if self.upper is None:
            return (1, Fraction(0), 0)
        return (0, self.upper, 1 if self.upper_closed else 0)

    def __contains__(self, number: Fraction) -> bool:
        return self.begin <= (0, number, 0) < self.end

    def without(self, other: Interval) -> tuple[Interval, ...]:
        """What is left of this range when another is taken out: nothing, one part or two."""
        parts = (_between(self.begin, min(self.end, other.begin)), _between(max(self.begin, other.end), self.end))
        return tuple(part for part in parts if part)

    def shared_with(self, other: Interval) -> Interval | None:
        """The range that both have, or None."""
        return _between(max(self.begin, other.begin), min(self.end, other.end))

    def has_number_with(self, decimals: int) -> bool:
        """Whether a number with at most that many decimals lies in the range."""
        if self.lower is None or self.upper is None:
            return True
        scale = 10**decimals
        first = Fraction(ceil(self.lower * scale), scale)
        return first in self or first + Fraction(1, scale) in self

    @property
    def says(self) -> Text:
        """The range in words, with what its edges include."""
        if self.lower is not None and self.lower == self.upper:
            return Text("正好 {number} 分", "exactly {number}", {"number": written(self.lower)})
        edges = [edge for edge in (self._lower_says(), self._upper_says()) if edge]
        if not edges:
            return Text("任何得分", "any score")
        return edges[0] if len(edges) == 1 else _both(*edges)

    def _lower_says(self) -> Text | None:
        if self.lower is None:
            return None
        number = {"number": written(self.lower)}
        if self.lower_closed:
            return Text("{number} 分及以上", "{number} or more", number)
        return Text("高于 {number} 分", "more than {number}", number)

    def _upper_says(self) -> Text | None:
        if self.upper is None:
            return None
        number = {"number": written(self.upper)}
        if self.upper_closed:
            return Text("{number} 分及以下", "{number} or less", number)
        return Text("低于 {number} 分", "less than {number}", number)


def _both(lower: Text, upper: Text) -> Text:
    return Text("{lower}且{upper}", "{lower} and {upper}", {"lower": lower, "upper": upper})


def _between(begin: Cut, end: Cut) -> Interval | None:
    if begin >= end:
        return None
    return Interval(
        lower=begin[1] if begin[0] == 0 else None,
        upper=end[1] if end[0] == 0 else None,
        lower_closed=begin[2] == 0,
        upper_closed=end[2] == 1,
    )
