"""What each limit makes of a column of sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from kaoping.core.numbers import RoundingMode
from kaoping.core.readers.columns.arithmetic import maximum, minimum, multiply, rounded_to, shared
from kaoping.core.readers.columns.column import Numbers


def _by_size(choose: Callable[[Any, Any], Any]) -> Callable[[Numbers, Numbers], Numbers]:
    """A bound on the size of the sums; 0 stays 0."""

    def verb(before: Numbers, bound: Numbers) -> Numbers:
        both = shared(before, bound)
        top, size = both.numerators
        return both.column(np.sign(top) * choose(abs(top), size), max(both.bounds))

    return verb


VERBS: Mapping[str, Callable[[Numbers, Numbers], Numbers]] = {
    "at_least": _by_size(np.maximum),
    "at_most": _by_size(np.minimum),
    "floor": maximum,
    "ceiling": minimum,
    "set": lambda before, bound: bound,
    "times": multiply,
}


def corrected(verb: str, before: Numbers, bound: Numbers, mode: RoundingMode) -> Numbers:
    """The sums after the limit; `round` takes its number of decimals from the bound."""
    return rounded_to(before, bound, mode) if verb == "round" else VERBS[verb](before, bound)
