"""The exact reader: a formula as a Fraction for one unit, with missing facts absorbed and named."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from fractions import Fraction

from kaoping.core.facts import Facts, Row, Value
from kaoping.core.folds import Contender, standing
from kaoping.core.formula import Each, Expression
from kaoping.core.limits import corrected
from kaoping.core.line import Contest, Limit, Line, Quantity
from kaoping.core.missing import NO, YES, Gap, Missing, Result, exact, gaps_in, holds
from kaoping.core.numbers import added
from kaoping.core.program import Program
from kaoping.core.readers.exact_expressions import Read, reading
from kaoping.core.readers.scope import Scope


class ExactReader:
    """Evaluates the cells of every unit once, in exact fractions."""

    def __init__(self, programs: Mapping[str, Program], facts: Facts) -> None:
        self.programs = programs
        self.facts = facts
        self._cells: dict[str, dict[str, Result]] = {unit.id: {} for unit in facts.units}
        self._standing: dict[tuple[str, str], frozenset[Hashable]] = {}
        # By identity, as comparing trees is slow; each is kept, so that no other tree takes its identity.
        self._reads: dict[int, tuple[Expression, Read]] = {}
        self._groups = {unit.id: facts.groups[unit.group] for unit in facts.units}
        self._everybody = tuple(unit.id for unit in facts.units)

    def cell(self, unit: str, cell: str) -> Result:
        """The value of a node: of a Quantity its formula, of a Line its signed amount, of a Limit its correction."""
        known = self._cells[unit]
        found = known.get(cell)
        if found is None:
            found = known[cell] = self._compute(unit, cell)
        return found

    def _compute(self, unit: str, cell: str) -> Result:
        node = self.programs[unit].node[cell]
        scope = Scope(unit, node.item)
        if isinstance(node, Limit):
            return self._correction(node, scope)
        value = self.value(node.formula, scope)
        return value if isinstance(node, Quantity) else signed(node, value)

    def _correction(self, limit: Limit, scope: Scope) -> Result:
        parts = [self.cell(scope.unit, cell) for cell in limit.over]
        condition = self.value(limit.when, scope) if limit.when else YES
        applies = holds(condition)
        bound = self.value(limit.value, scope) if applies else NO
        gaps = gaps_in((*parts, bound, condition))
        if gaps:
            return Missing(gaps)
        if not applies:
            return NO
        before = added(map(exact, parts))
        after = corrected(limit.verb, before, exact(bound), limit.mode)
        return NO if after is before else after - before

    def value(self, expression: Expression, scope: Scope) -> Result:
        """An expression's value in a scope."""
        return self.read(expression)(scope)

    def read(self, expression: Expression) -> Read:
        """What finds an expression's value in any scope; made once."""
        found = self._reads.get(id(expression))
        if found is None:
            found = self._reads[id(expression)] = (expression, reading(self, expression))
        return found[1]

    def fact(self, unit: str, item: str, name: str) -> Result:
        """A unit's value as given, or what is missing."""
        given: Value | None = self.facts.values.get((unit, item, name))
        return given if given is not None else Missing(frozenset({Gap(unit, item, name)}))

    def rows(self, each: Each, scope: Scope) -> tuple[Row, ...]:
        """The rows that a fold runs over: at its addresses, standing, and meeting its condition."""
        rows = self.facts.rows_of(scope.unit, each.table, each.items)
        if rows and each.standing:
            standing = self.standing(scope.unit, each.standing)
            rows = tuple(row for row in rows if id(row) in standing)
        if each.where is None or not rows:
            return rows
        where = self.read(each.where)
        return tuple(row for row in rows if holds(where(Scope(scope.unit, scope.item, row))))

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
                weight = self.value(member.rows.body, Scope(unit, "", row))
                matter, date = row.values.get(contest.by), row.values.get("on")
                known = weight if isinstance(weight, Fraction) else NO
                yield Contender(id(row), matter, known, date, number)

    def peers(self, unit: str, *, everybody: bool) -> tuple[str, ...]:
        """The units that a unit is compared with."""
        return self._everybody if everybody else self._groups[unit]


def signed(line: Line, value: Result) -> Result:
    """A line's amount: its formula's value with the line's sign."""
    return -value if line.sign == "-" and isinstance(value, Fraction) and value else value
