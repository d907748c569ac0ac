"""Printing on a console: sentences and tables that keep their width; plain characters where it is no terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text as Styled

from kaoping.reports.amounts import MINUS
from kaoping.reports.terminal.wrapping import filled, wrapped

GAP = 2
NARROWEST = 20


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its side, whether it takes the width that is left, and the most it may take."""

    heading: str
    right: bool = False
    grows: bool = False
    most: int = 40


@dataclass(frozen=True)
class Band:
    """A line across a table, such as the one where the seats end."""

    says: str
    style: str = "yellow"


Row = Sequence[str] | Band


class Paper:
    """A console with the width and the characters that it can show."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.width = console.width
        self.line = "─" if console.is_terminal else "-"

    def say(self, text: str = "", *, indent: int = 0, first: int | None = None, style: str = "") -> None:
        """A text in lines; `first` is the indent of its first line where that differs."""
        start = indent if first is None else first
        lines = wrapped(" " * (start - indent) + text if start > indent else text, self.width - indent)
        for place, line in enumerate(lines):
            self.put(" " * (start if place == 0 else indent) + line.lstrip(), style)

    def put(self, line: str, style: str = "") -> None:
        """One line as it is."""
        plain = line if self.console.is_terminal else line.replace(MINUS, "-")
        self.console.print(Styled(plain.rstrip(), style=style), soft_wrap=True, highlight=False)

    def heading(self, text: str) -> None:
        """A heading with an empty line before it."""
        self.put("")
        self.say(text, style="bold")

    def labelled(self, label: str, text: str, *, indent: int, style: str = "") -> None:
        """A label and a text that stays in the column behind it."""
        behind = indent + cell_len(label) + 1
        for place, line in enumerate(wrapped(text, self.width - behind)):
            head = " " * indent + label + " " if place == 0 else " " * behind
            self.put(head + line, style)

    def titled(self, title: str, amount: str, *, indent: int, style: str = "") -> None:
        """A title, and an amount at the right end of its last line."""
        lines = wrapped(title, self.width - indent - cell_len(amount) - GAP)
        for line in lines[:-1]:
            self.put(" " * indent + line, style)
        last = " " * indent + lines[-1]
        self.put(last + filled(amount, self.width - cell_len(last), right=True) if amount else last, style)

    def table(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """A table with its headings and a rule under them."""
        widths = self._widths(columns, [row for row in rows if not isinstance(row, Band)])
        self._row(columns, widths, [column.heading for column in columns], "bold")
        self.put(self.line * (sum(widths) + GAP * (len(widths) - 1)))
        for row in rows:
            if isinstance(row, Band):
                self._band(row)
            else:
                self._row(columns, widths, row, "")

    def _band(self, band: Band) -> None:
        for line in wrapped(f"{self.line * 2} {band.says}", self.width):
            free = self.width - cell_len(line) - 1
            self.put(f"{line} {self.line * free}" if line.startswith(self.line) else line, band.style)

    def _widths(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[int]:
        cells = [[column.heading, *(row[place] for row in rows)] for place, column in enumerate(columns)]
        needed = [max(cell_len(line) for cell in column for line in cell.split("\n")) for column in cells]
        widths = [min(width, column.most) for width, column in zip(needed, columns, strict=True)]
        taken = sum(width for width, column in zip(widths, columns, strict=True) if not column.grows)
        rest = max(self.width - taken - GAP * (len(columns) - 1), NARROWEST)
        return [
            min(width, rest) if column.grows else bound
            for width, bound, column in zip(needed, widths, columns, strict=True)
        ]

    def _row(self, columns: Sequence[Column], widths: Sequence[int], row: Sequence[str], style: str) -> None:
        cells = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
        for place in range(max(len(cell) for cell in cells)):
            parts = [
                filled(cell[place] if place < len(cell) else "", width, column.right)
                for cell, width, column in zip(cells, widths, columns, strict=True)
            ]
            self.put((" " * GAP).join(parts), style)
