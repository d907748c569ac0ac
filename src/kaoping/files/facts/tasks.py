"""Task lists of single units, and changes of the built-in tasks for all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from kaoping.core.facts import ItemChange, Task, Unit
from kaoping.core.text import Text
from kaoping.files.facts.addresses import check_unit
from kaoping.files.facts.notes import Notes, meant
from kaoping.files.facts.record import Record, repeated
from kaoping.kinds.composite.rule import Composite
from kaoping.schemes.compile import inner_items
from kaoping.schemes.form import Form
from kaoping.schemes.leaves import Leaf, leaves
from kaoping.schemes.model import CheckpointEntry, ItemEntry, Scheme

TEXTS = ("duty", "title", "source", "goal", "assessor")

_TASK_ID = re.compile(r"[\w-]+")
_DELETE = Text("请删去。", "Please delete it.")


class TaskReader:
    """Reads the rows of `tasks` and `items` against the scheme's holder of tasks."""

    def __init__(self, scheme: Scheme, notes: Notes) -> None:
        self.scheme = scheme
        self.notes = notes
        tops = [item for top in scheme.items for item in inner_items(top)]
        self.holders = [item for item in tops if item.tasks]
        self.built_in = {leaf.id: leaf for leaf in leaves(scheme, Form()) if any(one.tasks for one in leaf.parents)}
        self.taken = {name for top in scheme.items for name in _ids(top)} - set(self.built_in) | {"total"}

    def changes(self, records: Sequence[Record]) -> tuple[ItemChange, ...]:
        """The changes of built-in tasks, by item."""
        found: dict[str, tuple[Record, ItemChange]] = {}
        for record in records:
            item = record.word("item")
            if item in found:
                repeated(record.at("item"), found[item][0].at("item"), item, self.notes)
            elif item and self._is_built_in(record, item):
                found[item] = (record, self._change(record, self.built_in[item]))
        changes = tuple(change for _, (_, change) in sorted(found.items()))
        if found and self.holders:
            self._within_base(leaves(self.scheme, Form(changes=changes)), [record for record, _ in found.values()])
        return changes

    def _is_built_in(self, record: Record, item: str) -> bool:
        if item not in self.built_in:
            says = Text("“{item}”不是本方案的年度任务。", "“{item}” is not a task of this scheme.", {"item": item})
            self.notes.note("unknown-task", record.at("item"), says, meant(item, self.built_in))
        return item in self.built_in

    def _change(self, record: Record, leaf: Leaf) -> ItemChange:
        own = record.word("type")
        if not record.fields("item"):
            says = Text("没有写明改什么。", "It is not said what changes.")
            remedy = Text("请写任务类型（type）或分值（points）。", "Give a type or points.")
            self.notes.note("nothing-changed", record.at("item"), says, remedy)
        self._check_type(record, own or leaf.entry.type)
        self._check_points(record)
        return ItemChange(record.word("item"), own, record.number("points"), record.word("completion"))

    def tasks(self, records: Sequence[Record], units: Sequence[Unit]) -> dict[str, tuple[Task, ...]]:
        """Every unit's own list, in the order of the file."""
        known = [unit.id for unit in units]
        found: dict[str, dict[str, Record]] = {}
        for record in records:
            check_unit(record, known, self.notes)
            own = found.setdefault(record.word("unit") or record.entry.node.path, {})
            if self._is_new(record, own):
                own[record.word("item")] = record
        lists = {unit: tuple(self._task(record) for record in rows.values()) for unit, rows in found.items() if rows}
        lists = {unit: tasks for unit, tasks in lists.items() if unit in known}
        for unit, tasks in lists.items():
            self._within_base(leaves(self.scheme, Form(tasks=tasks)), list(found[unit].values()))
        return lists

    def _is_new(self, record: Record, before: Mapping[str, Record]) -> bool:
        item = record.word("item")
        if item in before:
            repeated(record.at("item"), before[item].at("item"), item, self.notes)
        elif not self.holders:
            says = Text("本方案没有年度任务，单位不能另列任务。", "This scheme has no tasks that a unit could list.")
            self.notes.note("no-tasks", record.at("item"), says, _DELETE)
        elif item and (not _TASK_ID.fullmatch(item) or item in self.taken):
            says = Text("“{item}”不能作任务编号。", "“{item}” cannot be the id of a task.", {"item": item})
            remedy = Text(
                "请用字母和数字，例如 t1；不要与其他指标重复，不要用点和空格。",
                "Use letters and digits, such as t1; no id of another item, no dots or spaces.",
            )
            self.notes.note("bad-task-id", record.at("item"), says, remedy)
        else:
            return bool(item)
        return False

    def _task(self, record: Record) -> Task:
        self._check_type(record, record.word("type"))
        self._check_points(record)
        texts = tuple((key, record.word(key)) for key in TEXTS if record.word(key))
        return Task(record.word("item"), record.word("type"), record.number("points"), record.word("completion"), texts)

    def _check_type(self, record: Record, type_: str) -> None:
        types = self.scheme.task_types
        if type_ and type_ not in types:
            says = Text("没有“{type}”这种任务类型。", "There is no type of task “{type}”.", {"type": type_})
            self.notes.note("unknown-type", record.at("type"), says, meant(type_, types))
        completion = record.word("completion")
        composites = [
            name for name, type_ in types.items() if any(isinstance(one.rule, Composite) for one in type_.own_rules)
        ]
        parts = [name for name in types if name not in composites]
        if completion and type_ in parts:
            says = Text(
                "只有由几部分组成的任务才写“完成量按何类型计”。", "Only a composite task names a completion type."
            )
            self.notes.note("stray-completion", record.at("completion"), says, _DELETE)
        elif completion and completion not in parts:
            says = Text("完成量不能按“{type}”计。", "Completion cannot be scored as “{type}”.", {"type": completion})
            self.notes.note("unknown-type", record.at("completion"), says, meant(completion, parts))

    def _check_points(self, record: Record) -> None:
        points = record.number("points")
        if points is not None and points < 0:
            says = Text("分值不能是负数。", "Points cannot be negative.")
            self.notes.note("negative-points", record.at("points"), says, Text("请核对。", "Please check."))

    def _within_base(self, found: tuple[Leaf, ...], records: Sequence[Record]) -> None:
        for holder in self.holders:
            tasks = [leaf for leaf in found if holder in leaf.parents]
            self._check_sum(holder, tasks, records)

    def _check_sum(self, holder: ItemEntry, tasks: list[Leaf], records: Sequence[Record]) -> None:
        fixed = fixed_points(holder, tasks, {record.word("item"): record.number("points") for record in records})
        given = sum((points for points in fixed.values() if points is not None), Fraction(0))
        base = holder.points or Fraction(0)
        everything = None not in fixed.values()
        record = next((one for one in reversed(records) if one.number("points") is not None), None)
        if record is None or given == base or (given < base and not everything):
            return
        values = {"given": given, "base": base}
        if given > base:
            says = Text(
                "各任务分值合计 {given}，超过了 {base}。", "The tasks' points add up to {given}, more than {base}."
            )
            remedy = Text("请调低分值，使合计不超过 {base}。", "Lower them so that they make at most {base}.", values)
            self.notes.note("points-beyond-base", record.at("points"), says.with_values(**values), remedy)
        else:
            says = Text(
                "各任务分值合计只有 {given}，不足 {base}。", "The tasks' points add up to {given}, less than {base}."
            )
            remedy = Text("请核对分值。", "Please check the points.")
            self.notes.note("points-below-base", record.at("points"), says.with_values(**values), remedy, "warning")


def fixed_points(
    holder: ItemEntry, tasks: Iterable[Leaf], given: Mapping[str, Fraction | None]
) -> dict[str, Fraction | None]:
    """The points of every task that somebody set: in the facts, in the scheme, or in its points table."""
    table = holder.share if isinstance(holder.share, Mapping) else {}
    sources = {leaf.id: (given.get(leaf.id), leaf.entry.points, table.get(leaf.id)) for leaf in tasks}
    return {item: next((points for points in found if points is not None), None) for item, found in sources.items()}


def _ids(item: ItemEntry) -> Iterator[str]:
    yield item.id
    yield from (name for child in item.items for name in _ids(child))
    yield from (name for point in item.checkpoints for name in _checkpoint_ids(point))


def _checkpoint_ids(point: CheckpointEntry) -> Iterator[str]:
    yield point.id
    yield from (name for below in point.checkpoints for name in _checkpoint_ids(below))
