"""Numbers that look drawn by chance and are the same everywhere: digests of their own names."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.numbers import rounded


@dataclass(frozen=True)
class Chance:
    """A source of numbers; what is drawn depends on its name and the seed alone, not on what was drawn before."""

    seed: str

    def whole(self, low: int, high: int, *name: str) -> int:
        """A whole number from low to high, both included."""
        digest = hashlib.sha256("/".join((self.seed, *name)).encode()).digest()
        return low + int.from_bytes(digest, "big") % (high - low + 1)

    def near(self, middle: int, spread: int, *name: str) -> int:
        """A whole number around a middle, mostly close to it: the mean of two draws."""
        draws = [self.whole(-spread, spread, *name, half) for half in ("first", "second")]
        return middle + sum(draws) // 2


def in_steps(number: Fraction, step: Fraction) -> Fraction:
    """A number in whole steps, as people give points: 2.79 in steps of 0.05 is 2.8."""
    return rounded(number / step, 0) * step
