"""How numbers are printed for people: the scheme's decimals, a true minus sign, a fraction with its approximation."""

from __future__ import annotations

from fractions import Fraction

from kaoping.core.numbers import decimal_places, fixed, rounded, written
from kaoping.core.scorecard import Scorecard

MINUS = "−"


def printed(number: Fraction, places: int) -> str:
    """A number with at least that many decimals, exactly; one without a finite decimal as 10/3 (≈3.3333)."""
    needed = decimal_places(number)
    if needed is None:
        return f"{minus(written(number))} (≈{minus(fixed(rounded(number, 4), 4))})"
    return minus(fixed(number, max(needed, places)))


def signed(number: Fraction, places: int) -> str:
    """An amount with its sign, as on a bank statement."""
    return ("+" if number > 0 else "") + printed(number, places)


def minus(text: str) -> str:
    """A numeral with a true minus sign."""
    return text.replace("-", MINUS)


def per_cent(share: Fraction) -> str:
    """A share in per cent: exactly where one decimal is enough (80%, 92.5%), otherwise about (≈78.3%)."""
    number = share * 100
    near = rounded(number, 1)
    text = minus(fixed(near, decimal_places(near) or 0)) + "%"
    return text if near == number else f"≈{text}"


def printed_score(card: Scorecard) -> str | None:
    """A unit's score, or None while it is incomplete."""
    return None if card.score is None else printed(card.score, card.program.places)
