"""Lines of a given width on a terminal, where a Chinese character takes two columns and punctuation starts no line."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

_OPENING = "“‘（《〈【［([{\N{LEFT TORTOISE SHELL BRACKET}"
_CLOSING = "”’）》〉】］)]}，。、；：！？,.;:!?%％…\N{RIGHT TORTOISE SHELL BRACKET}"


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most so many columns; an empty text is one empty line."""
    return [line for paragraph in text.split("\n") for line in _lines(paragraph, max(width, 4))]


def _lines(paragraph: str, width: int) -> Iterator[str]:
    line = ""
    for piece in _pieces(paragraph):
        if line and cell_len(line + piece.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
        if cell_len(line.rstrip()) > width:
            *full, line = chop_cells(line, width)
            yield from full
    yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """The parts between which a line may end: words, single Chinese characters, each with its punctuation."""
    piece = ""
    for before, character in zip(" " + text, text, strict=False):
        if piece and not _holds(before, character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _holds(before: str, character: str) -> bool:
    """Whether a character must stand on the same line as the one before it."""
    if character in _CLOSING or before in _OPENING:
        return before != " "
    return character == " " or (_narrow(before) and _narrow(character))


def _narrow(character: str) -> bool:
    return character != " " and cell_len(character) == 1


def filled(text: str, width: int, right: bool = False) -> str:
    """A text filled up with spaces to so many columns."""
    space = " " * max(width - cell_len(text), 0)
    return space + text if right else text + space
