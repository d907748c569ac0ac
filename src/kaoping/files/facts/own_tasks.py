"""The tasks of an office's own workbook: numbered where no id is written, typed by the words of the document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kaoping.core.text import Text
from kaoping.files.facts.document import Entry
from kaoping.files.facts.layout import plain
from kaoping.files.facts.notes import Notes
from kaoping.schemes.compile import inner_items
from kaoping.schemes.model import Scheme, TaskType
from kaoping.schemes.nodes import Node

NUMBERED = "t{number}"
# 指数数值, 指数数值类, 指数数值类任务 and （一）指数数值类 are one type.
_AROUND = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]+[）).、．]\s*)|(?:型|类)?(?:任务|指标|项目)?$")


def untyped(heading: Node, scheme: Scheme, notes: Notes) -> None:
    """Notes that a sheet has no column of types, where it needs one."""
    if len(scheme.task_types) > 1:
        notes.note("missing-column", heading, _NO_COLUMN, _ADD_COLUMN.with_values(types=_words(scheme)))


def completed(entries: Sequence[Entry], scheme: Scheme, notes: Notes) -> Iterator[Entry]:
    """The rows with an id and a type each; a row whose type is missing or unknown is noted at its cell."""
    meant = _meant(scheme.task_types)
    for task in numbered(entries, scheme):
        entry, written = task, _written(task, "type")
        kind = written if written in scheme.task_types else meant.get(_bare(written), "")
        if not kind and not written and len(scheme.task_types) == 1:
            (kind,) = scheme.task_types
        if not kind and scheme.task_types:
            _note(entry, written, scheme, notes)
            # Any type does, so that nothing more is said about it.
            entry, kind = _with(entry, "completion", ""), next(iter(scheme.task_types))
        yield _with(entry, "type", kind) if kind else entry


def _note(entry: Entry, written: str, scheme: Scheme, notes: Notes) -> None:
    """Says once, and only where the sheet has the column, what is wrong with a type."""
    if "type" in entry.fields:
        says = _UNKNOWN.with_values(type=written) if written else _NO_TYPE
        notes.note("type-needed", entry.fields["type"], says, _WRITE_TYPE.with_values(types=_words(scheme)))


def numbered(entries: Iterable[Entry], scheme: Scheme) -> Iterator[Entry]:
    """The rows with ids: t1, t2 … in their order within the unit, passing over what is taken."""
    rows = list(entries)
    built_in = {inner.id for item in scheme.items for inner in inner_items(item)}
    taken: dict[str, set[str]] = defaultdict(lambda: set(built_in))
    for entry in rows:
        taken[_written(entry, "unit")].add(_written(entry, "item"))
    for entry in rows:
        yield entry if _written(entry, "item") else _with(entry, "item", _next(taken[_written(entry, "unit")]))


def _next(taken: set[str]) -> str:
    number = 1
    while (found := NUMBERED.format(number=number)) in taken:
        number += 1
    taken.add(found)
    return found


def _meant(types: Mapping[str, TaskType]) -> dict[str, str]:
    """Types by the core of their names; a core that several share means none of them."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, kind in types.items():
        for name in (kind.name, kind.english):
            if name:
                found[_bare(name)].add(key)
    return {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}


def _bare(text: str) -> str:
    stripped = plain(text)
    return _AROUND.sub("", stripped) or stripped


def _words(scheme: Scheme) -> list[Text]:
    return [Text(kind.name, kind.english or kind.name) for kind in scheme.task_types.values()]


def _written(entry: Entry, key: str) -> str:
    value = entry.fields[key].value if key in entry.fields else None
    return "" if value is None else str(value).strip()


def _with(entry: Entry, key: str, value: str) -> Entry:
    place = entry.fields.get(key, entry.node)
    return Entry(entry.node, {**entry.fields, key: place._replace(value=value)})


_NO_COLUMN = Text("表头没有“任务类型”这一列。", "The headings have no column “type of task”.")
_ADD_COLUMN = Text("请加上，每项任务写明：{types}。", "Add it, with one of these for each task: {types}.")
_UNKNOWN = Text("没有“{type}”这种任务类型。", "There is no type of task “{type}”.")
_NO_TYPE = Text("没有写任务类型。", "No type of task is given.")
_WRITE_TYPE = Text("请写其中一种：{types}。", "Write one of these: {types}.")
