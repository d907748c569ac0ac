"""Values from a grid: units, or units and tasks, in rows; what every column asks for in a row of ids above them."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.files.facts.document import Entry
from kaoping.files.facts.layout import FOR_PEOPLE, IDS, ITEM_COLUMN, meaning, plain
from kaoping.files.facts.notes import Notes
from kaoping.files.facts.sheet_rows import SheetRows, note_stray
from kaoping.schemes.nodes import Node


def ids_row(rows: SheetRows) -> int | None:
    """The row that begins with 编号 or Ids."""
    firsts = {row: plain(cells[min(cells)].text) for row, cells in sorted(rows.rows.items()) if cells}
    return next((row for row, text in firsts.items() if text in meaning({"ids": IDS})), None)


def grid_entries(rows: SheetRows) -> Iterator[Entry]:
    """One entry of the table `values` for every cell that is filled."""
    row = ids_row(rows)
    if row is None:
        return
    ids = {column: cell.text.strip() for column, cell in rows.rows[row].items()}
    unit_column = min(ids)
    item_column = next((column for column, words in ids.items() if words == ITEM_COLUMN), 0)
    for number, cells in rows.below(row):
        unit, item = (cells.pop(column, rows.node(number, column)) for column in (unit_column, item_column))
        for column, node in cells.items():
            found = _names(node, rows.node(row, column, ids.get(column, "")), rows.notes)
            if found:
                yield Entry(node, {"unit": unit, "item": item, **found, "value": node})


def _names(node: Node, heading: Node, notes: Notes) -> dict[str, Node]:
    """The name of what stands in a column, and its item where the heading has one; none where people read it."""
    *place, name = str(heading.value).split() or [""]
    if not name:
        note_stray(node, notes)
    if name in ("", FOR_PEOPLE):
        return {}
    return {key: heading._replace(value=word) for key, word in zip(("name", "item"), (name, *place), strict=False)}
