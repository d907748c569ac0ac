"""Values from a grid: units, or units and tasks, in rows; what every column asks for in a row of ids above them."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.files.facts.document import Entry
from kaoping.files.facts.layout import FOR_PEOPLE, IDS, ITEM_COLUMN
from kaoping.files.facts.notes import Notes
from kaoping.files.facts.sheet_rows import SheetRows, note_stray
from kaoping.schemes.nodes import Node


def ids_row(rows: SheetRows) -> int | None:
    """The row that begins with 编号."""
    firsts = {row: cells[min(cells)].text.strip() for row, cells in sorted(rows.rows.items()) if cells}
    return next((row for row, text in firsts.items() if text == IDS), None)


def grid_entries(rows: SheetRows) -> Iterator[Entry]:
    """One entry of the table `values` for every cell that is filled."""
    row = ids_row(rows)
    if row is None:
        return
    ids = {column: cell.text.split() for column, cell in rows.rows[row].items()}
    unit_column = min(ids)
    item_column = next((column for column, words in ids.items() if words == [ITEM_COLUMN]), None)
    for number, cells in rows.below(row):
        unit = cells.get(unit_column) or rows.node(number, unit_column)
        item = cells.get(item_column) or rows.node(number, item_column) if item_column else None
        for column, node in cells.items():
            if column not in (unit_column, item_column):
                yield from _entry(node, unit, item, rows.node(row, column), ids.get(column, []), rows.notes)


def _entry(node: Node, unit: Node, item: Node | None, heading: Node, words: list[str], notes: Notes) -> Iterator[Entry]:
    *place, name = words or [""]
    if name == FOR_PEOPLE:
        return
    if not name:
        note_stray(node, notes)
        return
    if place:
        item = heading._replace(value=place[0])
    if item is not None:
        yield Entry(node, {"unit": unit, "item": item, "name": heading._replace(value=name), "value": node})
