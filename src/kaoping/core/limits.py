"""What each limit makes of a sum."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from kaoping.core.numbers import RoundingMode, rounded


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def _at_least(before: Fraction, bound: Fraction) -> Fraction:
    return before if not before or abs(before) >= bound else _sign(before) * bound


def _at_most(before: Fraction, bound: Fraction) -> Fraction:
    return before if not before or abs(before) <= bound else _sign(before) * bound


VERBS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "at_least": _at_least,
    "at_most": _at_most,
    "floor": max,
    "ceiling": min,
    "set": lambda before, bound: bound,
    "times": lambda before, bound: before * bound,
}


def corrected(verb: str, before: Fraction, bound: Fraction, mode: RoundingMode = "half_up") -> Fraction:
    """The sum after the limit; `round` takes its number of decimals from the bound."""
    return rounded(before, int(bound), mode) if verb == "round" else VERBS[verb](before, bound)
