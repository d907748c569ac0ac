"""Ranks within a group: competition or dense, on printed scores, with ties said plainly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from itertools import groupby
from typing import Literal

from kaoping.core.population.reason import Reason, Wording
from kaoping.core.population.standing import Standing, Status
from kaoping.core.text import Text

Within = Literal["group", "all"]
Tied = tuple[Standing, ...]
"""Units that nothing tells apart, in the order of their ids."""


@dataclass(frozen=True)
class Ranking:
    """How units are ranked. `tie_breaks` are item ids, most important first; without them equal scores share a rank."""

    within: Within = "group"
    method: Literal["competition", "dense"] = "competition"
    tie_breaks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a unit stands: its rank, the rank counted from the last, how many others share it, and of how many."""

    rank: int
    from_last: int
    tied_with: int
    of: int

    @property
    def tied(self) -> bool:
        """Whether another unit has the same rank."""
        return self.tied_with > 0


def pools(standings: Iterable[Standing], within: Within) -> dict[str, Tied]:
    """The counted units that are compared with each other, by group (everybody under "" where groups do not count)."""
    counted = sorted((unit for unit in standings if unit.counted), key=lambda unit: (unit.group, unit.unit))
    if within == "all":
        return {"": tuple(counted)} if counted else {}
    return {group: tuple(units) for group, units in groupby(counted, key=lambda unit: unit.group)}


def incomplete_in(pool: Iterable[Standing]) -> Tied:
    """The counted units of a pool that still lack facts."""
    return tuple(unit for unit in pool if unit.counted and not unit.complete)


def in_order(pool: Iterable[Standing], tie_breaks: Sequence[str], by: str | None = None) -> tuple[Tied, ...]:
    """The complete units, best first, those that nothing tells apart together.

    By the printed score or, with `by`, by one item's score. Units that a veto ranks last come last, in their own order.
    """
    complete = sorted((unit for unit in pool if unit.complete), key=lambda unit: unit.unit)
    value = _total if by is None else _score_of(by)
    parts = [[unit for unit in complete if unit.ranked_last is last] for last in (False, True)]
    return tuple(tied for part in parts for whole in _split(part, value) for tied in told_apart(whole, tie_breaks))


def told_apart(tied: Tied, tie_breaks: Sequence[str]) -> tuple[Tied, ...]:
    """Tied units told apart by the scores of items in turn; an item that one of them lacks tells nothing."""
    if len(tied) == 1 or not tie_breaks:
        return (tied,)
    item, rest = tie_breaks[0], tie_breaks[1:]
    if not all(item in unit.items for unit in tied):
        return told_apart(tied, rest)
    return tuple(part for whole in _split(tied, _score_of(item)) for part in told_apart(whole, rest))


def _split(units: Sequence[Standing], value: Callable[[Standing], Fraction]) -> list[Tied]:
    ordered = sorted(units, key=value, reverse=True)
    return [tuple(tied) for _, tied in groupby(ordered, key=value)]


def _total(unit: Standing) -> Fraction:
    if unit.score is None:
        raise ValueError(f"{unit.unit} is incomplete and cannot be ranked")
    return unit.score


def _score_of(item: str) -> Callable[[Standing], Fraction]:
    return lambda unit: unit.items[item]


def places(pool: Iterable[Standing], ranking: Ranking) -> dict[str, Place]:
    """The place of every complete unit of one pool."""
    ordered = in_order(pool, ranking.tie_breaks)
    total = sum(len(tied) for tied in ordered)
    found: dict[str, Place] = {}
    better = 0
    for index, tied in enumerate(ordered):
        worse = total - better - len(tied)
        dense = (index + 1, len(ordered) - index)
        rank, from_last = dense if ranking.method == "dense" else (better + 1, worse + 1)
        found |= {unit.unit: Place(rank, from_last, len(tied) - 1, total) for unit in tied}
        better += len(tied)
    return found


def rank_reasons(pool: Tied, ranking: Ranking, placed: dict[str, Place], wording: Wording) -> dict[str, list[Reason]]:
    """Why every unit of one pool has its rank, or has none."""
    waiting = len(incomplete_in(pool))
    said = {unit: [_rank(place), *_provisional(waiting)] for unit, place in placed.items()}
    sharing = Counter((unit.ranked_last, unit.score) for unit in pool)
    for unit in pool:
        if not unit.complete:
            said[unit.unit] = [_INCOMPLETE]
        elif ranking.tie_breaks and sharing[unit.ranked_last, unit.score] > 1:
            said[unit.unit].append(_by_items(ranking.tie_breaks, wording))
    return said


_INCOMPLETE = Reason("rank-incomplete", Text("数据不全，暂无名次。", "Facts are missing: no rank yet."))


def _rank(place: Place) -> Reason:
    if not place.tied:
        return Reason("rank", Text("{of} 个单位中第 {rank} 名。", "Rank {rank} of {of} units.", asdict(place)))
    says = Text(
        "{of} 个单位中第 {rank} 名，与另外 {tied_with} 个单位并列。",
        "Rank {rank} of {of} units, shared with {tied_with} more.",
        asdict(place),
    )
    return Reason("rank-tied", says)


def _by_items(items: tuple[str, ...], wording: Wording) -> Reason:
    says = Text("同分单位依次比较“{items}”。", "Units with the same score are compared by “{items}”.")
    return Reason("rank-tie-break", says.with_values(items=wording.items(items)))


def _provisional(waiting: int) -> list[Reason]:
    if not waiting:
        return []
    says = Text(
        "还有 {waiting} 个单位数据不全，名次是暂定的。", "The rank is provisional; units still incomplete: {waiting}."
    )
    return [Reason("rank-provisional", says.with_values(waiting=waiting))]


_NOT_COUNTED: dict[Status, Text] = {
    "trial": Text("试考核，不参加排名和评优，不计入基数", "On trial: not ranked, not chosen, and in no base"),
    "suspended": Text("暂停考核，不参加排名和评优，不计入基数", "Suspended: not ranked, not chosen, and in no base"),
    "not_qualified": Text("不具备参评资格，不参加考评", "Does not meet the condition for being assessed"),
}


def not_counted_reason(unit: Standing) -> Reason:
    """Why a unit that is not counted has no rank; the code says its status."""
    says = (
        Text("{status}：{because}。", "{status}: {because}.")
        if unit.status_because
        else Text("{status}。", "{status}.")
    )
    values = {"status": _NOT_COUNTED[unit.status], "because": unit.status_because}
    return Reason(f"not-counted-{unit.status.replace('_', '-')}", says.with_values(**values))
