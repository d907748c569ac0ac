"""The exact reader: a formula as a Fraction for one unit, with missing facts absorbed and named."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from fractions import Fraction

from kaoping.core.facts import Facts, Row, Value
from kaoping.core.folds import FOLDS, Contender, peer_value, standing
from kaoping.core.formula import Cell, Each, Expression, Fact, Field, Formula, Number, Peers, Word
from kaoping.core.limits import corrected
from kaoping.core.line import Contest, Limit, Line, Quantity
from kaoping.core.missing import NO, YES, Gap, Missing, Result, exact, gaps_in
from kaoping.core.program import Program
from kaoping.core.readers.exact_operations import STRICT
from kaoping.core.readers.scope import Scope
from kaoping.core.text import say


class ExactReader:
    """Evaluates the cells of every unit once, in exact fractions."""

    def __init__(self, programs: Mapping[str, Program], facts: Facts) -> None:
        self.programs = programs
        self.facts = facts
        self._cells: dict[tuple[str, str], Result] = {}
        self._standing: dict[tuple[str, str], frozenset[Hashable]] = {}
        self._groups = {unit.id: facts.groups[unit.group] for unit in facts.units}

    def cell(self, unit: str, cell: str) -> Result:
        """The value of a node: of a Quantity its formula, of a Line its signed amount, of a Limit its correction."""
        key = (unit, cell)
        if key not in self._cells:
            self._cells[key] = self._compute(unit, cell)
        return self._cells[key]

    def _compute(self, unit: str, cell: str) -> Result:
        node = self.programs[unit].node[cell]
        scope = Scope(unit, node.item)
        if isinstance(node, Limit):
            return self._correction(node, scope)
        value = self.value(node.formula, scope)
        if isinstance(node, Quantity) or isinstance(value, Missing):
            return value
        return signed(node, value)

    def _correction(self, limit: Limit, scope: Scope) -> Result:
        parts = [self.cell(scope.unit, cell) for cell in limit.over]
        holds = self.value(limit.when, scope) if limit.when else YES
        bound = self.value(limit.value, scope) if _holds(holds) else NO
        gaps = gaps_in((*parts, bound, holds))
        if gaps:
            return Missing(gaps)
        before = sum((exact(part) for part in parts), Fraction(0))
        return corrected(limit.verb, before, exact(bound), limit.mode) - before if _holds(holds) else NO

    def value(self, expression: Expression, scope: Scope) -> Result:
        """An expression's value in a scope."""
        return _READ[type(expression)](self, expression, scope)

    def fact(self, unit: str, item: str, name: str) -> Result:
        """A unit's value as given, or what is missing."""
        given: Value | None = self.facts.values.get((unit, item, name))
        return given if given is not None else Missing(frozenset({Gap(unit, item, name)}))

    def rows(self, each: Each, scope: Scope) -> tuple[Row, ...]:
        """The rows that a fold runs over: at its addresses, standing, and meeting its condition."""
        rows = self.facts.rows_of(scope.unit, each.table, each.items)
        if each.standing:
            standing = self.standing(scope.unit, each.standing)
            rows = tuple(row for row in rows if id(row) in standing)
        if each.where is None:
            return rows
        return tuple(row for row in rows if _holds(self.value(each.where, _in_row(scope, row))))

    def standing(self, unit: str, contest: str) -> frozenset[Hashable]:
        """The identities of the rows that stand after a contest over their matters."""
        key = (unit, contest)
        if key not in self._standing:
            found = self.programs[unit].contest[contest]
            self._standing[key] = standing(self._contenders(unit, found), found.keep)
        return self._standing[key]

    def _contenders(self, unit: str, contest: Contest) -> Iterator[Contender]:
        scope = Scope(unit)
        for number, member in enumerate(contest.members):
            for row in self.rows(member.rows, scope):
                weight = self.value(member.rows.body, _in_row(scope, row))
                matter, date = row.values.get(contest.by), row.values.get("on")
                known = weight if isinstance(weight, Fraction) else NO
                yield Contender(id(row), matter, known, date, number)

    def peers(self, unit: str, everybody: bool) -> Iterable[str]:
        """The units that a unit is compared with."""
        return [other.id for other in self.facts.units] if everybody else self._groups[unit]


def signed(line: Line, value: Result) -> Result:
    """A line's amount: its formula's value with the line's sign."""
    return -value if line.sign == "-" and isinstance(value, Fraction) else value


def _holds(value: Result) -> bool:
    """Whether a condition holds: any number but 0."""
    return not isinstance(value, Missing) and value != NO


def _in_row(scope: Scope, row: Row) -> Scope:
    return Scope(scope.unit, scope.item, row)


def _number(reader: ExactReader, number: Number, scope: Scope) -> Result:
    return number.value


def _word(reader: ExactReader, word: Word, scope: Scope) -> Result:
    return word.text


def _fact(reader: ExactReader, fact: Fact, scope: Scope) -> Result:
    return reader.fact(scope.unit, fact.item, fact.name)


def _field(reader: ExactReader, field: Field, scope: Scope) -> Result:
    row = _row(scope)
    found = row.values.get(field.name)
    return found if found is not None else Missing(frozenset({Gap(scope.unit, row.item, field.name)}))


def _row(scope: Scope) -> Row:
    if scope.row is None:
        raise TypeError("a field was read outside a row")
    return scope.row


def _cell(reader: ExactReader, cell: Cell, scope: Scope) -> Result:
    return reader.cell(scope.unit, cell.id)


def _formula(reader: ExactReader, formula: Formula, scope: Scope) -> Result:
    lazy = LAZY.get(formula.op)
    if lazy:
        return lazy(reader, formula.args, scope)
    values = [reader.value(arg, scope) for arg in formula.args]
    gaps = gaps_in(values)
    return Missing(gaps) if gaps else STRICT[formula.op](scope, *values)


def _each(reader: ExactReader, each: Each, scope: Scope) -> Result:
    rows = reader.rows(each, scope)
    if not rows and each.needed:
        return Missing(frozenset({Gap(scope.unit, each.items[0], each.table)}))
    if each.fold == "count":
        return Fraction(len(rows))
    entries = [_weighed(reader, each, _in_row(scope, row)) for row in rows]
    gaps = gaps_in(value for value, _, _ in entries) | gaps_in(weight for _, weight, _ in entries)
    if gaps:
        return Missing(gaps)
    cap = reader.value(each.cap, scope) if each.cap else NO
    if isinstance(cap, Missing):
        return cap
    groups: dict[object, list[tuple[Fraction, Fraction]]] = {}
    for value, weight, group in entries:
        groups.setdefault(group, []).append((exact(value), exact(weight)))
    gap = Gap(scope.unit, scope.item, each.table, "zero_denominator")
    return FOLDS[each.fold](each, groups, exact(cap), gap)


def _weighed(reader: ExactReader, each: Each, scope: Scope) -> tuple[Result, Result, object]:
    """A row's value, weight and group; a row without the grouping field is a group of its own."""
    row = _row(scope)
    weight = reader.value(each.weight, scope) if each.weight else YES
    group = row.values.get(each.by) if each.by else None
    own = id(row) if each.by and group is None else group
    return reader.value(each.body, scope), weight, own


def _peers(reader: ExactReader, peers: Peers, scope: Scope) -> Result:
    ranks = peers.kind in ("rank", "rank_up")
    own = reader.cell(scope.unit, peers.cell.id) if ranks else NO
    values = [
        reader.cell(unit, peers.cell.id)
        for unit in reader.peers(scope.unit, peers.everybody)
        if peers.cell.id in reader.programs[unit].node and not (peers.others and unit == scope.unit)
    ]
    if isinstance(own, Missing):
        return own
    if peers.absent == "wait":
        gaps = gaps_in(values)
        if gaps:
            return Missing(gaps)
    known = [exact(value) for value in values if not isinstance(value, Missing)]
    return peer_value(peers.kind, known, own, Gap(scope.unit, scope.item, peers.cell.id, "zero_denominator"))


_READ: Mapping[type, Callable[..., Result]] = {
    Number: _number,
    Word: _word,
    Fact: _fact,
    Field: _field,
    Cell: _cell,
    Formula: _formula,
    Each: _each,
    Peers: _peers,
}


def _both(reader: ExactReader, args: tuple[Expression, ...], scope: Scope) -> Result:
    for arg in args:
        value = reader.value(arg, scope)
        if value == NO or isinstance(value, Missing):
            return value
    return YES


def _either(reader: ExactReader, args: tuple[Expression, ...], scope: Scope) -> Result:
    for arg in args:
        value = reader.value(arg, scope)
        if isinstance(value, Missing):
            return value
        if _holds(value):
            return YES
    return NO


def _if(reader: ExactReader, args: tuple[Expression, ...], scope: Scope) -> Result:
    condition = reader.value(args[0], scope)
    if isinstance(condition, Missing):
        return condition
    return reader.value(args[1] if _holds(condition) else args[2], scope)


def _given(reader: ExactReader, args: tuple[Expression, ...], scope: Scope) -> Result:
    return NO if isinstance(reader.value(args[0], scope), Missing) else YES


def _first_given(reader: ExactReader, args: tuple[Expression, ...], scope: Scope) -> Result:
    first = reader.value(args[0], scope)
    return reader.value(args[1], scope) if isinstance(first, Missing) else first


def _bands(reader: ExactReader, args: tuple[Expression, ...], scope: Scope) -> Result:
    value = reader.value(args[0], scope)
    found = args[1]
    for edge, closed, worth in zip(args[2::3], args[3::3], args[4::3], strict=True):
        bound = reader.value(edge, scope)
        gaps = gaps_in((value, bound))
        if gaps:
            return Missing(gaps)
        reached = value == bound and _holds(reader.value(closed, scope))
        found = worth if reached or exact(value) > exact(bound) else found
    return reader.value(found, scope)


def _choose(reader: ExactReader, args: tuple[Expression, ...], scope: Scope) -> Result:
    key = reader.value(args[0], scope)
    if isinstance(key, Missing):
        return key
    for label, worth in zip(args[1::2], args[2::2], strict=True):
        if key == reader.value(label, scope):
            return reader.value(worth, scope)
    return Missing(frozenset({Gap(scope.unit, scope.item, say(key, "en"), "unlisted")}))


LAZY: Mapping[str, Callable[[ExactReader, tuple[Expression, ...], Scope], Result]] = {
    "both": _both,
    "either": _either,
    "if": _if,
    "given": _given,
    "first_given": _first_given,
    "bands": _bands,
    "choose": _choose,
}
