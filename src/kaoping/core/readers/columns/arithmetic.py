"""Arithmetic of columns: every operation brings its columns over one denominator and goes on with integers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from typing import Any

import numpy as np

from kaoping.core.numbers import RoundingMode
from kaoping.core.readers.columns.column import (
    LIMIT,
    Array,
    Integers,
    Mask,
    Numbers,
    constant,
    either_missing,
    numbers,
    numeric,
    remeasured,
    sized,
    tightened,
    truth,
    without,
)


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """The numerators of several columns over one denominator, with a bound for each, and where any is missing."""

    numerators: tuple[Integers, ...]
    bounds: tuple[int, ...]
    denominator: int
    divisor: Array | None
    divisor_bound: int
    missing: Mask

    def column(self, numerator: Integers, bound: int) -> Numbers:
        """A result over the shared denominator."""
        return numbers(
            numerator,
            bound,
            self.denominator,
            missing=self.missing,
            divisor=self.divisor,
            divisor_bound=self.divisor_bound,
        )


def shared(*columns: Numbers) -> Shared:
    """Columns over one denominator; the sum of their numerators, too, stays within the type of the arrays."""
    scale = _scale(columns)
    for shrunk in (remeasured, tightened):
        if scale.room > LIMIT:
            columns = tuple(shrunk(column) for column in columns)
            scale = _scale(columns)
    tops = tuple(scale.top(column) for column in columns)
    divisors = [sized(divisor, scale.divisor_bound) for divisor, _ in scale.divisors.values()]
    divisor = reduce(np.multiply, divisors) if divisors else None
    return Shared(tops, scale.bounds, scale.denominator, divisor, scale.divisor_bound, either_missing(*columns))


@dataclass(frozen=True, slots=True, eq=False)
class _Scale:
    """The denominator and the divisors (each once) of several columns, and the bounds that these give."""

    denominator: int
    divisors: dict[int, tuple[Array, int]]
    divisor_bound: int
    bounds: tuple[int, ...]
    room: int

    def top(self, column: Numbers) -> Integers:
        """A column's numerator over the denominator and all divisors."""
        wide = self.room > LIMIT
        top = sized(column.numerator, self.room) if wide else column.numerator
        top = times(top, self.denominator // column.denominator)
        for divisor, _ in self.divisors.values():
            if divisor is not column.divisor:
                top = times(sized(divisor, self.room) if wide else divisor, top)
        return top


def _scale(columns: tuple[Numbers, ...]) -> _Scale:
    denominator, divisors, whole = 1, {}, 1
    for column in columns:
        if column.denominator != denominator:
            denominator = lcm(denominator, column.denominator)
        if column.divisor is not None and id(column.divisor) not in divisors:
            divisors[id(column.divisor)] = (column.divisor, column.divisor_bound)
            whole *= column.divisor_bound
    bounds = []
    for column in columns:
        own = 1 if column.divisor is None else divisors[id(column.divisor)][1]
        bounds.append(column.bound * (denominator // column.denominator) * (whole // own))
    return _Scale(denominator, divisors, whole, tuple(bounds), max(sum(bounds), whole))


def times(values: Integers, factor: Integers) -> Integers:
    """A product that costs nothing where the factor is the number 1."""
    return values if isinstance(factor, int) and factor == 1 else values * factor


def add(*columns: Numbers) -> Numbers:
    """The sum of columns."""
    if len(columns) == 1:
        return columns[0]
    parts = shared(*columns)
    result = parts.numerators[0] + parts.numerators[1]
    for part in parts.numerators[2:]:
        result += part
    return parts.column(result, sum(parts.bounds))


def subtract(left: Numbers, right: Numbers) -> Numbers:
    """The difference of two columns."""
    both = shared(left, right)
    return both.column(both.numerators[0] - both.numerators[1], sum(both.bounds))


def negative(column: Numbers) -> Numbers:
    """The column with the other sign."""
    return column.with_top(-column.numerator)


def absolute(column: Numbers) -> Numbers:
    """The size of each number."""
    return column.with_top(abs(column.numerator) if isinstance(column.numerator, int) else np.abs(column.numerator))


def multiply(*columns: Numbers) -> Numbers:
    """The product of columns."""
    return reduce(_product, columns)


def _product(left: Numbers, right: Numbers) -> Numbers:
    left, right = _cancelled(left, right)
    if max(left.bound * right.bound, left.divisor_bound * right.divisor_bound) > LIMIT:
        left, right = _cancelled(tightened(left), tightened(right))
    bound, divisor_bound = left.bound * right.bound, left.divisor_bound * right.divisor_bound
    tops = [sized(side.numerator, bound) if bound > LIMIT else side.numerator for side in (left, right)]
    top = times(*tops) if isinstance(tops[1], int) else times(tops[1], tops[0])
    divisors = [sized(side.divisor, divisor_bound) for side in (left, right) if side.divisor is not None]
    divisor = reduce(np.multiply, divisors) if divisors else None
    denominator, missing = left.denominator * right.denominator, either_missing(left, right)
    return numbers(top, bound, denominator, missing=missing, divisor=divisor, divisor_bound=divisor_bound)


def _cancelled(left: Numbers, right: Numbers) -> tuple[Numbers, Numbers]:
    """Two factors without what the constant numerator of one shares with the denominator of the other."""
    upper, lower = _in_common(left, right), _in_common(right, left)
    if upper == lower == 1:
        return left, right
    return _lowered(left, upper, lower), _lowered(right, lower, upper)


def _in_common(top: Numbers, bottom: Numbers) -> int:
    return gcd(top.numerator, bottom.denominator) if isinstance(top.numerator, int) else 1


def _lowered(column: Numbers, upper: int, lower: int) -> Numbers:
    top: Integers = column.numerator if upper == 1 else column.numerator // upper
    return replace(column, numerator=top, bound=max(column.bound // upper, 1), denominator=column.denominator // lower)


def divide(dividend: Numbers, divisor: Numbers) -> Numbers:
    """The quotient, missing where the divisor is zero."""
    if dividend.divisor is not None and dividend.divisor is divisor.divisor:
        dividend, divisor = _undivided(dividend), _undivided(divisor)
    inverse, zero = _inverse(divisor)
    return numeric(without(multiply(dividend, inverse), zero))


def _undivided(column: Numbers) -> Numbers:
    return replace(column, divisor=None, divisor_bound=1)


def _inverse(column: Numbers) -> tuple[Numbers, Mask]:
    """One over each number, and where that number is zero."""
    top, one = column.numerator, column.denominator
    if isinstance(top, int):
        inverse, zero = constant(Fraction(one, top) if top else Fraction(0)), top == 0
    elif top.min(initial=1) > 0:
        inverse, zero = Numbers(one, 1, one, column.missing, top, column.bound), False
    else:
        zero = top == 0
        inverse = numbers(np.sign(top) * one, one, divisor=np.where(zero, 1, abs(top)), divisor_bound=column.bound)
    if column.divisor is not None:
        inverse = multiply(inverse, numbers(column.divisor, column.divisor_bound))
    return numeric(without(inverse, column.missing)), zero


def maximum(*columns: Numbers) -> Numbers:
    """The greatest of the columns, cell by cell."""
    parts = shared(*columns)
    return parts.column(reduce(np.maximum, parts.numerators), max(parts.bounds))


def minimum(*columns: Numbers) -> Numbers:
    """The least of the columns, cell by cell."""
    parts = shared(*columns)
    return parts.column(reduce(np.minimum, parts.numerators), max(parts.bounds))


def clip(value: Numbers, low: Numbers, high: Numbers) -> Numbers:
    """The column held between two others; where they cross, the upper one counts."""
    parts = shared(value, low, high)
    top, least, most = parts.numerators
    return parts.column(np.minimum(np.maximum(top, least), most), max(parts.bounds[1:]))


def compared(compare: Callable[[Any, Any], Any], left: Numbers, right: Numbers) -> Numbers:
    """1 where the comparison holds, 0 elsewhere."""
    both = shared(left, right)
    return truth(compare(*both.numerators), both.missing)


def whole_down(column: Numbers) -> Numbers:
    """The greatest whole number that is not above each number."""
    top, under, _ = _fraction(column, 1)
    return numbers(top // under, column.bound // column.denominator + 1, missing=column.missing)


def rounded(column: Numbers, places: int, mode: RoundingMode = "half_up") -> Numbers:
    """Each number to that many decimals, as `kaoping.core.numbers.rounded` does it."""
    if places < 0:
        unit = constant(Fraction(10**-places))
        return multiply(rounded(divide(column, unit), 0, mode), unit)
    scale = 10**places
    if column.divisor is None and scale % column.denominator == 0:
        return column
    top, under, bound = _fraction(column, scale)
    whole = _ROUND[mode](abs(top), under)
    result = numbers(np.sign(top) * whole, bound + 1, scale, missing=column.missing)
    return result if result.bound <= LIMIT else remeasured(result)


def _fraction(column: Numbers, scale: int) -> tuple[Any, Any, int]:
    """Numerator × scale and the whole denominator, with room for twice their sum, and a bound of the quotient."""
    if _twice(column, scale) > LIMIT:
        column = tightened(column)
    room = _twice(column, scale)
    common = gcd(scale, column.denominator)
    factor, denominator = scale // common, column.denominator // common
    under = 1 if column.divisor is None else sized(column.divisor, room)
    top = times(sized(column.numerator, room), factor)
    return top, times(under, denominator), column.bound * factor // denominator


def _twice(column: Numbers, scale: int) -> int:
    common = gcd(scale, column.denominator)
    return 2 * (column.bound * scale + column.denominator * column.divisor_bound) // common


def _half_even(size: Array, under: Integers) -> Array:
    whole = size // under
    twice = 2 * (size - whole * under)
    nearest: Array = whole + ((twice > under) | ((twice == under) & (whole % 2 == 1)))
    return nearest


_ROUND: Mapping[RoundingMode, Callable[[Any, Any], Any]] = {
    "half_up": lambda size, under: (size + under // 2) // under,
    "half_even": _half_even,
    "down": lambda size, under: size // under,
    "up": lambda size, under: (size + under - 1) // under,
}


def rounded_to(column: Numbers, places: Numbers, mode: RoundingMode = "half_up") -> Numbers:
    """Each number to the number of decimals that stands beside it."""
    digits = rounded(places, 0, "down").numerator
    if isinstance(digits, int):
        return numeric(without(rounded(column, digits, mode), places.missing))
    digits, result = np.where(places.missing, 0, digits), column
    for count in np.unique(digits).tolist():
        result = select(digits == count, rounded(column, count, mode), result)
    return numeric(without(result, places.missing))


def select(condition: Mask, then: Numbers, otherwise: Numbers) -> Numbers:
    """One column where a condition holds, another elsewhere; so are its missing cells."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    both = shared(then, otherwise)
    missing = (
        then.missing if then.missing is otherwise.missing else np.where(condition, then.missing, otherwise.missing)
    )
    chosen = both.column(np.where(condition, *both.numerators), max(both.bounds))
    return replace(chosen, missing=missing)
