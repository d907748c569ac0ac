"""Statistics over peers, for all units at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from kaoping.core.formula import Peers
from kaoping.core.readers.columns.arithmetic import divide, subtract
from kaoping.core.readers.columns.column import Array, Mask, Numbers, known, numbers
from kaoping.core.readers.columns.folds import order_key, total


@dataclass(frozen=True, eq=False)
class Crowd:
    """All units with the cell compared: which of them have it known, their groups, and whether each is left out."""

    cells: Numbers
    known: Array
    groups: Array
    others: bool

    @cached_property
    def order(self) -> Array:
        """The units whose cell is known, by group and then from the lowest."""
        units = np.flatnonzero(self.known)
        return units[np.lexsort((order_key(self.cells, len(self.groups))[units], self.groups[units]))]

    @cached_property
    def first(self) -> Array:
        """For each unit, where its group begins in that order."""
        return np.searchsorted(self.groups[self.order], self.groups)

    @cached_property
    def after(self) -> Array:
        """For each unit, where its group has ended in that order."""
        return np.searchsorted(self.groups[self.order], self.groups, side="right")

    @cached_property
    def number(self) -> Array:
        """How many known cells each unit is compared with."""
        return self.after - self.first - (self.known & self.others)

    def at(self, places: Array, onward: int) -> Numbers:
        """The cells at places in the order; a unit that is left out makes way for its neighbour."""
        if not len(self.order):
            return replace(self.cells, missing=True)
        places = np.clip(places, 0, len(self.order) - 1)
        own = self.others & (self.order[places] == np.arange(len(places)))
        found = self.order[np.clip(places + onward * own, 0, len(self.order) - 1)]
        return replace(self.cells.take(found), missing=self.number == 0)

    @cached_property
    def level(self) -> Array:
        """For each place in the order, how many different values (or groups) come before."""
        group, key = self.groups[self.order], order_key(self.cells, len(self.groups))[self.order]
        return np.cumsum(np.append(False, (group[1:] != group[:-1]) | (key[1:] != key[:-1])))[: len(group)]

    def equals(self, side: str) -> Array:
        """For each unit, where in the order the cells equal to its own begin (left) or have ended (right)."""
        own = np.zeros(len(self.groups), dtype=np.int64)
        own[self.order] = self.level
        return np.searchsorted(self.level, own, side=side)  # type: ignore[call-overload,no-any-return]


def _sum(crowd: Crowd) -> Numbers:
    cells = crowd.cells.take(crowd.order)
    groups = int(crowd.groups.max(initial=0)) + 1
    sums = total(cells, crowd.groups[crowd.order], groups).take(crowd.groups)
    if not crowd.others:
        return sums
    return subtract(sums, replace(crowd.cells, numerator=np.where(crowd.known, crowd.cells.top(len(crowd.groups)), 0)))


def _count(crowd: Crowd) -> Numbers:
    return numbers(crowd.number, len(crowd.groups))


def _rank(crowd: Crowd) -> Numbers:
    place = 1 + crowd.after - crowd.equals("right")
    return numbers(place, len(crowd.groups) + 1, missing=~crowd.known)


def _rank_up(crowd: Crowd) -> Numbers:
    place = 1 + crowd.equals("left") - crowd.first
    return numbers(place, len(crowd.groups) + 1, missing=~crowd.known)


STATISTICS: Mapping[str, Callable[[Crowd], Numbers]] = {
    "mean": lambda crowd: divide(_sum(crowd), _count(crowd)),
    "max": lambda crowd: crowd.at(crowd.after - 1, -1),
    "min": lambda crowd: crowd.at(crowd.first, 1),
    "sum": _sum,
    "count": _count,
    "rank": _rank,
    "rank_up": _rank_up,
}


def compared(peers: Peers, cells: Numbers, having: Array, groups: Array) -> Numbers:
    """What every unit is told about its peers; `having` says whose program has the cell."""
    groups = np.zeros_like(groups) if peers.everybody else groups
    absent = having & np.broadcast_to(cells.missing, len(groups))
    crowd = Crowd(known(cells), having & ~absent, groups, peers.others)
    found = STATISTICS[peers.kind](crowd)
    if peers.absent == "leave_out" or not absent.any():
        return found
    return replace(found, missing=found.missing | _waits(crowd, absent))


def _waits(crowd: Crowd, absent: Array) -> Mask:
    """Which units have a peer whose cell is missing."""
    lacking = np.bincount(crowd.groups[absent], minlength=int(crowd.groups.max(initial=0)) + 1)
    return lacking[crowd.groups] > (absent & crowd.others)
