"""The list of scorecards: who has which score, and the way to each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from kaoping.core.text import Language, Text
from kaoping.records.models import UnitResult
from kaoping.reports.amounts import minus
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.table import Cell, Column, Row, Sheet

CAPTION = Text("得分表", "Scorecards")
EMPTY = Text("核算完成并向您开放以后，这里列出得分表。", "Scorecards are listed here once a run is open to you.")
INCOMPLETE = Text("数据未齐", "incomplete")
GROUP = Text("组别", "Group")
CODE, UNIT, SCORE, RANK = Text("编号", "Code"), Text("单位", "Unit"), Text("得分", "Score"), Text("名次", "Rank")


def list_of(
    results: Iterable[UnitResult], address: Callable[[str], str], language: Language, groups: Mapping[str, str]
) -> Sheet:
    """The table, in the order of groups and ranks; `groups` are their names, a column where there are several."""
    columns = (
        Column("code", CODE.in_language(language)),
        Column("unit", UNIT.in_language(language), hideable=False),
        *([Column("group", GROUP.in_language(language))] if len(groups) > 1 else []),
        Column("score", SCORE.in_language(language), number=True),
        Column("rank", RANK.in_language(language), number=True),
    )
    rows = tuple(Row(_cells(one, address(one.unit), language, groups)) for one in results)
    empty = Empty(EMPTY.in_language(language))
    return Sheet("scorecards", CAPTION.in_language(language), columns, rows, empty, names=1)


def _cells(result: UnitResult, href: str, language: Language, groups: Mapping[str, str]) -> tuple[Cell, ...]:
    missing = State(INCOMPLETE.in_language(language), "due")
    score = Cell(minus(result.score), Fraction(result.score)) if result.complete else Cell(state=missing)
    return (
        Cell(result.unit),
        Cell(result.name or result.unit, href=href),
        *([Cell(groups.get(result.group, result.group))] if len(groups) > 1 else []),
        score,
        Cell(value=result.rank),
    )
