"""The list of what waits for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kaoping.core.text import Language, Text
from kaoping.web.shared.clocks import clock_of
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.table import Cell, Column, Row, Sheet
from kaoping.web.shared.waiting import Waiting

CAPTION = Text("待办", "To do")
EMPTY = Text("现在没有等您办的事。", "Nothing waits for you now.")
WHAT, DUE, STEP = Text("事项", "What"), Text("期限", "Due"), Text("办理", "Next step")
KIND, ACTS, KNOWS = Text("性质", "Kind"), Text("待办", "to do"), Text("知悉", "to know")


def list_of(waiting: Iterable[Waiting], calendar: Mapping[date, bool], language: Language) -> Sheet:
    """The table, in the order of what waits."""
    columns = (
        Column("what", WHAT.in_language(language), grows=True, hideable=False),
        Column("kind", KIND.in_language(language)),
        Column("due", DUE.in_language(language)),
        Column("step", STEP.in_language(language), sortable=False, hideable=False),
    )
    rows = tuple(Row(_cells(one, calendar, language)) for one in waiting)
    return Sheet("inbox", CAPTION.in_language(language), columns, rows, Empty(EMPTY.in_language(language)))


def _cells(one: Waiting, calendar: Mapping[date, bool], language: Language) -> tuple[Cell, ...]:
    kind = State(ACTS.in_language(language), "action") if one.acts else State(KNOWS.in_language(language), "quiet")
    due = clock_of(one.due, calendar, language) if one.due else None
    return (
        Cell(one.says, href=one.href),
        Cell(kind.word, state=kind),
        Cell(due.word, one.due.isoformat() if one.due else None, state=due) if due else Cell("—"),
        Cell(more=(Link(one.step, one.href),)),
    )
