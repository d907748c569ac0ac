"""What each limit makes of a column of sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from kaoping.core.numbers import RoundingMode
from kaoping.core.readers.columns.arithmetic import multiply, rounded_to, shared, subtract
from kaoping.core.readers.columns.column import Array, Integers, Numbers, numeric, without


def _at_least(top: Integers, bound: Integers) -> Array:
    size: Array = np.sign(top) * np.maximum(np.abs(top), bound)
    return size


def _at_most(top: Integers, bound: Integers) -> Array:
    size: Array = np.sign(top) * np.minimum(np.abs(top), bound)
    return size


# What becomes of numerators under a bound over the same denominator.
BOUNDS: Mapping[str, Callable[[Integers, Integers], Array]] = {
    "at_least": _at_least,
    "at_most": _at_most,
    "floor": np.maximum,
    "ceiling": np.minimum,
}
VERBS: Mapping[str, Callable[[Numbers, Numbers], Numbers]] = {
    "set": lambda before, bound: bound,
    "times": multiply,
}


def corrected(verb: str, before: Numbers, bound: Numbers, mode: RoundingMode) -> tuple[Numbers, Numbers]:
    """The sums after the limit, and what it changed; `round` takes its number of decimals from the bound."""
    if verb in BOUNDS:
        both = shared(before, bound)
        top, limit = both.numerators
        after = BOUNDS[verb](top, limit)
        return both.column(after, max(both.bounds)), both.column(after - top, sum(both.bounds))
    changed = rounded_to(before, bound, mode) if verb == "round" else VERBS[verb](before, bound)
    return numeric(without(changed, before.missing)), subtract(changed, before)
