"""Facts as columns: one array per value asked for, one table of arrays per kind of row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kaoping.core.facts import Facts, Row, Unit, Value
from kaoping.core.readers.columns.column import NOTHING, Array, Column, Words, column_of


@dataclass(frozen=True, eq=False)
class RowColumns:
    """The rows of one table: the place of each row's unit, ascending, and a column per field, the address as `item`.

    The rows of one unit stand in canonical order.
    """

    owner: Array
    fields: Mapping[str, Column]

    def field(self, name: str) -> Column:
        """A field of every row; missing in all where no row has it."""
        return self.fields.get(name, NOTHING)

    @cached_property
    def _below(self) -> Mapping[str, list[Array]]:
        """The places of the rows at each address and below it, one array per exact address."""
        addresses = self.fields["item"]
        assert isinstance(addresses, Words)
        codes = np.broadcast_to(addresses.codes, len(self.owner))
        order = np.argsort(codes, kind="stable")
        ends = np.searchsorted(codes[order], np.arange(1, len(addresses.vocabulary)))
        found: dict[str, list[Array]] = {}
        for address, places in zip(addresses.vocabulary, np.split(order, ends), strict=True):
            parts = str(address).split(".")
            for length in range(1, len(parts) + 1):
                found.setdefault(".".join(parts[:length]), []).append(places)
        return found

    def at(self, items: tuple[str, ...]) -> Array:
        """The places of the rows that stand at one of the addresses or below it."""
        found = [places for item in items for places in self._below.get(item, ())]
        return found[0] if len(found) == 1 else np.unique(np.concatenate([self.owner[:0], *found]))


NO_ROWS = RowColumns(np.zeros(0, dtype=np.int64), {"item": Words(0, ("",))})


@dataclass(frozen=True, eq=False)
class FactColumns:
    """Everything known at one moment about units in a fixed order, one column per value asked for.

    May be built without Facts, for a simulation of thousands of units.
    """

    units: tuple[Unit, ...]
    values: Mapping[tuple[str, str], Column]
    rows: Mapping[str, RowColumns]

    @classmethod
    def of(cls, facts: Facts) -> FactColumns:
        """The columns of the facts."""
        place = {unit.id: number for number, unit in enumerate(facts.units)}
        cells: dict[tuple[str, str], list[Value | None]] = {}
        for (unit, item, name), value in facts.values.items():
            if (item, name) not in cells:
                cells[item, name] = [None] * len(place)
            if unit in place:
                cells[item, name][place[unit]] = value
        values = {key: column_of(column) for key, column in cells.items()}
        tables = sorted({row.table for row in facts.rows})
        return cls(facts.units, values, {table: _row_columns(facts, table) for table in tables})

    def value(self, item: str, name: str) -> Column:
        """A value of every unit; missing for all where nobody has it."""
        return self.values.get((item, name), NOTHING)

    def table(self, name: str) -> RowColumns:
        """The rows of a table."""
        return self.rows.get(name, NO_ROWS)

    @cached_property
    def groups(self) -> Array:
        """The number of each unit's group."""
        names = {name: number for number, name in enumerate(dict.fromkeys(unit.group for unit in self.units))}
        return np.array([names[unit.group] for unit in self.units], dtype=np.int64)


def _row_columns(facts: Facts, table: str) -> RowColumns:
    owners: list[int] = []
    rows: list[Row] = []
    for number, unit in enumerate(facts.units):
        found = facts.by_unit.get((unit.id, table), ())
        owners += [number] * len(found)
        rows += found
    names = dict.fromkeys(name for row in rows for name in row.values)
    fields = {name: column_of([row.values.get(name) for row in rows]) for name in names}
    return RowColumns(np.array(owners, dtype=np.int64), {"item": Words(0, ("",)), **fields})
