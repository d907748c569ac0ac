"""A grid to type in, as a spreadsheet: units down, items across, each cell with its limits and what is beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


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
    read and not changed; `why` says the reason, such as 回避. `href` leads to what was ever said there. `choices` are the
    words to choose from, where there are such; they can be typed and pasted as well.
    """

    value: str = ""
    version: str = ""
    beside: str = ""
    wrong: str = ""
    closed: bool = False
    why: str = ""
    saved: str | None = None
    href: str = ""
    choices: tuple[str, ...] = ()
    number: bool = True


@dataclass(frozen=True)
class GridRow:
    """One unit with a cell for every column."""

    key: str
    title: str
    cells: tuple[GridCell, ...]

    @property
    def wrong(self) -> bool:
        """Whether something in it is wrong: the row below it says what, across all columns."""
        return any(cell.wrong for cell in self.cells)


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
    def editable(self) -> bool:
        """Whether anything can be typed into it now."""
        return self.open and any(not cell.closed for row in self.rows for cell in row.cells)

    @cached_property
    def lists(self) -> dict[tuple[str, ...], str]:
        """Every list of words that some cell offers, with a name for it."""
        found = dict.fromkeys(cell.choices for row in self.rows for cell in row.cells if cell.choices)
        return {choices: f"grid-words-{number}" for number, choices in enumerate(found, start=1)}

    @property
    def lines(self) -> tuple[tuple[GridRow, tuple[tuple[GridColumn, GridCell, str], ...]], ...]:
        """Every row with its cells beside their columns, and the name of the list that a cell offers."""
        return tuple(
            (
                row,
                tuple(
                    (column, cell, self.lists.get(cell.choices, ""))
                    for column, cell in zip(self.columns, row.cells, strict=True)
                ),
            )
            for row in self.rows
        )
