"""The columns reader's operations on known values: a table from operation to function."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from kaoping.core.facts import Value
from kaoping.core.readers.columns import arithmetic
from kaoping.core.readers.columns.column import (
    Column,
    Mask,
    Numbers,
    Words,
    chosen_missing,
    either_missing,
    numeric,
    truth,
    words_of,
)

Compare = Callable[[Any, Any], Any]


def select(condition: Mask, then: Column, otherwise: Column) -> Column:
    """One column where a condition holds, another elsewhere; so are its missing cells."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    if isinstance(then, Numbers) and isinstance(otherwise, Numbers):
        return arithmetic.select(condition, then, otherwise)
    left, right = _joined(then, otherwise)
    codes = np.where(condition, left.codes, right.codes)
    return Words(codes, left.vocabulary, chosen_missing(condition, then, otherwise))


def _joined(*columns: Column) -> list[Words]:
    """Columns with one vocabulary, in alphabetical order where all of it are words."""
    worded = [_worded(column) for column in columns]
    values: dict[Value, None] = dict.fromkeys(value for words in worded for value in words.vocabulary)
    vocabulary = tuple(values)
    if all(isinstance(value, str) for value in values):
        vocabulary = tuple(sorted(values, key=str))
    places = {value: place for place, value in enumerate(vocabulary)}
    return [_recoded(words, places) for words in worded]


def _recoded(words: Words, places: Mapping[Value, int]) -> Words:
    codes = np.array([places[value] for value in words.vocabulary], dtype=np.int64)
    return Words(codes[words.codes] if len(codes) else words.codes, tuple(places), words.missing)


def _worded(column: Column) -> Words:
    """A column of numbers as words that happen to be numbers; where nothing is known, without vocabulary."""
    if isinstance(column, Words):
        return column
    if column.missing is True:
        return Words(0, (), True)
    arrays = (column.numerator, column.divisor, column.missing)
    sizes = [len(array) for array in arrays if isinstance(array, np.ndarray)]
    if sizes:
        return words_of(column.values(sizes[0]))
    return Words(0, words_of(column.values(1)).vocabulary)


def _compare(compare: Compare) -> Callable[[Column, Column], Numbers]:
    ordering = compare not in (operator.eq, operator.ne)

    def operation(left: Column, right: Column) -> Numbers:
        if isinstance(left, Numbers) and isinstance(right, Numbers):
            return arithmetic.compared(compare, left, right)
        first, second = _joined(left, right)
        if ordering and not all(isinstance(value, str) for value in first.vocabulary):
            raise TypeError(f"words have no order among numbers: {first.vocabulary!r}")
        return truth(compare(first.codes, second.codes), either_missing(left, right))

    return operation


less, equal = _compare(operator.lt), _compare(operator.eq)


def _numeric(operation: Callable[..., Numbers]) -> Callable[..., Numbers]:
    return lambda *columns: operation(*map(numeric, columns))


def _negate(value: Numbers) -> Numbers:
    return truth(value.numerator == 0, value.missing)


STRICT: Mapping[str, Callable[..., Column]] = {
    "add": _numeric(arithmetic.add),
    "subtract": _numeric(arithmetic.subtract),
    "multiply": _numeric(arithmetic.multiply),
    "divide": _numeric(arithmetic.divide),
    "negative": _numeric(arithmetic.negative),
    "absolute": _numeric(arithmetic.absolute),
    "maximum": _numeric(arithmetic.maximum),
    "minimum": _numeric(arithmetic.minimum),
    "clip": _numeric(arithmetic.clip),
    "less": less,
    "at_most": _compare(operator.le),
    "more": _compare(operator.gt),
    "at_least": _compare(operator.ge),
    "equal": equal,
    "unequal": _compare(operator.ne),
    "negate": _numeric(_negate),
    "whole_down": _numeric(arithmetic.whole_down),
    "whole_up": _numeric(lambda value: arithmetic.negative(arithmetic.whole_down(arithmetic.negative(value)))),
    "whole_half": _numeric(lambda value: arithmetic.rounded(value, 0)),
    "round": _numeric(arithmetic.rounded_to),
}
