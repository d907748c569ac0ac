"""The rows of one sheet as nodes that know their cells, however people have moved, merged and blanked them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kaoping.core.text import Text
from kaoping.files.facts.notes import Notes
from kaoping.files.workbook import Cell, Sheet
from kaoping.files.workbook.workbook import address
from kaoping.schemes.nodes import Node


@dataclass(frozen=True)
class SheetRows:
    """A sheet of one file."""

    sheet: Sheet
    file: str
    notes: Notes

    def node(self, row: int, column: int, text: str | None = None) -> Node:
        """The node of a cell, or of a whole row (column 0)."""
        place = address(row, column) if column else str(row)
        return Node(text, self.file, row, f"{self.sheet.name}!{place}", row)

    @cached_property
    def rows(self) -> Mapping[int, Mapping[int, Cell]]:
        """The cells by row and column; what is merged downwards stands in every row that it covers."""
        found = {row[0].row: {cell.column: cell for cell in row} for row in self.sheet.rows if row}
        for merged in self.sheet.merged:
            first = found.get(merged.first_row, {}).get(merged.first_column)
            for row in range(merged.first_row + 1, merged.last_row + 1) if first else ():
                if row in found and first is not None:
                    found[row].setdefault(merged.first_column, first)
        return found

    def texts(self, row: int) -> Mapping[int, str]:
        """The text of every cell of a row on one line."""
        return {column: " ".join(cell.text.split()) for column, cell in self.rows[row].items()}

    def below(self, row: int) -> Iterator[tuple[int, dict[int, Node]]]:
        """The rows under a heading, with the cells that say something; errors of formulas are noted."""
        for number in sorted(number for number in self.rows if number > row):
            cells = {column: self._value(cell, number) for column, cell in sorted(self.rows[number].items())}
            written = {column: node for column, node in cells.items() if node is not None}
            if written:
                yield number, written

    def _value(self, cell: Cell, row: int) -> Node | None:
        node = self.node(row, cell.column, cell.text)
        if cell.kind == "error":
            says = Text("单元格是错误值 {text}。", "The cell holds the error {text}.", {"text": cell.text})
            remedy = Text(
                "请改正公式；没有数据请留空。", "Correct the formula; leave it empty where there is no value."
            )
            self.notes.note("error-cell", node, says, remedy)
            return None
        return node if cell.text.strip() else None


def note_stray(node: Node, notes: Notes) -> None:
    """Notes a cell in a column that nothing is known of."""
    says = Text("这一列没有表头，不知道填的是什么。", "This column has no heading: what the cell means is not known.")
    notes.note(
        "stray-cell",
        node,
        says,
        Text("请移到有表头的列，或删去。", "Move it to a column with a heading, or delete it."),
    )
