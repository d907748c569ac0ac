"""Folds over rows and statistics over peers, in exact fractions."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from kaoping.core.formula import Each
from kaoping.core.line import Keep
from kaoping.core.missing import NO, Gap, Missing, Result, exact
from kaoping.core.numbers import added

Groups = Mapping[object, list[tuple[Fraction, Fraction]]]


class Contender(NamedTuple):
    """A row in a contest: whose matter it is about, its weight, its date, and the number of its member."""

    row: Hashable
    matter: Hashable | None
    weight: Fraction
    date: object
    member: int = 0


def _sum(each: Each, groups: Groups, cap: Fraction, gap: Gap) -> Result:
    return added(value for rows in groups.values() for value, _ in rows)


def _highest(each: Each, groups: Groups, cap: Fraction, gap: Gap) -> Result:
    return max((value for rows in groups.values() for value, _ in rows), default=NO)


def _excess(each: Each, groups: Groups, cap: Fraction, gap: Gap) -> Result:
    sums = (added(value for value, _ in rows) for rows in groups.values())
    return added(max(group - cap, NO) for group in sums)


def _mean(each: Each, groups: Groups, cap: Fraction, gap: Gap) -> Result:
    if not groups:
        return NO
    means = [_weighted_mean(trimmed(rows, each.trim, each.trim_from)) for rows in groups.values()]
    known = [mean for mean in means if mean is not None]
    return added(known) / len(known) if len(known) == len(means) else Missing(frozenset({gap}))


def _weighted_mean(rows: list[tuple[Fraction, Fraction]]) -> Fraction | None:
    weights = added(weight for _, weight in rows)
    return added(value * weight for value, weight in rows) / weights if weights else None


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
        return added(known)
    if kind == "rank":
        return Fraction(1 + sum(value > exact(own) for value in known))
    if kind == "rank_up":
        return Fraction(1 + sum(value < exact(own) for value in known))
    if not known:
        return Missing(frozenset({gap}))
    return added(known) / len(known) if kind == "mean" else (max if kind == "max" else min)(known)


def standing(contenders: Iterable[Contender], keep: Keep) -> frozenset[Hashable]:
    """The rows that stand: all without a matter, and of each matter those that `keep` says (see Contest)."""
    free: set[Hashable] = set()
    matters: dict[Hashable, list[Contender]] = {}
    for contender in contenders:
        if contender.matter is None:
            free.add(contender.row)
        else:
            matters.setdefault(contender.matter, []).append(contender)
    return frozenset(free.union(*(_kept(rows, keep) for rows in matters.values())))


def _kept(rows: list[Contender], keep: Keep) -> set[Hashable]:
    if keep == "highest":
        return {max(rows, key=lambda row: row.weight).row}
    first = min(row.member for row in rows)
    if keep == "replace" and first:
        return {row.row for row in rows}
    return {min((row for row in rows if keep == "first" or row.member == first), key=_date).row}


def _date(contender: Contender) -> str:
    """A row without a date is the latest."""
    return str(contender.date or "9999")
