"""Where everything stands in the workbook: every fact, every row of facts, every line of every unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kaoping.core.facts import Row, Unit
from kaoping.core.formula import Each, Fact, Field, walk
from kaoping.core.line import Limit, Line, Node
from kaoping.core.program import Program
from kaoping.core.words import FIELD_NAMES
from kaoping.reports.workbook import words
from kaoping.reports.workbook.sheet import FIRST_ROW
from kaoping.schemes.assessment import Assessment, root_of


@dataclass(frozen=True)
class CalculationLine:
    """One row of the calculation: a node of a unit or, where a line folds over rows, one of its rows."""

    place: int
    unit: Unit
    node: Node
    row: Row | None = None


@dataclass(frozen=True)
class TableLayout:
    """One sheet of rows: the fields in their columns, those that formulas read, the contests that rows take part in."""

    table: str
    fields: tuple[str, ...]
    read: frozenset[str]
    contests: tuple[str, ...]
    rows: tuple[Row, ...]


class Layout:
    """The places of all cells, known before the first one is written. Places are row numbers, counted from 0."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.values = {key: place for place, key in enumerate(self._value_keys(), FIRST_ROW)}
        self.tables = {table: layout for table in words.TABLES if (layout := self._table(table)).rows}
        self.rows = {
            id(row): place for table in self.tables.values() for place, row in enumerate(table.rows, FIRST_ROW)
        }
        self.lines = tuple(self._lines())

    @cached_property
    def programs(self) -> tuple[Program, ...]:
        """The different programs, each once."""
        return tuple({id(program): program for program in self.assessment.programs.values()}.values())

    @cached_property
    def cells(self) -> Mapping[tuple[str, str], tuple[int, int]]:
        """The first and the last row of every node of every unit; a fold without rows has none."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for line in self.lines:
            key = (line.unit.id, line.node.id)
            found[key] = (found[key][0] if key in found else line.place, line.place)
        return found

    @cached_property
    def of_unit(self) -> Mapping[str, tuple[int, int]]:
        """The first and the last row of every unit; its rows are next to each other."""
        found: dict[str, tuple[int, int]] = {}
        for line in self.lines:
            found[line.unit.id] = (found.get(line.unit.id, (line.place, 0))[0], line.place)
        return found

    def lines_of(self, unit: str) -> tuple[CalculationLine, ...]:
        """The rows of one unit."""
        first, last = self.of_unit[unit]
        return self.lines[first - FIRST_ROW : last - FIRST_ROW + 1]

    def _value_keys(self) -> Iterator[tuple[str, str, str]]:
        """Every value that is owed, read by a formula, or given; unit by unit, in the scheme's order of items."""
        facts, programs = self.assessment.facts, self.assessment.programs
        given: dict[str, list[tuple[str, str]]] = {}
        for unit, item, name in sorted(facts.values):
            given.setdefault(unit, []).append((item, name))
        wanted = {id(program): tuple(_wanted(program)) for program in self.programs}
        for one in facts.units:
            keys = dict.fromkeys((*wanted[id(programs[one.id])], *given.get(one.id, ())))
            yield from ((one.id, item, name) for item, name in keys)

    def _table(self, table: str) -> TableLayout:
        facts = self.assessment.facts
        rows = tuple(row for unit in facts.units for row in facts.by_unit.get((unit.id, table), ()))
        read = frozenset(name for program in self.programs for name in _fields_read(program, table)) - {"item"}
        known = list(FIELD_NAMES)
        present = {name for row in rows for name, _ in row.fields} | read
        fields = sorted(present - {"item"}, key=lambda name: (known.index(name) if name in known else len(known), name))
        return TableLayout(table, tuple(fields), read, tuple(self._contests(table)), rows)

    def _contests(self, table: str) -> Iterable[str]:
        found = (
            contest.id
            for program in self.programs
            for contest in program.contests
            if any(member.rows.table == table for member in contest.members)
        )
        return dict.fromkeys(found)

    def _lines(self) -> Iterator[CalculationLine]:
        place = FIRST_ROW
        for unit in self.assessment.facts.units:
            for node in self.assessment.programs[unit.id].nodes:
                for row in self._rows_of(unit, node):
                    yield CalculationLine(place, unit, node, row)
                    place += 1

    def _rows_of(self, unit: Unit, node: Node) -> Iterable[Row | None]:
        if not (isinstance(node, Line) and isinstance(node.formula, Each) and node.formula.fold == "sum"):
            return (None,)
        return self.assessment.facts.rows_of(unit.id, node.formula.table, node.formula.items)


def _wanted(program: Program) -> Iterator[tuple[str, str]]:
    asked = [(ask.item, ask.name) for ask in program.asks.values() if not ask.optional]
    read = [(part.item, part.name) for node in program.nodes for part in parts_of(node) if isinstance(part, Fact)]
    order = {item: place for place, item in enumerate(program.item)}
    yield from sorted(dict.fromkeys((*asked, *read)), key=lambda key: order.get(root_of(program, key[0]), len(order)))


def parts_of(node: Node) -> Iterator[object]:
    """Every expression inside a node."""
    formulas = (node.value, node.when) if isinstance(node, Limit) else (node.formula,)
    for formula in formulas:
        if formula is not None:
            yield from walk(formula)


def _fields_read(program: Program, table: str) -> Iterator[str]:
    for node in program.nodes:
        for each in parts_of(node):
            if isinstance(each, Each) and each.table == table:
                yield from (part.name for part in walk(each) if isinstance(part, Field))
                if each.by is not None:
                    yield each.by
