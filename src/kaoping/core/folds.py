"""Folds over rows and statistics over peers, in exact fractions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from kaoping.core.formula import Each
from kaoping.core.missing import NO, Gap, Missing, Result, exact

Groups = Mapping[object, list[tuple[Fraction, Fraction]]]


def _sum(each: Each, groups: Groups, cap: Fraction) -> Result:
    return sum((value for rows in groups.values() for value, _ in rows), NO)


def _highest(each: Each, groups: Groups, cap: Fraction) -> Result:
    return max((value for rows in groups.values() for value, _ in rows), default=NO)


def _excess(each: Each, groups: Groups, cap: Fraction) -> Result:
    sums = (sum((value for value, _ in rows), NO) for rows in groups.values())
    return sum((max(group - cap, NO) for group in sums), NO)


def _mean(each: Each, groups: Groups, cap: Fraction) -> Result:
    if not groups:
        return NO
    means = [_weighted_mean(trimmed(rows, each.trim, each.trim_from)) for rows in groups.values()]
    return sum(means, NO) / len(means)


def _weighted_mean(rows: list[tuple[Fraction, Fraction]]) -> Fraction:
    weights = sum((weight for _, weight in rows), NO)
    return sum((value * weight for value, weight in rows), NO) / weights


def trimmed(rows: list[tuple[Fraction, Fraction]], share: Fraction, least: int) -> list[tuple[Fraction, Fraction]]:
    """The rows without the highest and lowest ones: ⌈share·n⌉ at each end, only from `least` rows on."""
    if not share or len(rows) < least:
        return rows
    drop = -(-share.numerator * len(rows) // share.denominator)
    kept = sorted(rows)[drop : len(rows) - drop]
    return kept or rows


FOLDS: Mapping[str, Callable[[Each, Groups, Fraction], Result]] = {
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
