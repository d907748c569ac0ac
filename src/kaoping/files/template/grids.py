"""The two grids: one with a column for every value of every unit, one with a row for every task of every unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kaoping.core.facts import Facts, Unit, Value
from kaoping.core.item import Item
from kaoping.core.line import Ask
from kaoping.core.text import Text, say, verbatim
from kaoping.core.words import NO_WORD, WORDS, YES_WORD
from kaoping.files.facts.accepted import Accepted
from kaoping.files.facts.layout import CLAUSE, FOR_PEOPLE, GRID, IDS, ITEM_COLUMN, NEEDED, TASK_GRID, wide
from kaoping.files.facts.tables import TABLES
from kaoping.files.facts.values import bound, span
from kaoping.files.facts.vocabulary import type_asks
from kaoping.files.template.help import HELP
from kaoping.files.template.lists import EITHER, UNITS, Lists, choice_list, choices_of, clause_of, tasks_of
from kaoping.files.template.plan import AROUND, Column, Content, Form, Heading, Sheet
from kaoping.files.template.row_sheets import WIDEST_UNIT, day

# Values by which an award is taken over from another system: rare, so that they have no column of their own.
OTHER_SYSTEM = ("score", "full")
LONGEST_HINT = 240
ITEM, WANTED = Text("指标", "item"), Text("应填数据", "value")
OWED_BY = Text("责任单位", "owed by")
UNIT, TASK = Text("单位", "unit"), Text("任务", "task")
GOAL = Text("任务目标", "goal")
LABEL = Text("{label}（{details}）", "{label} ({details})")
DATE = Text("日期", "date")
_TYPE = TABLES["tasks"].column["type"].name

GRID_HEADINGS = (
    Heading("main", 2, merged=True),
    Heading("main", 2),
    Heading("note", 2),
    Heading("note", 4),
    Heading("ids"),
)


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
        heading = tuple(self.lists.title(text) for text in (ITEM, WANTED, OWED_BY, CLAUSE, IDS))
        columns = (self._units(heading), *(self._column(ask) for ask in asks))
        return Sheet(self.lists.say(GRID), GRID_HEADINGS, columns, rows, self.lists.say(HELP["grid"]), closed=closed)

    def values_in_grid(self) -> set[tuple[str, str, str]]:
        """The values that the grids hold; all others, and those with a date or note, stand in a sheet of rows."""
        asked = {(ask.item, ask.name) for ask in self._grid_asks()}
        remarked = {key[1:] for key in self.facts.remarks if key[0] == "values"}
        tasks = {(unit, task) for unit, accepted in self.accepted.items() for task in tasks_of(accepted)}
        return {key for key in self.facts.values if key not in remarked and (key[1:] in asked or key[:2] in tasks)}

    def _grid_asks(self) -> Iterator[Ask]:
        """Every value asked of any unit that is not a task's, once, in the scheme's order."""
        seen = set()
        for accepted in (self.standard, *self.accepted.values()):
            tasks = set(tasks_of(accepted))
            for item in accepted.program.items:
                for ask in item.asks:
                    rare = ask.optional and ask.name in OTHER_SYSTEM
                    if item.id not in tasks and not rare and (ask.item, ask.name) not in seen:
                        seen.add((ask.item, ask.name))
                        yield ask

    def _asked(self, unit: Unit, ask: Ask) -> bool:
        accepted = self.accepted[unit.id]
        return (ask.item, ask.name) in accepted.program.asks and ask.name not in accepted.form.excused_names(ask.item)

    def _unit(self, unit: Unit) -> str:
        return self.lists.show("unit", unit.id)

    def _value(self, unit: Unit, ask: Ask) -> Content:
        key = (unit.id, ask.item, ask.name)
        remarked = ("values", *key) in self.facts.remarks
        value = self.facts.values.get(key)
        return None if remarked or value is None else self._content(value, ask)

    def _content(self, value: Value, ask: Ask) -> Content:
        """A value as a cell shows it."""
        if not isinstance(value, Fraction):
            return self.lists.say(WORDS.get(value, verbatim(value)))
        if ask.form == "yes_no":
            return self.lists.say(YES_WORD if value == 1 else NO_WORD)
        return day(date.fromordinal(int(value)).isoformat()) if ask.form == "date" else value

    def _units(self, headings: tuple[str, ...]) -> Column:
        """The column of units."""
        longest = max((wide(unit) for unit in self.lists.units), default=0)
        return Column(headings, width=min(longest, WIDEST_UNIT) + AROUND, choices=UNITS, open=True)

    def _column(self, ask: Ask) -> Column:
        item = self._item(ask.item)
        names = {one.id: Text(one.name, one.english or one.name) for one in self.standard.scheme.assessors}
        who = [names.get(one, one) for one in ask.owed_by or item.assessors]
        clause = self._clause(item, ask)
        headings = (
            self.lists.show("item", ask.item),
            self._label(ask, self._range(ask)),
            say(who, self.lists.language),
            clause,
            f"{ask.item} {ask.name}",
        )
        return self._value_column(headings, ask, width=16, hint=clause)

    def _label(self, ask: Ask, *details: str) -> str:
        """What a value is called, with its unit and what may be written."""
        label = self.lists.title(ask.label)
        known = [text for text in (ask.measure, *details) if text]
        return self.lists.say(LABEL.with_values(label=label, details=known)) if known else label

    def _range(self, ask: Ask) -> str:
        """What may be written, in a few words."""
        if ask.form == "yes_no":
            return self.lists.say(EITHER).join(map(self.lists.say, (YES_WORD, NO_WORD)))
        if ask.form == "choice":
            return say(choices_of(ask, self.lists.language), self.lists.language)
        if ask.form == "date":
            return self.lists.say(DATE)
        low, high = _bounds(ask)
        return "" if low is None and high is None else self.lists.say(span(low, high))

    def _value_column(self, headings: tuple[str, ...], ask: Ask, *, width: int, hint: str = "") -> Column:
        """The column of a value."""
        forms: dict[str, Form] = {"yes_no": "text", "choice": "text", "date": "date"}
        lists = {"yes_no": "yes_no", "choice": choice_list(ask, self.lists.language)}
        low, high = _bounds(ask)
        return Column(
            headings,
            forms.get(ask.form, "number"),
            width,
            choices=lists.get(ask.form, ""),
            low=low,
            high=high,
            hint=hint if len(hint) <= LONGEST_HINT else hint[: LONGEST_HINT - 1] + "…",
        )

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
            for task in tasks_of(accepted):
                own = {ask.name: ask for ask in accepted.program.item[task].asks}
                closed |= {(len(rows), 3 + column) for column, name in enumerate(asks) if name not in own}
                rows.append(self._task_row(unit, accepted, task, [own.get(name) for name in asks]))
        return Sheet(
            self.lists.say(TASK_GRID),
            (Heading("main", 3), Heading("ids")),
            tuple(self._task_columns(asks)),
            tuple(rows),
            self.lists.say(HELP["task_grid"]),
            closed=frozenset(closed),
            frozen_columns=2,
        )

    def _task_asks(self) -> dict[str, list[Ask]]:
        """The values of tasks by name: first those of the tasks that there are, then those of every type."""
        found: dict[str, list[Ask]] = {}
        forms = self.accepted.values()
        of_tasks = [accepted.program.item[task].asks for accepted in forms for task in tasks_of(accepted)]
        for asks in (*of_tasks, *type_asks(self.standard.scheme).values()):
            for ask in asks:
                found.setdefault(ask.name, []).append(ask)
        return found

    def _task_columns(self, asks: Mapping[str, Sequence[Ask]]) -> Iterator[Column]:
        needed = self.lists.say(NEEDED)
        yield self._units((self.lists.title(UNIT) + needed, self.lists.say(IDS)))
        yield Column((self.lists.title(TASK) + needed, ITEM_COLUMN), width=30, choices="tasks", open=True)
        yield Column((self.lists.title(_TYPE), FOR_PEOPLE), "people", 12)
        for name, same in asks.items():
            labels = dict.fromkeys(self._label(ask) for ask in same)
            yield self._value_column((self.lists.say(EITHER).join(labels), name), same[0], width=11)
        yield Column((self.lists.title(GOAL), FOR_PEOPLE), "people", 44)
        yield Column((self.lists.title(CLAUSE), FOR_PEOPLE), "people", 44)

    def _task_row(self, unit: Unit, accepted: Accepted, task: str, asks: Sequence[Ask | None]) -> tuple[Content, ...]:
        item = accepted.program.item[task]
        values = [self._value(unit, ask) if ask else None for ask in asks]
        type_ = self.lists.show("type", item.type)
        goals = item.content or "\n".join(accepted.leaf[task].entry.goals)
        return (
            self._unit(unit),
            self.lists.show_task(task, item.name),
            type_,
            *values,
            goals,
            clause_of(accepted, item),
        )


def _bounds(ask: Ask) -> tuple[Fraction | None, Fraction | None]:
    return bound(ask.low), bound(ask.high)
