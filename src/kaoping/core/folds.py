"""Folds over rows and statistics over peers, in exact fractions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from fractions import Fraction
from typing import Literal

from kaoping.core.formula import Each
from kaoping.core.missing import NO, Gap, Missing, Result, exact

Groups = Mapping[object, list[tuple[Fraction, Fraction]]]
# a row, its matter, its weight, its date
Contender = tuple[Hashable, Hashable | None, Fraction, object]


def _sum(each: Each, groups: Groups, cap: Fraction, gap: Gap) -> Result:
    return sum((value for rows in groups.values() for value, _ in rows), NO)


def _highest(each: Each, groups: Groups, cap: Fraction, gap: Gap) -> Result:
    return max((value for rows in groups.values() for value, _ in rows), default=NO)


def _excess(each: Each, groups: Groups, cap: Fraction, gap: Gap) -> Result:
    sums = (sum((value for value, _ in rows), NO) for rows in groups.values())
    return sum((max(group - cap, NO) for group in sums), NO)


def _mean(each: Each, groups: Groups, cap: Fraction, gap: Gap) -> Result:
    if not groups:
        return NO
    means = [_weighted_mean(trimmed(rows, each.trim, each.trim_from)) for rows in groups.values()]
    known = [mean for mean in means if mean is not None]
    return sum(known, NO) / len(known) if len(known) == len(means) else Missing(frozenset({gap}))


def _weighted_mean(rows: list[tuple[Fraction, Fraction]]) -> Fraction | None:
    weights = sum((weight for _, weight in rows), NO)
    return sum((value * weight for value, weight in rows), NO) / weights if weights else None


def trimmed(rows: list[tuple[Fraction, Fraction]], share: Fraction, least: int) -> list[tuple[Fraction, Fraction]]:
    """The rows without the highest and lowest ones: ⌈share·n⌉ at each end, only from `least` rows on."""
    if not share or len(rows) < least:
        return rows
    drop = -(-share.numerator * len(rows) // share.denominator)
    kept = sorted(rows)[drop : len(rows) - drop]
    return kept or rows


FOLDS: Mapping[str, Callable[[Each, Groups, Fraction, Gap], Result]] = {
    "sum": _sum,
    "highest": _highest,
    "excess": _excess,
    "mean": _mean,
}


def peer_value(kind: str, known: list[Fraction], own: Result, gap: Gap) -> Result:
    """The statistic of the known values; without any, nothing can be compared."""
    if kind == "count":
        return Fraction(len(known))
    if kind == "sum":
        return sum(known, NO)
    if kind == "rank":
        return Fraction(1 + sum(value > exact(own) for value in known))
    if kind == "rank_up":
        return Fraction(1 + sum(value < exact(own) for value in known))
    if not known:
        return Missing(frozenset({gap}))
    return sum(known, NO) / len(known) if kind == "mean" else (max if kind == "max" else min)(known)


def standing(contenders: Iterable[Contender], keep: Literal["highest", "first"]) -> frozenset[Hashable]:
    """The rows that stand: all without a matter, and of each matter the weightiest or the earliest, then the first."""
    free: set[Hashable] = set()
    leaders: dict[Hashable, Contender] = {}
    for contender in contenders:
        row, matter, _, _ = contender
        if matter is None:
            free.add(row)
        elif matter not in leaders or _beats(contender, leaders[matter], keep):
            leaders[matter] = contender
    return frozenset(free | {row for row, _, _, _ in leaders.values()})


def _beats(contender: Contender, leader: Contender, keep: Literal["highest", "first"]) -> bool:
    """Whether a later row displaces the one that stands; a row without a date is the latest."""
    if keep == "highest":
        return contender[2] > leader[2]
    return str(contender[3] or "9999") < str(leader[3] or "9999")
