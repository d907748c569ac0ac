"""Quotations that do not stand where the scheme says they do; read from the file itself, whatever the readings are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaoping.core.defect import Defect
from kaoping.core.text import Text
from kaoping.schemes.checks.sentence import Sentence, Sentences, word
from kaoping.schemes.nodes import Node
from kaoping.schemes.read import SchemeFile

_PLACE = re.compile(r"\s*(\d{1,6})(?:\s*-\s*(\d{1,6}))?\s*")

SENTENCES: Sentences = {
    "quote-not-found": Sentence(
        Text("原文第 {at} 行没有“{quote}”。", "“{quote}” does not stand in line {at} of the text."),
        Text("请照原文改正引文，或改正行号 at。", "Quote the text as printed, or correct the line in at."),
    ),
    "line-outside-text": Sentence(
        Text("原文只有 {lines} 行，没有第 {at} 行。", "The text has {lines} lines; there is no line {at}."),
        Text("请改正 at。", "Correct at."),
    ),
    "bad-lines": Sentence(
        Text("“{at}”不是行号的写法。", "“{at}” does not name lines."),
        Text('请写 5、5-9 或 "5, 21"，小的在前。', 'Write 5, 5-9 or "5, 21", the smaller number first.'),
    ),
    "no-source-text": Sentence(
        Text("找不到原文“{file}”，引文无法核对。", "The text “{file}” is not there; quotations cannot be checked."),
        Text(
            "请把原文存为方案文件旁边的“{file}”（UTF-8）。", "Save the text as “{file}” beside the scheme file (UTF-8)."
        ),
    ),
}


def check_texts(file: SchemeFile) -> Iterator[Defect]:
    """Every `at` and every `quote` of the file."""
    places = list(_places(file.node))
    if not file.source:
        if places:
            name, line = _source_file(file)
            yield word(SENTENCES, "no-source-text", line, file=name)
        return
    for node, quote in places:
        yield from _checked(str(node.value), quote, node.line, file.source)


def _source_file(file: SchemeFile) -> tuple[str, int]:
    source = file.node.value.get("source") if isinstance(file.node.value, dict) else None
    found = source.value.get("file") if source is not None and isinstance(source.value, dict) else None
    return (str(found.value), found.line) if found is not None else ("source.txt", 0)


def _places(node: Node) -> Iterator[tuple[Node, str]]:
    """Every `at` with the quotation beside it, empty where there is none; rounding is at something else."""
    if isinstance(node.value, dict):
        at, quote = node.value.get("at"), node.value.get("quote")
        if at is not None and isinstance(at.value, str):
            yield at, quote.value if quote is not None and isinstance(quote.value, str) else ""
        for key, part in node.value.items():
            if key != "rounding":
                yield from _places(part)
    elif isinstance(node.value, tuple):
        for part in node.value:
            yield from _places(part)


def _checked(at: str, quote: str, line: int, source: tuple[str, ...]) -> Iterator[Defect]:
    """A quotation stands at every place that is named: each holds it from its first to its last line."""
    for place in at.split(","):
        lines = _lines(place)
        if lines is None:
            yield word(SENTENCES, "bad-lines", line, quote, at=at)
        elif lines[1] > len(source):
            yield word(SENTENCES, "line-outside-text", line, quote, at=place.strip(), lines=len(source))
        elif _squeezed(quote) not in _squeezed("".join(source[lines[0] - 1 : lines[1]])):
            yield word(SENTENCES, "quote-not-found", line, quote, at=place.strip(), quote=quote)


def _lines(place: str) -> tuple[int, int] | None:
    found = _PLACE.fullmatch(place)
    if found is None:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return (first, last) if 1 <= first <= last else None


def _squeezed(text: str) -> str:
    return "".join(text.split())
