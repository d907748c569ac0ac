"""Quotas: how many may be chosen, and who is, with the arithmetic and the ties at the cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from math import ceil, floor
from typing import Literal

from kaoping.core.numbers import fixed, rounded, written
from kaoping.core.population.ranks import Tied, told_apart
from kaoping.core.population.reason import percent
from kaoping.core.population.standing import Standing
from kaoping.core.text import Text

SeatRounding = Literal["half-up", "floor", "ceiling"]
Base = Literal["assessed", "eligible"]
Ties = Literal["all-in", "none-in", "tie-break"]
Verdict = Literal["in", "in-tied", "in-tie-break", "out", "out-tied", "out-tie-break", "undecided"]

_ROUNDING: dict[SeatRounding, Text] = {
    "half-up": Text("四舍五入取", "rounded half up to"),
    "floor": Text("舍去小数取", "rounded down to"),
    "ceiling": Text("进一取", "rounded up to"),
}
_BASE: dict[tuple[Base, bool], Text] = {
    ("assessed", True): Text("本组应评 {base} 个单位", "Assessed units in the group: {base}"),
    ("assessed", False): Text("全体应评 {base} 个单位", "Assessed units in all: {base}"),
    ("eligible", True): Text("本组符合条件 {base} 个单位", "Eligible units in the group: {base}"),
    ("eligible", False): Text("全体符合条件 {base} 个单位", "Eligible units in all: {base}"),
}


@dataclass(frozen=True)
class QuotaArithmetic:
    """How the number of seats came about: the base, the share, their exact product, and what rounding made of it.

    `assessed` are the counted units of the pool, whatever the base is.
    """

    assessed: int
    base: int
    share: Fraction | None
    product: Fraction
    seats: int
    says: Text

    @property
    def exceeds_share(self) -> bool:
        """Whether rounding gives more than the share allows (10 of 48 for 20 %)."""
        return self.share is not None and self.seats > self.product

    @property
    def note(self) -> Text | None:
        """The plain remark to print where rounding exceeds the share."""
        if self.share is None or not self.exceeds_share:
            return None
        says = Text(
            "{seats} 个占 {base} 个的 {real}，高于 {share}。", "{seats} of {base} is {real}, more than {share}."
        )
        real = _told_from(Fraction(self.seats, self.base), self.share)
        return says.with_values(seats=self.seats, base=self.base, real=real, share=percent(self.share))


def _told_from(real: Fraction, share: Fraction) -> str:
    """A percentage with one decimal, or with as many as it needs not to look like the share itself."""
    texts = ((rounded(real * 100, places), places) for places in count(1))
    return next(f"{fixed(value, places)}%" for value, places in texts if value != share * 100)


@dataclass(frozen=True)
class Quota:
    """How many may be chosen: a share of the base (1/5 is 20 %) or a fixed count, exactly one of the two.

    `base`: `assessed` are all counted units; `eligible` those that may be chosen. `ties` says what happens to units
    that nothing tells apart where the seats end.
    """

    share: Fraction | None = None
    count: int | None = None
    rounding: SeatRounding = "half-up"
    base: Base = "assessed"
    ties: Ties = "all-in"
    tie_breaks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.share is None) == (self.count is None):
            raise ValueError("a quota is a share or a count")
        if (self.share is not None and not 0 <= self.share <= 1) or (self.count or 0) < 0:
            raise ValueError("a share lies between 0 and 1, and a count is not negative")

    def arithmetic(self, assessed: int, eligible: int, of_group: bool = True) -> QuotaArithmetic:
        """The seats for a pool with so many assessed and so many eligible units."""
        base = assessed if self.base == "assessed" else eligible
        product = base * self.share if self.share is not None else Fraction(self.count or 0)
        seats = self._whole(product)
        says = self._says(_BASE[self.base, of_group].with_values(base=base), product, seats)
        return QuotaArithmetic(assessed, base, self.share, product, seats, says)

    def _whole(self, product: Fraction) -> int:
        if self.rounding == "half-up":
            return int(rounded(product, 0))
        return floor(product) if self.rounding == "floor" else ceil(product)

    def _says(self, base: Text, product: Fraction, seats: int) -> Text:
        if self.share is None:
            return Text("{base}，名额 {seats} 个", "{base}; places: {seats}", {"base": base, "seats": seats})
        values = {"base": base, "share": percent(self.share), "product": written(product), "seats": seats}
        if product == seats:
            return Text("{base}，{share} 为 {product} 个", "{base}; {share} is {product}", values)
        says = Text(
            "{base}，{share} 为 {product} 个，{rounding} {seats} 个",
            "{base}; {share} is {product}, {rounding} {seats}",
            values,
        )
        return says.with_values(rounding=_ROUNDING[self.rounding])


@dataclass(frozen=True)
class Choice:
    """Who of the candidates is chosen: the arithmetic, a verdict for each of them, and who stands at the last seat."""

    arithmetic: QuotaArithmetic
    verdicts: Mapping[str, Verdict]
    at_the_cut: Standing | None
    worst_first: bool = False

    def holds(self, unit: str) -> bool | None:
        """Whether a candidate is chosen; None where only the leading group can decide."""
        verdict = self.verdicts[unit]
        return None if verdict == "undecided" else verdict.startswith("in")

    @property
    def chosen(self) -> tuple[str, ...]:
        """The chosen units, by id."""
        return tuple(sorted(unit for unit in self.verdicts if self.holds(unit)))

    @property
    def undecided(self) -> tuple[str, ...]:
        """The units between which only the leading group can decide, by id."""
        return tuple(sorted(unit for unit in self.verdicts if self.holds(unit) is None))

    @property
    def seats_left(self) -> int:
        """The seats that the undecided units compete for, or that nobody took."""
        return max(self.arithmetic.seats - len(self.chosen), 0)


def choose(quota: Quota, arithmetic: QuotaArithmetic, ordered: Sequence[Tied], worst_first: bool = False) -> Choice:
    """Fill the seats from candidates in order, those that nothing tells apart together.

    `worst_first` says that the order is that of a list of the last, so that tie-breaks prefer the lower score.
    """
    verdicts: dict[str, Verdict] = {}
    left = arithmetic.seats
    for tied in ordered:
        if 0 < left < len(tied):
            verdicts |= _at_the_cut(quota, tied, left, worst_first)
            left = 0
        else:
            verdicts |= dict.fromkeys((unit.unit for unit in tied), "in" if left else "out")
            left -= len(tied) if left else 0
    return Choice(arithmetic, verdicts, _last_seat(ordered, arithmetic.seats), worst_first)


def _at_the_cut(quota: Quota, tied: Tied, left: int, worst_first: bool) -> dict[str, Verdict]:
    if quota.ties != "tie-break":
        verdict: Verdict = "in-tied" if quota.ties == "all-in" else "out-tied"
        return dict.fromkeys((unit.unit for unit in tied), verdict)
    verdicts: dict[str, Verdict] = {}
    parts = told_apart(tied, quota.tie_breaks)
    for part in reversed(parts) if worst_first else parts:
        verdicts |= dict.fromkeys((unit.unit for unit in part), _after_tie_break(len(part), left))
        left = max(left - len(part), 0)
    return verdicts


def _after_tie_break(units: int, left: int) -> Verdict:
    if units <= left:
        return "in-tie-break"
    return "undecided" if left else "out-tie-break"


def _last_seat(ordered: Sequence[Tied], seats: int) -> Standing | None:
    candidates = [unit for tied in ordered for unit in tied]
    return candidates[seats - 1] if 0 < seats <= len(candidates) else None
