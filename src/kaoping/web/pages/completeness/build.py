"""Makes the tables of completeness: counts by body, unit or item, and every single thing that is owed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from kaoping.core.text import Language, Text
from kaoping.files.facts.asked import Asked
from kaoping.records import clock
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
    """How much is asked, given and owed under the heading of one of the requests, and when one was met last."""

    of: Asked
    asked: int = 0
    given: int = 0
    owed: int = 0
    last: datetime | None = None

    def add(self, one: Asked, entered: datetime | None) -> None:
        """Counts one more request."""
        self.asked += 1
        self.given += one.given
        self.owed += one.owed
        if one.given and entered is not None and (self.last is None or entered > self.last):
            self.last = entered


@dataclass(frozen=True, eq=False)
class Tally:
    """What is asked for; `entered` has the moments of the last entry by unit and address."""

    asked: Sequence[Asked]
    entered: Mapping[tuple[str, str], datetime]

    @cached_property
    def counts(self) -> Mapping[str, Mapping[str, Count]]:
        """The counts by body, unit and item, each in the order of the scheme or the register."""
        found: dict[str, dict[str, Count]] = {by: {} for by in KEYS}
        for one in self.asked:
            if one.ask is not None and one.ask.optional:
                continue
            entered = self.entered.get((one.unit.id, one.item))
            for by, key in KEYS.items():
                found[by].setdefault(key(one), Count(one)).add(one, entered)
        return found


# Under which key something is counted.
KEYS: Mapping[str, Callable[[Asked], str]] = {
    "body": lambda one: one.bodies[0] if one.bodies else "-",
    "unit": lambda one: one.unit.id,
    "item": lambda one: one.title.in_language("zh"),
}


@dataclass(frozen=True)
class Progressing:
    """What is asked for, in one language."""

    tally: Tally
    names: Mapping[str, str]
    today: date
    language: Language
    leads_to: Callable[[Asked], str]
    detail: Callable[[str, str], str]

    def sheet(self, by: str, only: str = "") -> Sheet:
        """The table that is asked for."""
        if by == "owed":
            return self._owed([one for one in self.tally.asked if one.owed and self._under(one, only)])
        return self._counted(by)

    def bodies(self) -> dict[str, str]:
        """The bodies that owe something, by id."""
        counts = self.tally.counts["body"].values()
        return {one.of.bodies[0]: self.body(one.of) for one in counts if one.owed and one.of.bodies}

    def body(self, one: Asked) -> str:
        """Who enters it: the leading body, or the office where nobody is named."""
        return self.names.get(one.bodies[0], one.bodies[0]) if one.bodies else self._said(OFFICE)

    def _under(self, one: Asked, only: str) -> bool:
        kind, _, key = only.partition(":")
        return not only or (kind in KEYS and KEYS[kind](one) == key)

    def _title(self, by: str, one: Asked) -> str:
        if by == "unit":
            return unit_name(one.unit)
        return self._said(one.title) if by == "item" else self.body(one)

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
        rows = tuple(self._row(by, key, count) for key, count in self.tally.counts[by].items())
        return Sheet("completeness", said(CAPTION), columns, rows, Empty(said(NOTHING_ASKED)))

    def _row(self, by: str, key: str, count: Count) -> Row:
        href = self.detail(by, key) if count.owed else ""
        last = clock.day_of(count.last) if count.last else None
        day = Cell(day_said(last, self.language), value=last.toordinal()) if last else Cell()
        days = Cell(value=(self.today - last).days) if last else Cell()
        owed = Cell(value=count.owed, tone="due") if count.owed else Cell(value=0, tone="quiet")
        figures = (Cell(value=count.asked), Cell(value=count.given), owed)
        return Row((Cell(self._title(by, count.of), href=href), *figures, Cell(state=self._state(count)), day, days))

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
