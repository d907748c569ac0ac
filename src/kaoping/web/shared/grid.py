"""A grid to type in, as a spreadsheet: units down, items across, each cell with its limits and what is beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class GridColumn:
    """An item of the grid: its name, what may be entered, and its limits as decimal text (empty: none)."""

    key: str
    title: str
    hint: str = ""
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class GridCell:
    """One field: what stands in it, which version that is, what the unit itself claims, what is wrong with it.

    A closed cell can be read and not changed; `why` says the reason, such as 回避.
    """

    value: str = ""
    version: str = ""
    beside: str = ""
    wrong: str = ""
    closed: bool = False
    why: str = ""


@dataclass(frozen=True)
class GridRow:
    """One unit with a cell for every column."""

    key: str
    title: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True)
class EntryGrid:
    """The whole grid; it is sent to `address` as fields named cell:ROW:COLUMN, each with version:ROW:COLUMN."""

    caption: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    address: str

    @property
    def lines(self) -> tuple[tuple[GridRow, tuple[tuple[GridColumn, GridCell], ...]], ...]:
        """Every row with its cells beside their columns."""
        return tuple((row, tuple(zip(self.columns, row.cells, strict=True))) for row in self.rows)
