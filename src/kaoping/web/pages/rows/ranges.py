"""Ranges of points as they are said at a field."""

from __future__ import annotations

from fractions import Fraction

from kaoping.core.text import Text
from kaoping.files.facts.values import span

BETWEEN = Text("须在 {low} 至 {high} 之间。", "It must be between {low} and {high}.")
ALLOWED = Text("允许范围：{range}。", "Allowed: {range}.")


def inside(points: Fraction, low: Fraction | None, high: Fraction | None, below: Fraction | None) -> bool:
    """Whether points are above 0 and within their bounds."""
    above = points > 0 and (low is None or points >= low)
    return above and (high is None or points <= high) and (below is None or points < below)


def range_said(low: Fraction | None, high: Fraction | None, below: Fraction | None) -> Text:
    """A range as it is said at a field."""
    if low is None or high is None or below is not None or low == high:
        return ALLOWED.with_values(range=span(low, high, below))
    return BETWEEN.with_values(low=low, high=high)
