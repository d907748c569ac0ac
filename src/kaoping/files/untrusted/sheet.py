"""The cells of one sheet, row by row: what each says, whatever the sheet claims about its own size."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kaoping.files.untrusted.limits import Limits
from kaoping.files.untrusted.markup import Attributes, LocalNames
from kaoping.files.untrusted.refusal import Unreadable
from kaoping.files.untrusted.text import forbidden_character
from kaoping.files.untrusted.values import Book, said

Give = Callable[[Sequence[object]], object]

_LETTERS = re.compile(r"[A-Z]{1,3}")
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class Tally:
    """What all sheets together have used up, and the defects that do not end reading."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.cells = 0
        self.characters = 0
        self.defects: list[Unreadable] = []

    def count(self, texts: list[str]) -> None:
        """Counts the values of one more row."""
        self.cells += len(texts)
        self.characters += sum(map(len, texts))
        if self.cells > self.limits.cells:
            raise Unreadable("workbook-too-many-cells", most=self.limits.cells)
        if self.characters > self.limits.characters:
            raise Unreadable("workbook-too-much-text", most=self.limits.characters)

    def note(self, defect: Unreadable) -> None:
        """Notes a defect and goes on, until there are too many."""
        self.defects.append(defect)
        if len(self.defects) >= self.limits.defects:
            raise defect


class SheetReader:
    """Takes the elements of a sheet and gives each row that has values: row, then column, kind, text for each cell."""

    def __init__(self, name: str, book: Book, tally: Tally, give: Give) -> None:
        self.merged: list[list[int]] = []
        self._sheet = name
        self._book = book
        self._tally = tally
        self._limits = tally.limits
        self._give = give
        self._names = LocalNames()
        self._columns: dict[str, int] = {}
        self._row = self._column = 0
        self._cells: list[int | str] = []
        self._texts: list[str] = []
        self._type = self._style = ""
        self._formula = self._phonetic = self._taking = False
        self._wanted = "v"
        self._words: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        name = self._names[name]
        if name == "c":
            self._begin_cell(attributes)
        elif name == self._wanted:
            self._taking = not self._phonetic
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._begin_row(attributes.get("r"))
        elif name == "rPh":
            self._phonetic = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def characters(self, data: str) -> None:
        """The text of an element."""
        if self._taking:
            self._words.append(data)

    def end(self, name: str) -> None:
        """An element ends."""
        name = self._names[name]
        self._taking = False
        if name == "c":
            self._end_cell()
        elif name == "row" and self._texts:
            self._end_row()
        elif name == "rPh":
            self._phonetic = False

    def _begin_row(self, number: str | None) -> None:
        before = self._row
        self._row = before + 1 if number is None else int(number)
        self._column = 0
        self._cells = [self._row]
        self._texts = []
        if self._row <= before:
            raise self._refusal("workbook-cells-out-of-order")

    def _begin_cell(self, attributes: Attributes) -> None:
        before = self._column
        address = attributes.get("r")
        self._column = before + 1 if address is None else self._column_of(address)
        if self._column <= before:
            raise self._refusal("workbook-cells-out-of-order")
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._wanted = "t" if self._type == "inlineStr" else "v"
        self._formula = self._phonetic = False
        self._words = []

    def _end_row(self) -> None:
        self._tally.count(self._texts)
        if forbidden_character.search("".join(self._texts)):
            for column, text in zip(self._cells[1::3], self._texts, strict=True):
                self._column = int(column)
                self._refuse_forbidden_character(text)
        self._give(self._cells)

    def _column_of(self, address: str) -> int:
        letters = address.rstrip("0123456789")
        if letters not in self._columns and _LETTERS.fullmatch(letters):
            self._columns[letters] = _column_number(letters)
        if letters not in self._columns or address != f"{letters}{self._row}":
            raise self._refusal("workbook-cells-out-of-order")
        return self._columns[letters]

    def _end_cell(self) -> None:
        stored = "".join(self._words)
        if not stored:
            if self._formula and self._type != "str":
                self._tally.note(self._refusal("workbook-formula-without-value"))
            return
        try:
            kind, text = said(self._book, self._type, self._style, stored)
        except Unreadable as error:
            self._tally.note(self._refusal(error.code))
            return
        if text:
            self._check(text)
            self._texts.append(text)
            self._cells += (self._column, kind, text)

    def _check(self, text: str) -> None:
        limits = self._limits
        if self._row > limits.rows or self._column > limits.columns:
            raise self._refusal("workbook-cell-too-far", rows=limits.rows, columns=limits.columns)
        if len(text) > limits.cell_characters:
            self._tally.note(self._refusal("workbook-long-text", most=limits.cell_characters))

    def _refuse_forbidden_character(self, text: str) -> None:
        if found := forbidden_character.search(text):
            half = "\ud800" <= found[0] <= "\udfff"
            code = "half-character" if half else "control-character"
            self._tally.note(self._refusal(code, character=f"U+{ord(found[0]):04X}"))

    def _merge(self, reference: str) -> None:
        corners = [_ADDRESS.fullmatch(corner) for corner in reference.split(":")]
        numbers = [number for corner in corners if corner for number in (int(corner[2]), _column_number(corner[1]))]
        if len(corners) != 2 or len(numbers) != 4:
            raise Unreadable("workbook-damaged")
        self.merged.append(numbers)

    def _refusal(self, code: str, **values: str | int) -> Unreadable:
        return Unreadable(code, sheet=self._sheet, row=self._row, column=self._column, **values)


def _column_number(letters: str) -> int:
    """The number of a column from 1: A is 1, XFD is 16,384."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
