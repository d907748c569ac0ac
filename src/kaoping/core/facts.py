"""Facts (考评数据): what is known about the units, frozen and in canonical order, so that input order never matters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from kaoping.core.defect import Defect
from kaoping.core.numbers import written

Value = Fraction | str


@dataclass(frozen=True)
class Unit:
    """An assessed unit (被考评单位) and the group it is ranked in."""

    id: str
    name: str = ""
    group: str = ""


@dataclass(frozen=True)
class Task:
    """A task (年度任务) of one unit's own list."""

    item: str
    type: str
    points: Fraction | None = None
    completion: str = ""
    texts: tuple[tuple[str, str], ...] = ()

    def text(self, name: str) -> str:
        """A descriptive column of the list: duty, title, source, goal, assessor."""
        return dict(self.texts).get(name, "")


@dataclass(frozen=True)
class ItemChange:
    """A change of a built-in item for all units: another type or other points."""

    item: str
    type: str = ""
    points: Fraction | None = None
    completion: str = ""


@dataclass(frozen=True)
class Row:
    """One finding, event, claim, rating or veto."""

    table: str
    unit: str
    item: str
    fields: tuple[tuple[str, Value], ...] = ()

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """The fields by name; the address is the field `item`, and a date gives `month` and `quarter`."""
        given = dict(self.fields)
        return {**given, **_periods(str(given.get("on", ""))), "item": self.item}

    @cached_property
    def order(self) -> tuple[object, ...]:
        """A key that depends on nothing but the row itself: date first, so that `first` means the earliest."""
        texts = tuple((name, _plain(value)) for name, value in self.fields)
        return (str(dict(self.fields).get("on", "9999")), self.item, texts)


@dataclass(frozen=True)
class Facts:
    """Everything known at one moment. Values are exact numbers or words; yes is 1 and no is 0.

    `sample` marks invented demonstration data; the mark follows into every file made of it and is not in the digest.
    `remarks` are what stands beside a value, an exemption or a declaration (table, unit, item, name): its date, a note,
    evidence. `warnings` are what reading them found worth a look, part of no comparison.
    """

    scheme: str
    units: tuple[Unit, ...]
    values: Mapping[tuple[str, str, str], Value] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    tasks: Mapping[str, tuple[Task, ...]] = field(default_factory=dict)
    changes: tuple[ItemChange, ...] = ()
    not_applicable: Mapping[tuple[str, str, str], str] = field(default_factory=dict)
    declared: tuple[tuple[str, str, str, str], ...] = ()
    sample: bool = False
    remarks: Mapping[tuple[str, str, str, str], tuple[tuple[str, str], ...]] = field(default_factory=dict)
    warnings: tuple[Defect, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        place = {unit.id: number for number, unit in enumerate(self.units)}
        rows = sorted(self.rows, key=lambda row: (place.get(row.unit, -1), row.table, row.order))
        object.__setattr__(self, "rows", tuple(rows))
        object.__setattr__(self, "changes", tuple(sorted(self.changes, key=lambda change: change.item)))
        object.__setattr__(self, "declared", tuple(sorted(self.declared)))

    @cached_property
    def by_unit(self) -> Mapping[tuple[str, str], tuple[Row, ...]]:
        """The rows of one unit and table, in canonical order."""
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            found.setdefault((row.unit, row.table), []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    def rows_of(self, unit: str, table: str, items: Iterable[str]) -> tuple[Row, ...]:
        """The unit's rows of a table that stand at one of the addresses or below it, in canonical order."""
        addresses = tuple(items)
        if len(addresses) == 1:
            return self._by_address.get((unit, table, addresses[0]), ())
        return tuple(row for row in self.by_unit.get((unit, table), ()) if stands_at(row.item, addresses))

    @cached_property
    def _by_address(self) -> Mapping[tuple[str, str, str], tuple[Row, ...]]:
        """The rows at an address or below it."""
        found: dict[tuple[str, str, str], list[Row]] = {}
        for row in self.rows:
            for address in _and_above(row.item):
                found.setdefault((row.unit, row.table, address), []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the units of each group."""
        found: dict[str, list[str]] = {}
        for unit in self.units:
            found.setdefault(unit.group, []).append(unit.id)
        return {group: tuple(units) for group, units in found.items()}

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the facts in canonical form; the same for any order of input."""
        content: dict[str, object] = {
            "scheme": self.scheme,
            "units": sorted([unit.id, unit.name, unit.group] for unit in self.units),
            "values": sorted([*key, _plain(value)] for key, value in self.values.items()),
            "rows": sorted([row.table, row.unit, *map(str, row.order)] for row in self.rows),
            "tasks": sorted([unit, repr_of(task)] for unit, tasks in self.tasks.items() for task in tasks),
            "changes": sorted(repr_of(change) for change in self.changes),
            "not_applicable": sorted([*key, why] for key, why in self.not_applicable.items()),
            "declared": sorted(self.declared),
        }
        if self.remarks:
            content["remarks"] = sorted([*key, *map(list, fields)] for key, fields in self.remarks.items())
        return digest_of(content)


def repr_of(task: Task | ItemChange) -> str:
    """A task or change as text for the digest."""
    points = written(task.points) if task.points is not None else ""
    texts = sorted(task.texts) if isinstance(task, Task) else []
    return json.dumps([task.item, task.type, points, task.completion, texts], ensure_ascii=False)


def digest_of(content: object) -> str:
    """SHA-256 of a JSON value in canonical form (sorted keys, no spaces, UTF-8)."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def stands_at(address: str, items: tuple[str, ...]) -> bool:
    """Whether an address is one of the items or lies below one (law.1.a lies below law)."""
    return any(address == item or address.startswith(item + ".") for item in items)


def _and_above(address: str) -> Iterator[str]:
    """An address and those above it: law.1.a, law.1, law."""
    yield address
    while "." in address:
        address = address.rpartition(".")[0]
        yield address


def _periods(date: str) -> Mapping[str, Value]:
    if not date:
        return {}
    return {"month": date[:7], "quarter": f"{date[:4]}Q{(int(date[5:7]) + 2) // 3}"}


def _plain(value: Value) -> str:
    return written(value) if isinstance(value, Fraction) else value
