"""Exact numbers: how they are read from text, written as text, and rounded. No binary float anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Literal

RoundingMode = Literal["half_up", "half_even", "down", "up"]

_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．＋－％", "0123456789.+-%")
LONGEST_NUMBER = 30


@lru_cache(maxsize=8192)
def decimal(text: str) -> Fraction | None:
    """The number that a decimal numeral of at most 30 characters says, or None where it is not one."""
    text = text.strip()
    if len(text) > LONGEST_NUMBER or not _DECIMAL.fullmatch(text) or not text.isascii():
        return None
    return Fraction(text)


def half_width(text: str) -> str:
    """Full-width digits and signs (９０．５) as the half-width ones that they mean."""
    return text.translate(_FULL_WIDTH)


def written(number: Fraction) -> str:
    """A number exactly: a decimal where a finite one exists, otherwise a fraction such as 1/3."""
    return _written(number.numerator, number.denominator)


@lru_cache(maxsize=8192)
def _written(numerator: int, denominator: int) -> str:
    """The same amounts stand in many lines."""
    places = _places_of_a_part(denominator)
    if places is None:
        return f"{numerator}/{denominator}"
    return fixed(Fraction(numerator, denominator), places)


def fixed(number: Fraction, places: int) -> str:
    """A number with exactly that many decimals; the caller has rounded it already."""
    numerator, denominator = number.numerator, number.denominator
    factor, rest = divmod(10**places, denominator)
    if rest:
        raise ValueError(f"{number} has more than {places} decimals")
    sign = "-" if numerator < 0 else ""
    digits = str(abs(numerator) * factor).rjust(places + 1, "0")
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def decimal_places(number: Fraction) -> int | None:
    """How many decimals a number needs, or None where no finite decimal equals it."""
    return _places_of_a_part(number.denominator)


@lru_cache(maxsize=4096)
def _places_of_a_part(denominator: int) -> int | None:
    twos, rest = _power_in(denominator, 2)
    fives, rest = _power_in(rest, 5)
    return max(twos, fives) if rest == 1 else None


def _power_in(number: int, prime: int) -> tuple[int, int]:
    power = 0
    while number % prime == 0:
        number //= prime
        power += 1
    return power, number


def added(numbers: Iterable[Fraction]) -> Fraction:
    """The sum, brought to one denominator and reduced once instead of at every step."""
    numerator, denominator = 0, 1
    for number in numbers:
        upper, lower = number.as_integer_ratio()
        if lower == denominator:
            numerator += upper
        elif upper:
            common = lcm(denominator, lower)
            numerator = numerator * (common // denominator) + upper * (common // lower)
            denominator = common
    return Fraction(numerator, denominator)


def rounded(number: Fraction, places: int, mode: RoundingMode = "half_up") -> Fraction:
    """A number to that many decimals, to tens for −1. Half up: halves away from zero (四舍五入), as in a spreadsheet."""
    if places < 0:
        unit = Fraction(10) ** -places
        return rounded(number / unit, 0, mode) * unit
    scale = 10**places
    numerator, denominator = number.numerator, number.denominator
    if scale % denominator == 0:
        return number
    whole, rest = divmod(abs(numerator) * scale, denominator)
    if _goes_up(whole, 2 * rest, denominator, mode):
        whole += 1
    return Fraction(whole if numerator >= 0 else -whole, scale)


def _goes_up(whole: int, twice_rest: int, denominator: int, mode: RoundingMode) -> bool:
    if mode == "half_up":
        return twice_rest >= denominator
    if mode == "half_even":
        return twice_rest > denominator or (twice_rest == denominator and whole % 2 == 1)
    return mode == "up" and twice_rest > 0
