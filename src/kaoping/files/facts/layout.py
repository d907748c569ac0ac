"""How a facts workbook is laid out: names of sheets and headings in both languages, for the template and the reader."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from kaoping.core.text import LANGUAGES, Language, Text
from kaoping.files.facts.tables import TABLES

GUIDE, LISTS = Text("说明", "Guide"), Text("清单", "Lists")
GRID, TASK_GRID, MORE_VALUES = Text("数据", "Values"), Text("任务数据", "Task values"), Text("补充数据", "More values")
SAMPLE = Text("示例数据", "invented data")

# The words of the guide sheet in front of what a reader must know.
GUIDE_WORDS: Mapping[str, Text] = {
    "format": Text("格式", "Format"),
    "scheme": Text("方案编号", "Scheme id"),
    "sample": SAMPLE,
}

# In front of the row that says what stands in each column of a grid; columns to be read by people only have a dash.
IDS = Text("编号", "Ids")
ITEM_COLUMN = "item"
FOR_PEOPLE = "—"

# Headings that people may read and add, and the program passes over.
CLAUSE = Text("条文", "clause of the document")
BUILT_IN_TYPE, BUILT_IN_POINTS = Text("原类型", "built-in type"), Text("原分值", "built-in points")
NUMBER = Text("序号", "No.")
PASSED_OVER = (NUMBER, CLAUSE, BUILT_IN_TYPE, BUILT_IN_POINTS)
ALIASES: Mapping[str, Text] = {
    "note": Text("备注", "remarks"),
    "asked": Text("发出份数", "sent out"),
    "raters": Text("收回份数", "returned"),
}
NEEDED = Text("＊", "*")

# Rows of these tables are prepared with these fields; a row with nothing else is still empty.
PREPARED: Mapping[str, frozenset[str]] = {"items": frozenset({"item"}), "declared": frozenset({"unit", "item"})}


def titled(text: Text, language: Language) -> str:
    """A name as a heading: English ones begin with a capital."""
    words = text.in_language(language)
    return words[:1].upper() + words[1:]


def plain(words: str) -> str:
    """What two ways of writing one heading have in common: no white space, no mark, no capitals."""
    return "".join(words.split()).rstrip(NEEDED.zh + NEEDED.en).casefold()


def meaning(texts: Mapping[str, Text]) -> dict[str, str]:
    """What plain words stand for, in whichever language they are."""
    return {plain(text.in_language(language)): key for key, text in texts.items() for language in LANGUAGES}


def wide(text: str) -> int:
    """How many half-width characters a text takes in its longest line."""
    lines = text.split("\n")
    return max(sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in line) for line in lines)


SHEETS: Mapping[str, str] = {
    **meaning({key: table.name for key, table in TABLES.items()}),
    **{plain(word): "values" for name in (TASK_GRID, GRID, MORE_VALUES) for word in (name.zh, name.en)},
}
