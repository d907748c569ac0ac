"""Values that may be missing: what absorbs, and what is said about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that is missing (`absent`), or what has no value: a zero denominator, an unlisted word."""

    unit: str
    item: str
    name: str
    why: Literal["absent", "zero_denominator", "unlisted"] = "absent"


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that cannot be known; it absorbs, as #N/A does, and carries everything that is missing."""

    gaps: frozenset[Gap]


Result = Fraction | str | Missing
YES, NO = Fraction(1), Fraction(0)
_NO_GAPS: frozenset[Gap] = frozenset()


def exact(value: Result) -> Fraction:
    """A value that is known to be a number."""
    if not isinstance(value, Fraction):
        raise TypeError(f"a number was needed, not {value!r}")
    return value


def gaps_in(values: Iterable[Result]) -> frozenset[Gap]:
    """Everything missing among some values."""
    found = [value.gaps for value in values if isinstance(value, Missing)]
    return frozenset().union(*found) if found else _NO_GAPS


def holds(value: Result) -> bool:
    """Whether a condition holds: any word, any number but 0."""
    return isinstance(value, str) or (isinstance(value, Fraction) and bool(value))
