"""The text of a workbook: its escaped characters, its line ends, and the characters that no text has."""

from __future__ import annotations

import re

forbidden_character = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# Excel writes a character that XML cannot hold as _x0007_, and the text _x0007_ as _x005F_x0007_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def plain(text: str) -> str:
    """Text with its escaped characters and line ends as they are meant."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text
