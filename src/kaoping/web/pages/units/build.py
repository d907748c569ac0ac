"""Makes the table of units."""

from __future__ import annotations

from collections.abc import Iterable

from kaoping.core.text import Language, Text, say
from kaoping.web.pages.units.content import UnitLine
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.table import Cell, Column, Row, Sheet

CAPTION = Text("被考评单位", "Assessed units")
EMPTY = Text(
    "还没有单位。可以一个一个添加，也可以下载表格填好以后一次导入。",
    "There are no units yet. Add them one by one, or fill in the workbook and import them all at once.",
)
ADD = Text("添加单位", "Add a unit")
CODE, NAME, GROUP = Text("编号", "Code"), Text("单位名称", "Unit"), Text("类别", "Group")
HEAD, CLERK = Text("负责人", "Head"), Text("经办人", "Clerk")
NOBODY = Text("未任命", "nobody yet")


def sheet_of(units: Iterable[UnitLine], new: str, language: Language) -> Sheet:
    """All units; `new` is where one is added."""

    def said(text: Text) -> str:
        return text.in_language(language)

    def people(names: tuple[str, ...]) -> Cell:
        return Cell(say(names, language)) if names else Cell(state=State(said(NOBODY), "due"))

    columns = (
        Column("code", said(CODE)),
        Column("name", said(NAME), hideable=False),
        Column("group", said(GROUP)),
        Column("head", said(HEAD)),
        Column("clerk", said(CLERK)),
    )
    rows = tuple(
        Row(
            (
                Cell(one.code),
                Cell(one.name or one.code, href=one.href),
                Cell(one.group),
                *map(people, (one.heads, one.clerks)),
            )
        )
        for one in units
    )
    empty = Empty(said(EMPTY), said(ADD), new)
    return Sheet("units", said(CAPTION), columns, rows, empty, names=1, exports=False)
