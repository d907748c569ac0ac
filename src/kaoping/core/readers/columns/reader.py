"""The columns reader: every formula for all units at once, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from kaoping.core.facts import Facts, Value
from kaoping.core.formula import Peers
from kaoping.core.program import Program
from kaoping.core.readers.columns.batch import Batch
from kaoping.core.readers.columns.column import NOTHING, Array, Column, column_of, numeric
from kaoping.core.readers.columns.facts import FactColumns
from kaoping.core.readers.columns.peers import compared


class ColumnsReader:
    """Evaluates each cell once for all units; equal to the exact reader in every cell.

    Units with the same program object are computed together; one program may be given for all units.
    """

    def __init__(self, programs: Mapping[str, Program] | Program, facts: Facts | FactColumns) -> None:
        self.programs = programs
        self.facts = facts if isinstance(facts, FactColumns) else FactColumns.of(facts)
        self._columns: dict[str, Column] = {}
        self._statistics: dict[Peers, Column] = {}

    @cached_property
    def batches(self) -> tuple[Batch, ...]:
        """The units by program."""
        if isinstance(self.programs, Program):
            return (self._batch(self.programs, np.arange(len(self.facts.units))),)
        sharing: dict[int, list[int]] = {}
        for place, unit in enumerate(self.facts.units):
            sharing.setdefault(id(self.programs[unit.id]), []).append(place)
        programs = {id(program): program for program in self.programs.values()}
        return tuple(self._batch(programs[program], np.array(places)) for program, places in sharing.items())

    def _batch(self, program: Program, places: Array) -> Batch:
        return Batch(program, self.facts, places, self._statistic)

    def column(self, cell: str) -> Column:
        """A node's value for every unit, in the order of the facts; missing, too, where the program lacks the node."""
        if cell not in self._columns:
            self._columns[cell] = self._joined(cell)
        return self._columns[cell]

    def values(self, cell: str) -> tuple[Value | None, ...]:
        """A node's value for every unit as fractions and words; None where missing."""
        return tuple(self.column(cell).values(len(self.facts.units)))

    def having(self, cell: str) -> Array:
        """Which units' programs have the node."""
        found = np.zeros(len(self.facts.units), dtype=np.bool_)
        for batch in self._with(cell):
            found[batch.units] = True
        return found

    def _with(self, cell: str) -> list[Batch]:
        return [batch for batch in self.batches if cell in batch.program.node]

    def _joined(self, cell: str) -> Column:
        batches = self._with(cell)
        if not batches:
            return NOTHING
        if len(self.batches) == 1:
            return batches[0].cell(cell)
        cells: list[Value | None] = [None] * len(self.facts.units)
        for batch in batches:
            for place, value in zip(batch.units.tolist(), batch.cell(cell).values(batch.size), strict=True):
                cells[place] = value
        return column_of(cells)

    def _statistic(self, peers: Peers) -> Column:
        if peers not in self._statistics:
            cells, having = numeric(self.column(peers.cell.id)), self.having(peers.cell.id)
            self._statistics[peers] = compared(peers, cells, having, self.facts.groups)
        return self._statistics[peers]
