"""A column: one exact value for every unit or row, held as integers. No binary float is involved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd, lcm
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from kaoping.core.facts import Value

Array = NDArray[Any]
Integers = int | Array
Mask = bool | NDArray[np.bool_]
Scalar = TypeVar("Scalar", int, bool)
LIMIT = 2**62
SHORT, LONG = np.dtype(np.int64), np.dtype(object)


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """A number in each cell: numerator ÷ (denominator × divisor), and whether it is missing.

    A numerator is one int for all cells or an array: of 64-bit integers, or of Python's own once `bound`, which no
    cell exceeds in size, passes 2⁶². The divisor (1 or more in each cell) stays apart from the denominator, so that
    columns divided by the same fact are added without being multiplied. What stands in a missing cell means nothing.
    """

    numerator: Integers
    denominator: int
    bound: int
    missing: Mask = False
    divisor: Array | None = None
    divisor_bound: int = 1

    def take(self, index: Array) -> Numbers:
        """The cells at some places."""
        divisor = None if self.divisor is None else self.divisor[index]
        numerator, missing = _taken(self.numerator, index), _taken(self.missing, index)
        return Numbers(numerator, self.denominator, self.bound, missing, divisor, self.divisor_bound)

    def with_top(self, numerator: Integers) -> Numbers:
        """The column with other numerators within the same bound."""
        return Numbers(numerator, self.denominator, self.bound, self.missing, self.divisor, self.divisor_bound)

    def top(self, size: int) -> Array:
        """The numerators as an array even where one stands for all cells."""
        whole = self.numerator if isinstance(self.numerator, np.ndarray) else [self.numerator] * size
        return sized(whole, self.bound)

    def values(self, size: int) -> list[Value | None]:
        """The cells as fractions; None where missing."""
        gaps = np.broadcast_to(self.missing, size).tolist()
        divisors = [1] * size if self.divisor is None else self.divisor.tolist()
        cells = zip(self.top(size).tolist(), divisors, gaps, strict=True)
        return [None if gap else Fraction(top, self.denominator * by) for top, by, gap in cells]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A word (or, in a column of both, a number) in each cell: the place of its value in the vocabulary."""

    codes: Integers
    vocabulary: tuple[Value, ...]
    missing: Mask = False

    def take(self, index: Array) -> Words:
        """The cells at some places."""
        return Words(_taken(self.codes, index), self.vocabulary, _taken(self.missing, index))

    def values(self, size: int) -> list[Value | None]:
        """The cells as words (or fractions); None where missing."""
        codes, gaps = np.broadcast_to(self.codes, size).tolist(), np.broadcast_to(self.missing, size).tolist()
        return [None if gap else self.vocabulary[code] for code, gap in zip(codes, gaps, strict=True)]


Column = Numbers | Words
NOTHING = Numbers(0, 1, 1, missing=True)


def _taken(values: Scalar | Array, index: Array) -> Scalar | Array:
    return values[index] if isinstance(values, np.ndarray) else values


def numbers(
    numerator: Integers,
    bound: int,
    denominator: int = 1,
    *,
    missing: Mask = False,
    divisor: Array | None = None,
    divisor_bound: int = 1,
) -> Numbers:
    """Numbers from integers as NumPy left them: a scalar becomes an int, an array the type that its bound asks for."""
    if isinstance(numerator, np.ndarray) and numerator.ndim:
        numerator = sized(numerator, bound)
    elif type(numerator) is not int:
        numerator = int(numerator)
    if divisor is not None:
        divisor = sized(divisor, divisor_bound)
    return Numbers(numerator, denominator, bound or 1, missing, divisor, divisor_bound)


def constant(value: Fraction) -> Numbers:
    """The same number in every cell."""
    return Numbers(value.numerator, value.denominator, max(abs(value.numerator), 1))


ZERO, ONE = constant(Fraction(0)), constant(Fraction(1))


def truth(holds: Mask, missing: Mask = False) -> Numbers:
    """1 where something holds, 0 elsewhere."""
    return numbers(holds, 1, missing=missing)


def holding(condition: Column) -> Mask:
    """Where a condition holds: any number but 0."""
    return mask(numeric(condition).numerator != 0)


def certain(condition: Column) -> Mask:
    """Where a condition is known to hold."""
    return mask(holding(condition) & opposite(condition.missing))


def numeric(column: Column) -> Numbers:
    """A column that is known to hold numbers."""
    if not isinstance(column, Numbers):
        raise TypeError(f"numbers were needed, not {column.vocabulary!r}")
    return column


def mask(found: Mask) -> Mask:
    """A mask as NumPy left it: a scalar becomes a bool."""
    return found if isinstance(found, np.ndarray) and found.ndim else bool(found)


def opposite(holds: Mask) -> Mask:
    """Where something does not hold."""
    return not holds if isinstance(holds, bool) else ~holds


def either_missing(*columns: Column) -> Mask:
    """Where any of the columns is missing."""
    found: Mask = False
    for column in columns:
        if column.missing is not False:
            found = mask(found | column.missing)
    return found


def chosen_missing(condition: Mask, then: Column, otherwise: Column) -> Mask:
    """Where the column that a condition chooses is missing."""
    return mask(np.where(condition, then.missing, otherwise.missing))


def without(column: Column, missing: Mask) -> Column:
    """The column with more of its cells missing."""
    return column if missing is False else replace(column, missing=mask(column.missing | missing))


def known(column: Numbers) -> Numbers:
    """The column without regard to what is missing."""
    return column if column.missing is False else replace(column, missing=False)


def integers(values: Iterable[int]) -> Array:
    """An array of integers of any size."""
    listed = list(values)
    return sized(np.array(listed, dtype=object), max(map(abs, listed), default=1))


def sized(values: Integers | list[int], bound: int) -> Array:
    """Integers in the type that holds everything up to the bound."""
    wanted = SHORT if bound <= LIMIT else LONG
    return values if isinstance(values, np.ndarray) and values.dtype is wanted else np.asarray(values, dtype=wanted)


def measured(values: Integers) -> int:
    """The greatest size among some integers, at least 1."""
    if isinstance(values, int):
        return max(abs(values), 1)
    return max(int(values.max(initial=0)), -int(values.min(initial=0)), 1)


def remeasured(column: Numbers) -> Numbers:
    """The same numbers with the smallest bounds."""
    return _measured(column.numerator, column.denominator, column.missing, column.divisor)


def _measured(top: Integers, denominator: int, missing: Mask, divisor: Array | None) -> Numbers:
    divisor_bound = 1 if divisor is None else measured(divisor)
    return numbers(top, measured(top), denominator, missing=missing, divisor=divisor, divisor_bound=divisor_bound)


def tightened(column: Numbers) -> Numbers:
    """The same numbers in lowest terms with the smallest bounds; worth its cost before arrays of Python's integers."""
    top, divisor = sized(column.numerator, column.bound), column.divisor
    common = int(np.gcd.reduce(np.ravel(top)))
    shared = gcd(common, column.denominator)
    top = sized(top // shared if common else top, column.bound)
    denominator = column.denominator // shared
    if divisor is not None:
        both = np.gcd(top, divisor)
        top, divisor = top // both, divisor // both
    return _measured(top, denominator, column.missing, divisor)


def column_of(values: Sequence[Value | None]) -> Column:
    """A column of some values; None is missing."""
    if any(isinstance(value, str) for value in values):
        return words_of(values)
    known_values = [value if isinstance(value, Fraction) else Fraction(0) for value in values]
    denominator = _shared_denominator(known_values)
    if denominator is not None:
        tops = integers(value.numerator * (denominator // value.denominator) for value in known_values)
        return _measured(tops, denominator, _gaps(values), None)
    tops = integers(value.numerator for value in known_values)
    divisors = integers(value.denominator for value in known_values)
    return _measured(tops, 1, _gaps(values), divisors)


def words_of(values: Sequence[Value | None]) -> Words:
    """A column of some values by their places in a vocabulary; None is missing."""
    places: dict[Value, int] = {}
    codes = [0 if value is None else places.setdefault(value, len(places)) for value in values]
    return Words(np.array(codes, dtype=np.int64), tuple(places), _gaps(values))


def _gaps(values: Sequence[Value | None]) -> Mask:
    gaps = np.fromiter((value is None for value in values), np.bool_, len(values))
    return gaps if gaps.any() else False


def _shared_denominator(values: list[Fraction]) -> int | None:
    """One denominator for all, or None where it would be a very long number."""
    shared = 1
    for denominator in {value.denominator for value in values}:
        shared = lcm(shared, denominator)
        if shared > LIMIT:
            return None
    return shared
