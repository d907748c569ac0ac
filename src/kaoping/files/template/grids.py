"""The two grids: 数据 with a column for every number of every unit, and 任务数据 with a row for every task of every unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kaoping.core.facts import Facts, Unit, Value
from kaoping.core.item import Item
from kaoping.core.line import Ask
from kaoping.core.words import WORDS
from kaoping.files.facts.accepted import Accepted
from kaoping.files.facts.layout import FOR_PEOPLE, GRID, IDS, ITEM_COLUMN, NEEDED_MARK, TASK_GRID
from kaoping.files.facts.values import span
from kaoping.files.facts.vocabulary import type_asks
from kaoping.files.template.lists import NO, YES, Lists, clause_of, tasks_of
from kaoping.files.template.plan import Column, Content, Form, Heading, Sheet
from kaoping.files.template.row_sheets import CLAUSE, UNITS, day

# Values by which an award is taken over from another system: rare, so that they have no column of their own.
OTHER_SYSTEM = ("score", "full")
LONGEST_HINT = 240


@dataclass(frozen=True)
class Grids:
    """Plans both grids. `accepted` is by unit; `standard` is what a unit with the built-in tasks may say."""

    facts: Facts
    accepted: Mapping[str, Accepted]
    standard: Accepted
    lists: Lists

    def grid(self) -> Sheet | None:
        """The grid of units and values; None where only tasks have values."""
        asks = list(self._grid_asks())
        if not asks:
            return None
        rows = tuple((self._unit(unit), *(self._value(unit, ask) for ask in asks)) for unit in self.facts.units)
        closed = frozenset(
            (row, column)
            for row, unit in enumerate(self.facts.units)
            for column, ask in enumerate(asks, start=1)
            if not self._asked(unit, ask)
        )
        first = Column(("指标", "应填数据", "范围", "责任单位", CLAUSE, IDS), width=24, choices=UNITS, open=True)
        headings = (
            Heading("main", 32, merged=True),
            Heading("main", 32),
            Heading("note", 15),
            Heading("note", 32),
            Heading("note", 64),
            Heading("ids", 14),
        )
        columns = (first, *(self._column(ask) for ask in asks))
        help_ = "每行一个单位，每列一个数。灰色格不用填；没有数据的格留空，不要填 0 或“无”。"
        return Sheet(GRID, GRID, headings, columns, rows, help_, closed=closed)

    def values_in_grid(self) -> set[tuple[str, str, str]]:
        """The values that the grids hold; all others, and those with a date or note, stand in a sheet of rows."""
        asked = {(ask.item, ask.name) for ask in self._grid_asks()}
        remarked = {key[1:] for key in self.facts.remarks if key[0] == "values"}
        tasks = {(unit, task) for unit, accepted in self.accepted.items() for task in self._tasks(accepted)}
        return {key for key in self.facts.values if key not in remarked and (key[1:] in asked or key[:2] in tasks)}

    def _grid_asks(self) -> Iterator[Ask]:
        """Every value asked of any unit that is not a task's, once, in the scheme's order."""
        seen = set()
        for accepted in (self.standard, *self.accepted.values()):
            tasks = set(self._tasks(accepted))
            for item in accepted.program.items:
                for ask in item.asks:
                    rare = ask.optional and ask.name in OTHER_SYSTEM
                    if item.id not in tasks and not rare and (ask.item, ask.name) not in seen:
                        seen.add((ask.item, ask.name))
                        yield ask

    @staticmethod
    def _tasks(accepted: Accepted) -> tuple[str, ...]:
        return tasks_of(accepted)

    def _asked(self, unit: Unit, ask: Ask) -> bool:
        accepted = self.accepted[unit.id]
        return (ask.item, ask.name) in accepted.program.asks and ask.name not in accepted.form.excused_names(ask.item)

    def _unit(self, unit: Unit) -> str:
        return self.lists.show("unit", unit.id)

    def _value(self, unit: Unit, ask: Ask) -> Content:
        key = (unit.id, ask.item, ask.name)
        remarked = ("values", *key) in self.facts.remarks
        return None if remarked else content(self.facts.values.get(key), ask)

    def _column(self, ask: Ask) -> Column:
        item = self._item(ask.item)
        names = {one.id: one.name for one in self.standard.scheme.assessors}
        who = [names.get(one, one) for one in ask.owed_by or item.assessors]
        clause = self._clause(item, ask)
        headings = (
            self.lists.show("item", ask.item),
            label(ask),
            range_of(ask),
            "、".join(who),
            clause,
            f"{ask.item} {ask.name}",
        )
        return value_column(headings, ask, width=16, hint=clause)

    def _item(self, address: str) -> Item:
        found = (one.item_at[address] for one in (self.standard, *self.accepted.values()) if address in one.item_at)
        return next(found)

    def _clause(self, item: Item, ask: Ask) -> str:
        points = [point.text for point in item.checkpoints if point.id == ask.item]
        return "；".join([*points, item.content or clause_of(self.standard, item)])

    def task_grid(self) -> Sheet:
        """The grid of tasks: one row for each task of each unit, one column for each name of a value."""
        asks = self._task_asks()
        rows: list[tuple[Content, ...]] = []
        closed: set[tuple[int, int]] = set()
        for unit in self.facts.units:
            accepted = self.accepted[unit.id]
            for task in self._tasks(accepted):
                own = {ask.name: ask for ask in accepted.program.item[task].asks}
                closed |= {(len(rows), 4 + column) for column, name in enumerate(asks) if name not in own}
                rows.append(self._task_row(unit, accepted, task, [own.get(name) for name in asks]))
        return Sheet(
            TASK_GRID,
            TASK_GRID,
            (Heading("main", 32), Heading("ids", 14)),
            tuple(self._task_columns(asks)),
            tuple(rows),
            "每行一项任务，按任务类型填白色的格。没有数据的格留空。任务数据需要注明佐证材料的，改填“补充数据”。",
            closed=frozenset(closed),
            frozen_columns=2,
        )

    def _task_asks(self) -> dict[str, list[Ask]]:
        """The values of tasks by name: those of every type, and of every task there is."""
        found: dict[str, list[Ask]] = {}
        of_tasks = [
            accepted.program.item[task].asks for accepted in self._everybody() for task in self._tasks(accepted)
        ]
        for asks in (*type_asks(self.standard.scheme).values(), *of_tasks):
            for ask in asks:
                found.setdefault(ask.name, []).append(ask)
        return found

    def _everybody(self) -> Iterator[Accepted]:
        yield self.standard
        yield from self.accepted.values()

    def _task_columns(self, asks: Mapping[str, Sequence[Ask]]) -> Iterator[Column]:
        yield Column((UNITS + NEEDED_MARK, IDS), width=22, choices=UNITS, open=True)
        yield Column(("任务" + NEEDED_MARK, ITEM_COLUMN), width=30, choices="任务", open=True)
        yield Column(("任务类型", FOR_PEOPLE), "people", 12)
        yield Column(("任务目标", FOR_PEOPLE), "people", 44)
        for name, same in asks.items():
            labels = dict.fromkeys(label(ask) for ask in same)
            yield value_column(("／".join(labels), name), same[0], width=13, hint="")
        yield Column((CLAUSE, FOR_PEOPLE), "people", 40)

    def _task_row(self, unit: Unit, accepted: Accepted, task: str, asks: Sequence[Ask | None]) -> tuple[Content, ...]:
        item = accepted.program.item[task]
        values = [self._value(unit, ask) if ask else None for ask in asks]
        type_ = self.lists.show("type", item.type)
        goals = item.content or "\n".join(accepted.leaf[task].entry.goals)
        name = self.lists.show("item", task)
        shown = name if name != task or item.name == task else f"{task} {item.name}"
        return (self._unit(unit), shown, type_, goals, *values, clause_of(accepted, item))


def content(value: Value | None, ask: Ask) -> Content:
    """A value as a cell shows it."""
    if not isinstance(value, Fraction):
        return shown(value) if value is not None else None
    if ask.form == "yes_no":
        return YES if value == 1 else NO
    return day(date.fromordinal(int(value)).isoformat()) if ask.form == "date" else value


def label(ask: Ask) -> str:
    """What a value is called, with its unit."""
    return ask.label.in_language("zh") + (f"（{ask.measure}）" if ask.measure else "")


def range_of(ask: Ask) -> str:
    """What may be written, in a few words."""
    if ask.form == "yes_no":
        return f"{YES}／{NO}"
    if ask.form == "choice":
        return "、".join(shown(word) for word in ask.choices)
    if ask.form == "date":
        return "日期"
    low, high = (None if bound is None else Fraction(bound) for bound in (ask.low, ask.high))
    return "" if low is None and high is None else span(low, high).in_language("zh")


def value_column(headings: tuple[str, ...], ask: Ask, *, width: int, hint: str) -> Column:
    """The column of a value."""
    forms: dict[str, Form] = {"yes_no": "text", "choice": "text", "date": "date"}
    low, high = (None if bound is None else Fraction(bound) for bound in (ask.low, ask.high))
    return Column(
        headings,
        forms.get(ask.form, "number"),
        width,
        choices="是否" if ask.form == "yes_no" else "",
        words=tuple(shown(word) for word in ask.choices),
        low=low,
        high=high,
        hint=hint if len(hint) <= LONGEST_HINT else hint[: LONGEST_HINT - 1] + "…",
    )


def shown(word: str) -> str:
    """A choice as people read it."""
    return WORDS[word].zh if word in WORDS else word
