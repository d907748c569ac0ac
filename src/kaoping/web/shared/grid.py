"""A grid to type in, as a spreadsheet: units down, items across, each cell with its limits and what is beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class GridColumn:
    """A column of the grid: its name, what may be entered, and its limits as decimal text (empty: none).

    A column of words, such as reasons, is wider and has no limits.
    """

    key: str
    title: str
    hint: str = ""
    low: str = ""
    high: str = ""
    words: bool = False


@dataclass(frozen=True)
class GridCell:
    """One field: what stands in it, which version that is, what the unit itself claims, what is wrong with it.

    `saved` is what stood in it when the page was made: a field with other words is not saved yet. A closed cell can be
    read and not changed; `why` says the reason, such as 回避. `href` leads to what was ever said there.
    """

    value: str = ""
    version: str = ""
    beside: str = ""
    wrong: str = ""
    closed: bool = False
    why: str = ""
    saved: str | None = None
    href: str = ""


@dataclass(frozen=True)
class GridRow:
    """One unit with a cell for every column."""

    key: str
    title: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True)
class EntryGrid:
    """The whole grid; it is sent to `address` as fields named cell:ROW:COLUMN, each with version:ROW:COLUMN.

    `heading` names the rows. With `asks_why` there is a field for the reason of changes; `why` is what stands in it.
    With `in_place` a few changed cells are saved alone, and the page stays. `since` is the line of the journal that the
    page knows of; it comes back with the fields.
    """

    caption: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    address: str
    heading: str = ""
    asks_why: bool = False
    why: str = ""
    open: bool = True
    in_place: bool = False
    since: int | None = None

    @property
    def lines(self) -> tuple[tuple[GridRow, tuple[tuple[GridColumn, GridCell], ...]], ...]:
        """Every row with its cells beside their columns."""
        return tuple((row, tuple(zip(self.columns, row.cells, strict=True))) for row in self.rows)
