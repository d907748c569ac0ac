"""How an expression is read for all units or rows in a scope: a table from the kind of expression to a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Protocol

import numpy as np

from kaoping.core.facts import Value
from kaoping.core.formula import Cell, Each, Expression, Fact, Field, Formula, Number, Peers, Word
from kaoping.core.readers.columns.column import (
    NOTHING,
    Column,
    Mask,
    Words,
    certain,
    column_of,
    constant,
    holding,
    mask,
    opposite,
    truth,
    without,
)
from kaoping.core.readers.columns.operations import STRICT, equal, less, select


class ColumnScope(Protocol):
    """Where an expression is read: for the units of a batch, or for some of their rows."""

    def fact(self, fact: Fact) -> Column:
        """The value of a fact in each cell."""

    def field(self, name: str) -> Column:
        """A field of each row; outside rows a TypeError."""

    def cell(self, cell: str) -> Column:
        """An earlier node."""

    def total(self, cells: tuple[str, ...]) -> Column:
        """The sum of earlier nodes."""

    def each(self, each: Each) -> Column:
        """A fold over the rows of the units."""

    def peers(self, peers: Peers) -> Column:
        """A statistic of the units' peers."""


def value(scope: ColumnScope, expression: Expression) -> Column:
    """An expression's value in every cell of a scope."""
    return _READ[type(expression)](scope, expression)


def _formula(scope: ColumnScope, formula: Formula) -> Column:
    if formula.op == "add" and all(isinstance(arg, Cell) for arg in formula.args):
        return scope.total(tuple(arg.id for arg in formula.args if isinstance(arg, Cell)))
    lazy = LAZY.get(formula.op)
    if lazy:
        return lazy(scope, formula.args)
    return STRICT[formula.op](*(value(scope, arg) for arg in formula.args))


_READ: Mapping[type, Callable[..., Column]] = {
    Number: lambda scope, number: constant(number.value),
    Word: lambda scope, word: Words(0, (word.text,)),
    Fact: lambda scope, fact: scope.fact(fact),
    Field: lambda scope, field: scope.field(field.name),
    Cell: lambda scope, cell: scope.cell(cell.id),
    Formula: _formula,
    Each: lambda scope, each: scope.each(each),
    Peers: lambda scope, peers: scope.peers(peers),
}


def _decided(by: bool) -> Callable[[ColumnScope, tuple[Expression, ...]], Column]:
    """Read from left to right up to the first argument that is missing or, being `by`, decides."""

    def operation(scope: ColumnScope, args: tuple[Expression, ...]) -> Column:
        undecided: Mask = True
        missing: Mask = False
        decided: Mask = False
        for arg in args:
            column = value(scope, arg)
            gap = mask(undecided & column.missing)
            hit = mask(undecided & opposite(gap) & (holding(column) == by))
            missing, decided = mask(missing | gap), mask(decided | hit)
            undecided = mask(undecided & opposite(gap) & opposite(hit))
        return truth(decided if by else opposite(decided), missing)

    return operation


def _if(scope: ColumnScope, args: tuple[Expression, ...]) -> Column:
    condition, then, otherwise = (value(scope, arg) for arg in args)
    return without(select(holding(condition), then, otherwise), condition.missing)


def _given(scope: ColumnScope, args: tuple[Expression, ...]) -> Column:
    return truth(opposite(value(scope, args[0]).missing))


def _first_given(scope: ColumnScope, args: tuple[Expression, ...]) -> Column:
    first, second = (value(scope, arg) for arg in args)
    return select(first.missing, second, first)


def _bands(scope: ColumnScope, args: tuple[Expression, ...]) -> Column:
    subject, found = value(scope, args[0]), value(scope, args[1])
    gaps = subject.missing
    for edge, closed, worth in zip(args[2::3], args[3::3], args[4::3], strict=True):
        bound = value(scope, edge)
        above = mask(holding(less(bound, subject)) | (certain(value(scope, closed)) & holding(equal(bound, subject))))
        found = select(above, value(scope, worth), found)
        gaps = mask(gaps | bound.missing)
    return without(found, gaps)


def _choose(scope: ColumnScope, args: tuple[Expression, ...]) -> Column:
    key = value(scope, args[0])
    pairs = tuple(arg for arg in args[1:] if isinstance(arg, (Number, Word)))
    if isinstance(key, Words) and len(pairs) == len(args) - 1:
        return without(_worths(key.vocabulary, pairs).take(np.asarray(key.codes)), key.missing)
    found: Column = NOTHING
    for label, worth in reversed(list(zip(args[1::2], args[2::2], strict=True))):
        found = select(certain(equal(key, value(scope, label))), value(scope, worth), found)
    return without(found, key.missing)


@lru_cache(maxsize=1000)
def _worths(vocabulary: tuple[Value, ...], pairs: tuple[Number | Word, ...]) -> Column:
    """A table of constants: looked up once for each word of the vocabulary instead of once for each cell."""
    values = [part.value if isinstance(part, Number) else part.text for part in pairs]
    listed = dict(zip(reversed(values[0::2]), reversed(values[1::2]), strict=True))
    return column_of([listed.get(word) for word in vocabulary])


LAZY: Mapping[str, Callable[[ColumnScope, tuple[Expression, ...]], Column]] = {
    "both": _decided(by=False),
    "either": _decided(by=True),
    "if": _if,
    "given": _given,
    "first_given": _first_given,
    "bands": _bands,
    "choose": _choose,
}
