"""How an expression is read for all units or rows at a place: a table from the kind of expression to a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from kaoping.core.formula import Cell, Each, Expression, Fact, Field, Formula, Number, Peers, Word
from kaoping.core.readers.columns.column import (
    Column,
    Mask,
    Words,
    constant,
    holding,
    mask,
    opposite,
    truth,
    without,
)
from kaoping.core.readers.columns.operations import STRICT, select


class Place(Protocol):
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


def value(place: Place, expression: Expression) -> Column:
    """An expression's value in every cell of a place."""
    return _READ[type(expression)](place, expression)


def _formula(place: Place, formula: Formula) -> Column:
    if formula.op == "add" and all(isinstance(arg, Cell) for arg in formula.args):
        return place.total(tuple(arg.id for arg in formula.args if isinstance(arg, Cell)))
    lazy = LAZY.get(formula.op)
    if lazy:
        return lazy(place, formula.args)
    return STRICT[formula.op](*(value(place, arg) for arg in formula.args))


_READ: Mapping[type, Callable[..., Column]] = {
    Number: lambda place, number: constant(number.value),
    Word: lambda place, word: Words(0, (word.text,)),
    Fact: lambda place, fact: place.fact(fact),
    Field: lambda place, field: place.field(field.name),
    Cell: lambda place, cell: place.cell(cell.id),
    Formula: _formula,
    Each: lambda place, each: place.each(each),
    Peers: lambda place, peers: place.peers(peers),
}


def _decided(by: bool) -> Callable[[Place, tuple[Expression, ...]], Column]:
    """Read from left to right up to the first argument that is missing or, being `by`, decides."""

    def operation(place: Place, args: tuple[Expression, ...]) -> Column:
        undecided: Mask = True
        missing: Mask = False
        decided: Mask = False
        for arg in args:
            column = value(place, arg)
            gap = mask(undecided & column.missing)
            hit = mask(undecided & opposite(gap) & (holding(column) == by))
            missing, decided = mask(missing | gap), mask(decided | hit)
            undecided = mask(undecided & opposite(gap) & opposite(hit))
        return truth(decided if by else opposite(decided), missing)

    return operation


def _if(place: Place, args: tuple[Expression, ...]) -> Column:
    condition, then, otherwise = (value(place, arg) for arg in args)
    return without(select(holding(condition), then, otherwise), condition.missing)


def _given(place: Place, args: tuple[Expression, ...]) -> Column:
    return truth(opposite(value(place, args[0]).missing))


def _first_given(place: Place, args: tuple[Expression, ...]) -> Column:
    first, second = (value(place, arg) for arg in args)
    return select(first.missing, second, first)


LAZY: Mapping[str, Callable[[Place, tuple[Expression, ...]], Column]] = {
    "both": _decided(by=False),
    "either": _decided(by=True),
    "if": _if,
    "given": _given,
    "first_given": _first_given,
}
