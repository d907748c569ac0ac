"""The exact reader's operations on known values: a table from operation to function."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce

from kaoping.core.missing import NO, YES, Gap, Missing, Result
from kaoping.core.numbers import added, rounded
from kaoping.core.readers.scope import Scope


def _truth(holds: bool) -> Fraction:
    return YES if holds else NO


def _divide(scope: Scope, dividend: Fraction, divisor: Fraction) -> Result:
    if divisor == 0:
        return Missing(frozenset({Gap(scope.unit, scope.item, "", "zero_denominator")}))
    return dividend / divisor


STRICT: Mapping[str, Callable[..., Result]] = {
    "add": lambda scope, *parts: added(parts),
    "subtract": lambda scope, minuend, subtrahend: minuend - subtrahend,
    "multiply": lambda scope, *factors: reduce(operator.mul, factors),
    "divide": _divide,
    "negative": lambda scope, value: -value,
    "absolute": lambda scope, value: abs(value),
    "maximum": lambda scope, *values: max(values),
    "minimum": lambda scope, *values: min(values),
    "clip": lambda scope, value, low, high: min(max(value, low), high),
    "less": lambda scope, left, right: _truth(left < right),
    "at_most": lambda scope, left, right: _truth(left <= right),
    "more": lambda scope, left, right: _truth(left > right),
    "at_least": lambda scope, left, right: _truth(left >= right),
    "equal": lambda scope, left, right: _truth(left == right),
    "unequal": lambda scope, left, right: _truth(left != right),
    "negate": lambda scope, value: _truth(not value),
    "whole_down": lambda scope, value: Fraction(value.__floor__()),
    "whole_up": lambda scope, value: Fraction(value.__ceil__()),
    "whole_half": lambda scope, value: rounded(value, 0),
    "round": lambda scope, value, places: rounded(value, int(places)),
}
