"""The value of a cell: its kind and its text, from what the file stores."""

from __future__ import annotations

from typing import Literal, NamedTuple

from kaoping.files.untrusted.refusal import Unreadable
from kaoping.files.untrusted.shown import Shown, moment, number, percentage
from kaoping.files.untrusted.text import plain

# Text, number, date, boolean, error: one letter each, for there are many.
Kind = Literal["t", "n", "d", "b", "e"]

_BOOLEANS = {"1": "TRUE", "0": "FALSE"}


class Book(NamedTuple):
    """What cells refer to: shared texts, how the numbers of each style are shown, and the first day of dates."""

    strings: list[str]
    formats: list[Shown]
    from_1904: bool


def said(book: Book, type_: str, style: str, stored: str) -> tuple[Kind, str]:
    """What kind of value a cell has, and its text; raises Unreadable where the file contradicts itself."""
    if type_ == "s":
        return "t", _shared(book, stored)
    if type_ in {"str", "inlineStr"}:
        return "t", plain(stored)
    if type_ == "n":
        return _number(book, int(style), stored.strip())
    if type_ == "b" and stored in _BOOLEANS:
        return "b", _BOOLEANS[stored]
    if type_ in {"d", "e"}:
        return "d" if type_ == "d" else "e", stored
    raise Unreadable("workbook-damaged")


def _shared(book: Book, stored: str) -> str:
    index = int(stored)
    if not 0 <= index < len(book.strings):
        raise Unreadable("workbook-damaged")
    return plain(book.strings[index])


def _number(book: Book, style: int, stored: str) -> tuple[Kind, str]:
    shown = book.formats[style] if 0 <= style < len(book.formats) else "number"
    day = moment(stored, from_1904=book.from_1904) if shown == "date" else None
    if day is not None:
        return "d", day
    text = percentage(stored) if shown == "percent" else number(stored)
    if text is None:
        raise Unreadable("workbook-number-unreadable")
    return "n", text
