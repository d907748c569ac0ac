"""The units that share a program, and some of their rows: places where expressions are read, each cell once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from kaoping.core.folds import Contender, standing
from kaoping.core.formula import Each, Fact, Peers
from kaoping.core.line import Contest, Limit, Node, Quantity
from kaoping.core.missing import NO
from kaoping.core.program import Program
from kaoping.core.readers.columns.arithmetic import add, negative, select, subtract
from kaoping.core.readers.columns.column import (
    ONE,
    ZERO,
    Array,
    Column,
    Mask,
    Numbers,
    Words,
    certain,
    column_of,
    either_missing,
    holding,
    known,
    numeric,
    without,
)
from kaoping.core.readers.columns.evaluation import value
from kaoping.core.readers.columns.facts import FactColumns, RowColumns
from kaoping.core.readers.columns.folds import FOLDS, Rows, any_missing, counts, order_key
from kaoping.core.readers.columns.limits import corrected

Standing = frozenset[Hashable]


class Batch:
    """Evaluates the cells of the units that share a program; `statistic` compares all units."""

    def __init__(
        self, program: Program, facts: FactColumns, units: Array, statistic: Callable[[Peers], Column]
    ) -> None:
        self.program, self.facts, self.units = program, facts, units
        self.size = len(units)
        self._place = np.full(len(facts.units), -1)
        self._place[units] = np.arange(self.size)
        self._statistic = statistic
        self._cells: dict[str, Column] = {}
        self._facts: dict[Fact, Column] = {}
        self._runs: dict[str, list[tuple[tuple[str, ...], Numbers]]] = {}
        self._rows: dict[tuple[str, tuple[str, ...]], Selection] = {}
        self._standing: dict[str, Standing] = {}

    def cell(self, cell: str) -> Column:
        """The values of a node: of a Quantity its formula, of a Line its signed amount, of a Limit its correction."""
        if cell not in self._cells:
            self._cells[cell] = self._compute(self.program.node[cell])
        return self._cells[cell]

    def _compute(self, node: Node) -> Column:
        if isinstance(node, Limit):
            return self._correction(node)
        column = value(self, node.formula)
        return column if isinstance(node, Quantity) or node.sign == "+" else negative(numeric(column))

    def _correction(self, limit: Limit) -> Column:
        before, bound = self.total(limit.over), numeric(value(self, limit.value))
        after, change = corrected(limit.verb, before, bound, limit.mode)
        if limit.when:
            holds = value(self, limit.when)
            after = numeric(without(select(holding(holds), after, before), holds.missing))
            change = subtract(after, before)
        run = (*limit.over, limit.id)
        self._runs.setdefault(run[0], []).append((run, after))
        return change

    def total(self, cells: tuple[str, ...]) -> Numbers:
        """The sum of some nodes; of those up to and with a limit it is known already what the limit has made."""
        columns = {cell: numeric(self.cell(cell)) for cell in cells}
        parts, place = [], 0
        while place < len(cells):
            run = max(self._runs_at(cells, place), key=lambda run: len(run[0]), default=None)
            parts.append(run[1] if run else columns[cells[place]])
            place += len(run[0]) if run else 1
        return add(*parts) if parts else ZERO

    def _runs_at(self, cells: tuple[str, ...], place: int) -> Iterator[tuple[tuple[str, ...], Numbers]]:
        for run, after in self._runs.get(cells[place], ()):
            if cells[place : place + len(run)] == run:
                yield run, after

    def fact(self, fact: Fact) -> Column:
        """The value of a fact for each unit."""
        if fact not in self._facts:
            self._facts[fact] = self._own(self.facts.value(fact.item, fact.name))
        return self._facts[fact]

    def field(self, name: str) -> Column:
        """Units have no fields."""
        raise TypeError(f"the field {name} was read outside a row")

    def peers(self, peers: Peers) -> Column:
        """A statistic of each unit's peers."""
        return self._own(self._statistic(peers))

    def _own(self, column: Column) -> Column:
        everyone = self.size == len(self.facts.units)
        return column if everyone else settled(column.take(self.units), self.size)

    def each(self, each: Each) -> Column:
        """A fold over the rows of each unit."""
        rows = self.rows(each)
        lost: Mask = counts(rows.owner, self.size).numerator == 0 if each.needed else False
        if each.fold == "count":
            return without(counts(rows.owner, self.size), lost)
        worth, weight = numeric(value(rows, each.body)), numeric(value(rows, each.weight)) if each.weight else ONE
        cap = numeric(value(self, each.cap)) if each.cap else ZERO
        group = rows.groups(each.by)
        gaps = any_missing(either_missing(worth, weight), rows.owner, self.size)
        found = FOLDS[each.fold](each, Rows(rows.owner, self.size, known(worth), known(weight), group, known(cap)))
        return without(without(without(found, lost), gaps), cap.missing)

    def rows(self, each: Each) -> Selection:
        """The rows that a fold runs over: at its addresses, standing, and meeting its condition."""
        rows = self._rows_at(each.table, each.items)
        if each.standing:
            standing = self.standing(each.standing)
            rows = rows.among(np.array([(each.table, row) in standing for row in rows.index.tolist()], dtype=np.bool_))
        if each.where is None:
            return rows
        return rows.among(np.broadcast_to(certain(value(rows, each.where)), len(rows.index)))

    def _rows_at(self, name: str, items: tuple[str, ...]) -> Selection:
        if (name, items) not in self._rows:
            table = self.facts.table(name)
            index = table.at(items)
            place = self._place[table.owner[index]]
            self._rows[name, items] = Selection(self, table, index, place).among(place >= 0)
        return self._rows[name, items]

    def standing(self, contest: str) -> Standing:
        """The rows (table and place in it) that stand after a contest over their matters."""
        if contest not in self._standing:
            found = self.program.contest[contest]
            self._standing[contest] = standing(self._contenders(found), found.keep)
        return self._standing[contest]

    def _contenders(self, contest: Contest) -> Iterator[Contender]:
        for number, member in enumerate(contest.members):
            rows = self.rows(member.rows)
            size = len(rows.index)
            weights, matters = value(rows, member.rows.body).values(size), rows.field(contest.by).values(size)
            dates = rows.field("on").values(size)
            cells = zip(rows.index.tolist(), rows.owner.tolist(), weights, matters, dates, strict=True)
            for row, owner, weight, matter, date in cells:
                within = None if matter is None else (owner, matter)
                known_weight = weight if isinstance(weight, Fraction) else NO
                yield Contender((member.rows.table, row), within, known_weight, date, number)


def settled(column: Column, size: int) -> Column:
    """Some cells of a column of words and numbers, as numbers where these cells hold no word."""
    mixed = isinstance(column, Words) and not all(isinstance(value, str) for value in column.vocabulary)
    return column_of(column.values(size)) if mixed else column


@dataclass(frozen=True, eq=False)
class Selection:
    """Some rows of a table in order, and the place of each row's unit in the batch."""

    batch: Batch
    table: RowColumns
    index: Array
    owner: Array

    def fact(self, fact: Fact) -> Column:
        """The value of a fact for each row's unit."""
        return self.batch.fact(fact).take(self.owner)

    def field(self, name: str) -> Column:
        """A field of each row."""
        return settled(self.table.field(name).take(self.index), len(self.index))

    def cell(self, cell: str) -> Column:
        """An earlier node of each row's unit."""
        return self.batch.cell(cell).take(self.owner)

    def total(self, cells: tuple[str, ...]) -> Column:
        """The sum of earlier nodes of each row's unit."""
        return self.batch.total(cells).take(self.owner)

    def each(self, each: Each) -> Column:
        """A fold over the rows of each row's unit."""
        return self.batch.each(each).take(self.owner)

    def peers(self, peers: Peers) -> Column:
        """A statistic of the peers of each row's unit."""
        return self.batch.peers(peers).take(self.owner)

    def among(self, chosen: Array) -> Selection:
        """Those rows that are chosen."""
        return Selection(self.batch, self.table, self.index[chosen], self.owner[chosen])

    def groups(self, name: str | None) -> Array:
        """Equal numbers for rows with the same value in a field; a row without it is a group of its own."""
        size = len(self.index)
        if name is None:
            return np.zeros(size, dtype=np.int64)
        column = self.field(name)
        codes = (
            column.codes if isinstance(column, Words) else np.unique(order_key(column, size), return_inverse=True)[1]
        )
        return np.where(column.missing, -1 - np.arange(size), codes)
