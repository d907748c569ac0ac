"""Folds of columns: rows into their units, units into their groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from kaoping.core.formula import Each
from kaoping.core.readers.columns.arithmetic import add, divide, maximum, multiply, subtract
from kaoping.core.readers.columns.column import ONE, ZERO, Array, Mask, Numbers, known, numbers, sized


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a fold in the order of their owners, who count from 0 to `size`; the cap has a cell per owner."""

    owner: Array
    size: int
    value: Numbers
    weight: Numbers
    group: Array
    cap: Numbers


def starts_of(owner: Array) -> Array:
    """Where the rows of each owner that has any begin."""
    changes = np.ones(len(owner), dtype=np.bool_)
    np.not_equal(owner[1:], owner[:-1], out=changes[1:])
    return np.flatnonzero(changes)


def lengths_of(owner: Array) -> Array:
    """How many rows each owner has that has any."""
    lengths: Array = np.diff(starts_of(owner), append=len(owner))
    return lengths


def places_of(owner: Array) -> Array:
    """The place of each row among its owner's rows, from 0."""
    places: Array = np.arange(len(owner)) - np.repeat(starts_of(owner), lengths_of(owner))
    return places


def counts(owner: Array, size: int) -> Numbers:
    """How many rows each owner has."""
    return numbers(np.bincount(owner, minlength=size), len(owner))


def any_missing(missing: Mask, owner: Array, size: int) -> Mask:
    """Which owners have a missing row."""
    if missing is False:
        return False
    found = np.zeros(size, dtype=np.bool_)
    found[owner[np.broadcast_to(missing, len(owner))]] = True
    return found


def total(column: Numbers, owner: Array, size: int) -> Numbers:
    """The sum of each owner's rows, missing where one of them is."""
    summed, owners = (_at_once if column.divisor is None else _by_pairs)(known(column), owner)
    return _scattered(summed, owners, size, any_missing(column.missing, owner, size))


def _scattered(column: Numbers, places: Array, size: int, missing: Mask = False) -> Numbers:
    """A column of that size with the given cells at their places and 0 elsewhere."""
    cells = column.top(len(places))
    top = np.zeros(size, dtype=cells.dtype)
    top[places] = cells
    divisor = None
    if column.divisor is not None:
        divisor = np.ones(size, dtype=column.divisor.dtype)
        divisor[places] = column.divisor
    return Numbers(top, column.denominator, column.bound, missing, divisor, column.divisor_bound)


def _at_once(column: Numbers, owner: Array) -> tuple[Numbers, Array]:
    starts, bound = starts_of(owner), column.bound * max(len(owner), 1)
    tops = sized(column.top(len(owner)), bound)
    return numbers(np.add.reduceat(tops, starts), bound, column.denominator), owner[starts]


def _by_pairs(column: Numbers, owner: Array) -> tuple[Numbers, Array]:
    """The same for rows with divisors of their own: neighbours are added until each owner has one row left."""
    while True:
        first = np.flatnonzero(places_of(owner) % 2 == 0)
        if len(first) == len(owner):
            return column, owner
        second = np.minimum(first + 1, len(owner) - 1)
        paired = (second > first) & (owner[second] == owner[first])
        column, owner = add(column.take(first), _only(column.take(second), paired)), owner[first]


def _only(column: Numbers, chosen: Array) -> Numbers:
    """The chosen cells, and elsewhere 0."""
    top, divisor = np.where(chosen, column.numerator, 0), np.where(chosen, column.divisor, 1)  # type: ignore[arg-type]
    return replace(column, numerator=top, divisor=divisor)


def order_key(column: Numbers, size: int) -> Array:
    """Something to sort the cells by."""
    return column.top(size) if column.divisor is None else np.array(known(column).values(size), dtype=object)


def _sum(each: Each, rows: Rows) -> Numbers:
    return total(rows.value, rows.owner, rows.size)


def _highest(each: Each, rows: Rows) -> Numbers:
    order = np.lexsort((order_key(rows.value, len(rows.owner)), rows.owner))
    last = starts_of(rows.owner) + lengths_of(rows.owner) - 1
    return _scattered(rows.value.take(order[last]), rows.owner[last], rows.size)


def _excess(each: Each, rows: Rows) -> Numbers:
    order = np.lexsort((rows.group, rows.owner))
    group, owner = _grouped(rows, order)
    sums = total(rows.value.take(order), group, len(owner))
    return total(maximum(subtract(sums, rows.cap.take(owner)), ZERO), owner, rows.size)


def _mean(each: Each, rows: Rows) -> Numbers:
    size = len(rows.owner)
    order = np.lexsort((order_key(rows.weight, size), order_key(rows.value, size), rows.group, rows.owner))
    group, owner = _grouped(rows, order)
    kept = _kept(each, group)
    order, group = order[kept], group[kept]
    weights = rows.weight.take(order)
    sums = total(multiply(rows.value.take(order), weights), group, len(owner))
    means = divide(sums, total(weights, group, len(owner)))
    return divide(total(means, owner, rows.size), maximum(counts(owner, rows.size), ONE))


def _grouped(rows: Rows, order: Array) -> tuple[Array, Array]:
    """The number of each row's group, and the owner of each group, for rows in order of owner and group."""
    owner, named = rows.owner[order], rows.group[order]
    first = np.ones(len(owner), dtype=np.bool_)
    np.not_equal(named[1:], named[:-1], out=first[1:])
    first[starts_of(owner)] = True
    return np.cumsum(first) - 1, owner[first]


def _kept(each: Each, group: Array) -> Array:
    """Which rows, in order of size within each group, are left when the extreme ones are dropped."""
    length = np.repeat(lengths_of(group), lengths_of(group))
    drop = -(-each.trim.numerator * length // each.trim.denominator)
    place = places_of(group)
    untouched = (length < each.trim_from) | (2 * drop >= length)
    kept: Array = untouched | ((place >= drop) & (place < length - drop))
    return kept


FOLDS: Mapping[str, Callable[[Each, Rows], Numbers]] = {
    "sum": _sum,
    "highest": _highest,
    "excess": _excess,
    "mean": _mean,
}
