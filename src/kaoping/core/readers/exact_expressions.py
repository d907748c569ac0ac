"""What each kind of expression is for the exact reader: a function from a scope to its value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Protocol

from kaoping.core.facts import Row
from kaoping.core.folds import FOLDS, peer_value
from kaoping.core.formula import Cell, Each, Expression, Fact, Field, Formula, Number, Peers, Word
from kaoping.core.missing import NO, YES, Gap, Missing, Result, exact, gaps_in, holds
from kaoping.core.program import Program
from kaoping.core.readers.exact_operations import STRICT
from kaoping.core.readers.scope import Scope
from kaoping.core.text import say

Read = Callable[[Scope], Result]


class _Reader(Protocol):
    """What an expression asks of the exact reader."""

    programs: Mapping[str, Program]

    def read(self, expression: Expression) -> Read:
        """What finds an expression's value in any scope."""

    def cell(self, unit: str, cell: str) -> Result:
        """The value of a node."""

    def fact(self, unit: str, item: str, name: str) -> Result:
        """A unit's value as given."""

    def rows(self, each: Each, scope: Scope) -> tuple[Row, ...]:
        """The rows that a fold runs over."""

    def peers(self, unit: str, *, everybody: bool) -> tuple[str, ...]:
        """The units that a unit is compared with."""


def reading(reader: _Reader, expression: Expression) -> Read:
    """What finds an expression's value: its parts are looked up once, not for every unit."""
    return _READ[type(expression)](reader, expression)


def _number(reader: _Reader, number: Number) -> Read:
    value = number.value
    return lambda scope: value


def _word(reader: _Reader, word: Word) -> Read:
    text = word.text
    return lambda scope: text


def _fact(reader: _Reader, fact: Fact) -> Read:
    item, name, value = fact.item, fact.name, reader.fact
    return lambda scope: value(scope.unit, item, name)


def _field(reader: _Reader, field: Field) -> Read:
    def read(scope: Scope) -> Result:
        row = _row(scope)
        found = row.values.get(field.name)
        return found if found is not None else Missing(frozenset({Gap(scope.unit, row.item, field.name)}))

    return read


def _row(scope: Scope) -> Row:
    if scope.row is None:
        raise TypeError("a field was read outside a row")
    return scope.row


def _cell(reader: _Reader, cell: Cell) -> Read:
    name, value = cell.id, reader.cell
    return lambda scope: value(scope.unit, name)


def _formula(reader: _Reader, formula: Formula) -> Read:
    reads = [reader.read(arg) for arg in formula.args]
    if formula.op in LAZY:
        return LAZY[formula.op](reads)
    operation = STRICT[formula.op]

    def read(scope: Scope) -> Result:
        values = [part(scope) for part in reads]
        for value in values:
            if isinstance(value, Missing):
                return Missing(gaps_in(values))
        return operation(scope, *values)

    return read


def _each(reader: _Reader, each: Each) -> Read:
    fold, body = FOLDS.get(each.fold), reader.read(each.body)
    weight = reader.read(each.weight) if each.weight else None
    cap = reader.read(each.cap) if each.cap else None

    def read(scope: Scope) -> Result:
        rows = reader.rows(each, scope)
        if not rows and each.needed:
            return Missing(frozenset({Gap(scope.unit, each.items[0], each.table)}))
        if fold is None:
            return Fraction(len(rows))
        inside = [Scope(scope.unit, scope.item, row) for row in rows]
        values = [body(row) for row in inside]
        weights = [weight(row) for row in inside] if weight else [YES] * len(rows)
        gaps = gaps_in(values) | gaps_in(weights)
        if gaps:
            return Missing(gaps)
        most = cap(scope) if cap else NO
        if isinstance(most, Missing):
            return most
        gap = Gap(scope.unit, scope.item, each.table, "zero_denominator")
        return fold(each, _grouped(each, rows, values, weights), exact(most), gap)

    return read


def _grouped(
    each: Each, rows: Sequence[Row], values: Sequence[Result], weights: Sequence[Result]
) -> dict[object, list[tuple[Fraction, Fraction]]]:
    """The rows' values and weights by group; a row without the grouping field is a group of its own."""
    groups: dict[object, list[tuple[Fraction, Fraction]]] = {}
    for row, value, weight in zip(rows, values, weights, strict=True):
        group = row.values.get(each.by, id(row)) if each.by else None
        groups.setdefault(group, []).append((exact(value), exact(weight)))
    return groups


def _peers(reader: _Reader, peers: Peers) -> Read:
    cell, ranks = peers.cell.id, peers.kind in ("rank", "rank_up")

    def read(scope: Scope) -> Result:
        own = reader.cell(scope.unit, cell) if ranks else NO
        values = [
            reader.cell(unit, cell)
            for unit in reader.peers(scope.unit, everybody=peers.everybody)
            if cell in reader.programs[unit].node and not (peers.others and unit == scope.unit)
        ]
        if isinstance(own, Missing):
            return own
        gaps = gaps_in(values)
        if gaps and peers.absent == "wait":
            return Missing(gaps)
        known = [exact(value) for value in values if not isinstance(value, Missing)]
        return peer_value(peers.kind, known, own, Gap(scope.unit, scope.item, cell, "zero_denominator"))

    return read


_READ: Mapping[type, Callable[..., Read]] = {
    Number: _number,
    Word: _word,
    Fact: _fact,
    Field: _field,
    Cell: _cell,
    Formula: _formula,
    Each: _each,
    Peers: _peers,
}


def _both(reads: Sequence[Read]) -> Read:
    def read(scope: Scope) -> Result:
        for part in reads:
            value = part(scope)
            if isinstance(value, Missing) or not holds(value):
                return value
        return YES

    return read


def _either(reads: Sequence[Read]) -> Read:
    def read(scope: Scope) -> Result:
        for part in reads:
            value = part(scope)
            if isinstance(value, Missing):
                return value
            if holds(value):
                return YES
        return NO

    return read


def _if(reads: Sequence[Read]) -> Read:
    condition, then, otherwise = reads

    def read(scope: Scope) -> Result:
        met = condition(scope)
        if isinstance(met, Missing):
            return met
        return then(scope) if holds(met) else otherwise(scope)

    return read


def _given(reads: Sequence[Read]) -> Read:
    (asked,) = reads
    return lambda scope: NO if isinstance(asked(scope), Missing) else YES


def _first_given(reads: Sequence[Read]) -> Read:
    first, second = reads

    def read(scope: Scope) -> Result:
        found = first(scope)
        return second(scope) if isinstance(found, Missing) else found

    return read


def _bands(reads: Sequence[Read]) -> Read:
    subject, lowest = reads[:2]
    steps = list(zip(reads[2::3], reads[3::3], reads[4::3], strict=True))

    def read(scope: Scope) -> Result:
        value, found = subject(scope), lowest
        for edge, closed, worth in steps:
            bound = edge(scope)
            gaps = gaps_in((value, bound))
            if gaps:
                return Missing(gaps)
            reached = value == bound and holds(closed(scope))
            found = worth if reached or exact(value) > exact(bound) else found
        return found(scope)

    return read


def _choose(reads: Sequence[Read]) -> Read:
    subject, pairs = reads[0], list(zip(reads[1::2], reads[2::2], strict=True))

    def read(scope: Scope) -> Result:
        key = subject(scope)
        if isinstance(key, Missing):
            return key
        for label, worth in pairs:
            if key == label(scope):
                return worth(scope)
        return Missing(frozenset({Gap(scope.unit, scope.item, say(key, "en"), "unlisted")}))

    return read


LAZY: Mapping[str, Callable[[Sequence[Read]], Read]] = {
    "both": _both,
    "either": _either,
    "if": _if,
    "given": _given,
    "first_given": _first_given,
    "bands": _bands,
    "choose": _choose,
}
