"""What a grid of values consists of: its parts, lines and columns, and which value stands where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kaoping.core.text import Language, Text
from kaoping.files.facts.asked import Asked, Asking
from kaoping.files.template.lists import tasks_of
from kaoping.records.queries.entry import Place
from kaoping.reports.naming import item_title, shortened, unit_name

TASKS = "tasks"
TASKS_TITLE = Text("年度任务", "Tasks of the year")
OF_ITEM = Text("{item}：{label}", "{item}: {label}")
# A heading beside others of the same item says which item in a few words.
LONGEST_ITEM = 12
ALONE = Text("其他", "Others")
# Values by which an award is taken over from another system: rare, so that the grid shows them only where one is given.
RARE = ("score", "full")


def place_of_asked(one: Asked) -> Place:
    """Where the value of a request stands."""
    return one.unit.id, one.item, one.name


@dataclass(frozen=True)
class Part:
    """A part of the scheme that is shown as one grid: a first-level item, or all tasks; and what is owed in it."""

    key: str
    title: str
    owed: int


@dataclass(frozen=True)
class Line:
    """One line of the grid: a unit, or a task of a unit, or an item of one's own unit; its requests by column."""

    key: str
    title: str
    asked: Mapping[str, Asked]


@dataclass(frozen=True)
class GridColumnOf:
    """A column: its key, its heading, a request that stands in it, and whether reasons stand beside it."""

    key: str
    title: str
    asked: Asked
    reasons: bool


@dataclass(frozen=True)
class Lines:
    """The requests that somebody sees, arranged by parts; `seen` tells which."""

    asking: Asking
    language: Language
    seen: Callable[[Asked], bool]
    by_unit: bool = True

    @cached_property
    def _requests(self) -> Mapping[str, tuple[Asked, ...]]:
        """The requests for values by part, in the scheme's order."""
        found: dict[str, list[Asked]] = {}
        for one in self.asking.all():
            if one.ask is not None and self.seen(one) and self._worth_showing(one):
                found.setdefault(self._part_of(one), []).append(one)
        return {part: tuple(requests) for part, requests in found.items()}

    def _worth_showing(self, one: Asked) -> bool:
        return one.given or not (one.ask and one.ask.optional and one.name in RARE)

    def _part_of(self, one: Asked) -> str:
        form = self.asking.forms[one.unit.id]
        item = form.item_at[one.item]
        if item.id in tasks_of(form):
            return TASKS
        return item.parents[0] if item.parents else item.id

    def part_with(self, item: str) -> str:
        """The part in which an item (or checkpoint) stands; none where it stands nowhere."""
        return next((part for part, found in self._requests.items() if any(one.item == item for one in found)), "")

    def parts(self) -> tuple[Part, ...]:
        """The parts in which the person sees anything."""
        titles = {
            one.id: self._said(Text(one.name, one.english or one.name)) for one in self.asking.settled.scheme.items
        }
        return tuple(
            Part(
                part,
                self._said(TASKS_TITLE) if part == TASKS else titles.get(part, self._said(ALONE)),
                sum(one.owed for one in requests),
            )
            for part, requests in self._requests.items()
        )

    def lines(self, part: str) -> tuple[Line, ...]:
        """The lines of a part."""
        found: dict[tuple[str, str], dict[str, Asked]] = {}
        for one in self._requests.get(part, ()):
            found.setdefault(self._line_of(part, one), {})[self._column_of(part, one)] = one
        return tuple(Line(key, title, asked) for (key, title), asked in found.items())

    def _line_of(self, part: str, one: Asked) -> tuple[str, str]:
        if not self.by_unit:
            return f"{one.item} {one.name}", f"{self._item(one)} {self._label(one)}".strip()
        if part == TASKS:
            return f"{one.unit.id} {one.item}", f"{unit_name(one.unit)} · {self._item(one)}"
        return one.unit.id, unit_name(one.unit)

    def _column_of(self, part: str, one: Asked) -> str:
        if not self.by_unit:
            return "value"
        return one.name if part == TASKS else f"{one.item} {one.name}"

    def columns(self, part: str) -> tuple[GridColumnOf, ...]:
        """The columns of a part; reasons stand beside points that somebody gives."""
        found: dict[str, list[Asked]] = {}
        for one in self._requests.get(part, ()):
            found.setdefault(self._column_of(part, one), []).append(one)
        alone = self._items_with_one_column(found)
        return tuple(
            GridColumnOf(key, self._column_title(part, requests[0], alone), requests[0], self._with_reasons(requests))
            for key, requests in found.items()
        )

    def _with_reasons(self, requests: Iterable[Asked]) -> bool:
        return not self.by_unit or any(one.ask is not None and one.ask.awarded for one in requests)

    def _items_with_one_column(self, columns: Mapping[str, list[Asked]]) -> frozenset[str]:
        items = [requests[0].item for requests in columns.values()]
        return frozenset(item for item in items if items.count(item) == 1)

    def _column_title(self, part: str, one: Asked, alone: frozenset[str]) -> str:
        if not self.by_unit:
            return self._said(OWN)
        if part != TASKS and one.item in alone:
            return self._item(one)
        if part == TASKS:
            return self._said(one.label)
        return self._said(OF_ITEM.with_values(item=shortened(self._item(one), LONGEST_ITEM), label=one.label))

    def _item(self, one: Asked) -> str:
        form = self.asking.forms[one.unit.id]
        return item_title(form.item_at[one.item])

    def _label(self, one: Asked) -> str:
        return self._said(one.label)

    def _said(self, text: Text) -> str:
        return text.in_language(self.language)


OWN = Text("自评", "Own score")


def values_of(lines: Iterable[Line]) -> Iterator[tuple[Line, str, Asked]]:
    """Every value of some lines with its line and column."""
    for line in lines:
        for column, one in line.asked.items():
            yield line, column, one
