"""Pieces of spreadsheet formulas: their text, how tightly it binds, and whether it says TRUE or FALSE."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.numbers import decimal_places, written

ATOM, PRODUCT, SUM, COMPARISON = range(4)
MOST_ARGUMENTS = 250
"""Excel takes 255 arguments of one function."""
LONGEST_WORD = 255
"""Excel takes so many characters of text inside a formula."""
NOTHING = "NA()"
SAFE_PLACES = 9
"""Where a sheet cuts instead of rounding, it first rounds to so many places: its numbers are binary."""


@dataclass(frozen=True)
class Piece:
    """Formula text without an equals sign. A truth is TRUE or FALSE, anything else a number or a text."""

    text: str
    level: int = ATOM
    truth: bool = False

    def within(self, level: int) -> str:
        """The text as it stands inside an operation: in brackets where it binds less tightly."""
        return f"({self.text})" if self.level > level else self.text

    def number(self) -> Piece:
        """1 and 0 in place of TRUE and FALSE."""
        return call("IF", self.text, "1", "0") if self.truth else self


def call(name: str, *arguments: str) -> Piece:
    """A function of some arguments."""
    return Piece(f"{name}({','.join(arguments)})")


def of_many(name: str, arguments: Sequence[str]) -> Piece:
    """SUM, MAX or MIN of any number of arguments."""
    listed = list(arguments)
    while len(listed) > MOST_ARGUMENTS:
        chunks = [listed[start : start + MOST_ARGUMENTS] for start in range(0, len(listed), MOST_ARGUMENTS)]
        listed = [call(name, *chunk).text for chunk in chunks]
    return call(name, *listed)


def added(pieces: Sequence[Piece]) -> Piece:
    """The sum of some pieces, written with plus signs; of none, 0."""
    if len(pieces) == 1:
        return pieces[0]
    return Piece("+".join(piece.within(PRODUCT) for piece in pieces), SUM) if pieces else Piece("0")


def negative(piece: Piece) -> Piece:
    """A piece with the other sign."""
    return piece if piece.text == "0" else Piece(f"-{piece.within(PRODUCT)}", SUM)


def constant(value: Fraction) -> Piece:
    """A number."""
    if decimal_places(value) is None:
        return Piece(f"{value.numerator}/{value.denominator}", PRODUCT if value > 0 else SUM)
    return Piece(written(value), ATOM if value >= 0 else SUM)


def quoted(word: str) -> Piece:
    """A text; its quotation marks are doubled, and a long one is joined from parts."""
    parts = [word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD)] or [""]
    texts = ['"' + part.replace('"', '""') + '"' for part in parts]
    return Piece(texts[0]) if len(texts) == 1 else Piece(f"({'&'.join(texts)})")
