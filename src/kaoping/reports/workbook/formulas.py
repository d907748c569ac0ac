"""The amounts of the calculation as spreadsheet formulas over the cells of the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kaoping.core.facts import Row
from kaoping.core.line import Line
from kaoping.core.readers.sheet import SheetFormula, SheetReader
from kaoping.reports.workbook.book import Book
from kaoping.reports.workbook.facts_sheets import field_reference, shown_word, stands_reference, value_reference
from kaoping.reports.workbook.layout import CalculationLine, Layout
from kaoping.reports.workbook.sheet import relative_range

AMOUNT = 5
"""The column of the amounts."""
MOST_SPANS = 250
"""Excel takes 255 arguments of one function."""


class Formulas:
    """Tells the sheet reader where everything stands; the formulas stand in the calculation themselves."""

    def __init__(self, book: Book, layout: Layout) -> None:
        self.book, self.layout = book, layout
        self.reader = SheetReader(layout.assessment.reader, self)

    def amount(self, line: CalculationLine) -> SheetFormula:
        """The amount of one row."""
        if line.row is not None and isinstance(line.node, Line):
            return self.reader.row_amount(line.node, line.row)
        return self.reader.amount(line.unit.id, line.node)

    def fact(self, unit: str, item: str, name: str) -> str:
        """The cell of a value; one that is missing holds #N/A."""
        return value_reference(self.book, self.layout, (unit, item, name))

    def field(self, row: Row, name: str) -> str:
        """The cell of a field of a row."""
        return field_reference(self.book, self.layout, row, name)

    def stands(self, row: Row, contest: str) -> str:
        """The cell that says whether a row counts among those about its matter."""
        return stands_reference(self.book, self.layout, row, contest)

    def word(self, word: str) -> str:
        """A word as the sheets show it."""
        return shown_word(self.book, word)

    def total(self, unit: str, cells: tuple[str, ...]) -> str:
        """The sum of several nodes' rows, neighbours as one range."""
        places = self.layout.cells
        spans = list(joined(sorted(places[unit, cell] for cell in cells if (unit, cell) in places)))
        if len(spans) == 1 and spans[0][0] == spans[0][1]:
            return relative_range(*spans[0], AMOUNT)
        return summed([relative_range(first, last, AMOUNT) for first, last in spans]) if spans else "0"


def summed(parts: list[str]) -> str:
    """SUM of any number of references."""
    if len(parts) <= MOST_SPANS:
        return f"SUM({','.join(parts)})"
    chunks = [parts[start : start + MOST_SPANS] for start in range(0, len(parts), MOST_SPANS)]
    return summed([summed(chunk) for chunk in chunks])


def joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans of rows in order, those next to each other as one."""
    current: tuple[int, int] | None = None
    for first, last in spans:
        if current is not None and first == current[1] + 1:
            current = (current[0], last)
        else:
            if current is not None:
                yield current
            current = (first, last)
    if current is not None:
        yield current
