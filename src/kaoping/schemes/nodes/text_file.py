"""A text file from the disk or a form: its size, its encoding and its invisible characters."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from kaoping.core.defect import Refused
from kaoping.schemes.nodes.node import MOST_DEFECTS
from kaoping.schemes.nodes.sentences import column, defect

MEGABYTE = 1_000_000
LARGEST_FILE = 64 * MEGABYTE

# Line separators are among them: editors disagree on whether they end a line, so line numbers would be wrong.
_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
forbidden_character = re.compile(f"[{_FORBIDDEN}]")


def read_text_file(path: Path) -> str:
    """The text of a UTF-8 file of at most 64 MB, with or without a byte order mark; every line ends in a line feed.

    Raises Refused where the file is missing, too large or in another encoding.
    """
    data = _bytes(path)
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused([defect("not-utf-8", str(path), line)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _bytes(path: Path) -> bytes:
    with open_file(path) as file:
        size = path.stat().st_size
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise too_large(str(path), size, LARGEST_FILE)
    return data


def open_file(path: Path) -> BinaryIO:
    """The file opened for reading bytes; raises Refused where there is none or the system does not allow it."""
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise Refused([defect("file-not-found", str(path), None)]) from None
    except OSError as error:
        raise Refused([defect("file-unreadable", str(path), None, reason=error.strerror)]) from None


def too_large(file: str, size: int, most: int) -> Refused:
    """The refusal of a file with more bytes (or characters) than allowed."""
    return Refused([defect("file-too-large", file, None, size=-(-size // MEGABYTE), most=most // MEGABYTE)])


def plain_text(text: str, file: str, most: int) -> str:
    """The text without a byte order mark; raises Refused for control characters and for more than `most` characters."""
    if len(text) > most:
        raise too_large(file, len(text), most)
    text = text.removeprefix("\ufeff")
    defects = []
    for found in forbidden_character.finditer(text):
        position = found.start()
        line = text.count("\n", 0, position) + 1
        place = column(position - text.rfind("\n", 0, position))
        defects.append(defect(character_code(found[0]), file, line, place, character=code_point(found[0])))
        if len(defects) == MOST_DEFECTS:
            break
    if defects:
        raise Refused(defects)
    return text


def character_code(character: str) -> str:
    """The code of the defect that a forbidden character is."""
    return "half-character" if "\ud800" <= character <= "\udfff" else "control-character"


def code_point(character: str) -> str:
    """The name by which an invisible character is shown, such as U+0007."""
    return f"U+{ord(character):04X}"
