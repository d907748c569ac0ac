"""Makes the tables of completeness: counts by body, unit or item, and every single thing that is owed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kaoping.core.text import Language, Text
from kaoping.files.facts.asked import Asked
from kaoping.reports.naming import shortened, unit_name
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.table import Cell, Column, Row, Sheet

BY: Mapping[str, Text] = {
    "body": Text("按部门", "By body"),
    "unit": Text("按单位", "By unit"),
    "item": Text("按指标", "By item"),
    "owed": Text("缺项明细", "Everything owed"),
}
HEADS = {"body": Text("填报部门", "Body"), "unit": Text("单位", "Unit"), "item": Text("指标", "Item")}
ASKED, GIVEN, OWED = Text("应报", "Asked"), Text("已报", "Given"), Text("尚缺", "Owed")
STATE, LAST, DAYS = Text("状态", "State"), Text("最近填报", "Last entry"), Text("距今（天）", "Days since")
COMPLETE, LACKING, NONE_YET = Text("已齐", "complete"), Text("未齐", "lacking"), Text("未报", "nothing yet")
WHAT, WHO, WAY = Text("应填内容", "What"), Text("由谁填报", "Owed by"), Text("填报", "Enter")
FILL = Text("去填报", "Enter it")
OFFICE = Text("考核办", "assessment office")
NOTHING_ASKED, NOTHING_OWED = (
    Text("还没有要报送的内容。", "Nothing is asked for yet."),
    Text("已经报齐，没有缺项。", "All is there; nothing is owed."),
)
CAPTION = Text("报送进度", "Completeness")


@dataclass
class Count:
    """How much is asked, given and owed under one heading, and when something was entered last (a day's number)."""

    title: str
    key: str = ""
    asked: int = 0
    given: int = 0
    owed: int = 0
    last: int = 0


@dataclass(frozen=True)
class Progressing:
    """What is asked for, in one language; `entered` are the days of the last entry by unit and address."""

    asked: Sequence[Asked]
    names: Mapping[str, str]
    entered: Mapping[tuple[str, str], int]
    today: int
    language: Language
    leads_to: Callable[[Asked], str]
    detail: Callable[[str, str], str]

    def sheet(self, by: str, only: str = "") -> Sheet:
        """The table that is asked for."""
        if by == "owed":
            return self._owed([one for one in self.asked if one.owed and self._under(one, only)])
        return self._counted(by)

    def bodies(self) -> dict[str, str]:
        """The bodies that owe something, by id."""
        return {one.bodies[0]: self.body(one) for one in self.asked if one.owed and one.bodies}

    def body(self, one: Asked) -> str:
        """Who enters it: the leading body, or the office where nobody is named."""
        return self.names.get(one.bodies[0], one.bodies[0]) if one.bodies else self._said(OFFICE)

    def _under(self, one: Asked, only: str) -> bool:
        kind, _, key = only.partition(":")
        return not only or self._heading(kind, one)[0] == key

    def _heading(self, by: str, one: Asked) -> tuple[str, str]:
        """Under which key and title something is counted."""
        if by == "unit":
            return one.unit.id, unit_name(one.unit)
        if by == "item":
            return self._said(one.title), self._said(one.title)
        return (one.bodies[0] if one.bodies else "-"), self.body(one)

    def counts(self, by: str) -> list[Count]:
        """The counts, in the order of the scheme or the register."""
        found: dict[str, Count] = {}
        for one in self.asked:
            if one.ask is not None and one.ask.optional:
                continue
            key, title = self._heading(by, one)
            count = found.setdefault(key, Count(title, key))
            count.asked += 1
            count.given += one.given
            count.owed += one.owed
            count.last = max(count.last, self.entered.get((one.unit.id, one.item), 0) if one.given else 0)
        return list(found.values())

    def _counted(self, by: str) -> Sheet:
        said = self._said
        columns = (
            Column("title", said(HEADS[by]), grows=True, hideable=False),
            Column("asked", said(ASKED), number=True),
            Column("given", said(GIVEN), number=True),
            Column("owed", said(OWED), number=True),
            Column("state", said(STATE)),
            Column("last", said(LAST)),
            Column("days", said(DAYS), number=True),
        )
        rows = tuple(self._row(by, count) for count in self.counts(by))
        return Sheet("completeness", said(CAPTION), columns, rows, Empty(said(NOTHING_ASKED)))

    def _row(self, by: str, count: Count) -> Row:
        href = self.detail(by, count.key) if count.owed else ""
        last = Cell(day_said(date.fromordinal(count.last), self.language), value=count.last) if count.last else Cell()
        days = Cell(value=self.today - count.last) if count.last else Cell()
        owed = Cell(value=count.owed, tone="due") if count.owed else Cell(value=0, tone="quiet")
        figures = (Cell(value=count.asked), Cell(value=count.given), owed)
        return Row((Cell(count.title, href=href), *figures, Cell(state=self._state(count)), last, days))

    def _state(self, count: Count) -> State:
        if count.owed == 0:
            return State(self._said(COMPLETE), "done")
        return State(self._said(LACKING if count.given else NONE_YET), "due")

    def _owed(self, owed: Iterable[Asked]) -> Sheet:
        said = self._said
        titles = (("unit", HEADS["unit"]), ("item", HEADS["item"]), ("what", WHAT), ("who", WHO), ("way", WAY))
        columns = tuple(Column(key, said(title), grows=key == "item") for key, title in titles)
        rows = tuple(
            Row(
                (
                    Cell(unit_name(one.unit)),
                    Cell(shortened(said(one.title), 40)),
                    Cell(said(one.label)),
                    Cell(self.body(one)),
                    Cell(more=(Link(said(FILL), self.leads_to(one)),)) if self.leads_to(one) else Cell(),
                )
            )
            for one in owed
        )
        return Sheet("owed", said(BY["owed"]), columns, rows, Empty(said(NOTHING_OWED)))

    def _said(self, text: Text) -> str:
        return text.in_language(self.language)
