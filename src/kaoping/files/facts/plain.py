"""Facts as the plain values of a facts file: what reading them again gives the same facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from kaoping.core.facts import Facts, ItemChange, Row, Task, Value
from kaoping.core.line import Ask
from kaoping.core.numbers import written
from kaoping.core.program import Program
from kaoping.files.facts.document import FORMAT
from kaoping.schemes.compile import programs
from kaoping.schemes.read import Settled

Plain = dict[str, str | bool]


def plain_facts(facts: Facts, settled: Settled) -> dict[str, object]:
    """The content of a facts file; numbers are decimal text, tables without rows are left out."""
    tables: dict[str, list[Plain]] = {
        "units": [_filled({"id": unit.id, "name": unit.name, "group": unit.group}) for unit in facts.units],
        "items": [_change(change) for change in facts.changes],
        "tasks": [_task(unit, task) for unit, tasks in facts.tasks.items() for task in tasks],
        "values": _values(facts, programs(settled.scheme, facts)),
        **{table: [plain_row(row) for row in facts.rows if row.table == table] for table in _ROW_TABLES},
        "not_applicable": [
            {
                **_filled({"unit": unit, "item": item, "name": name, "why": why}),
                **_remarks(facts, "not_applicable", key),
            }
            for key, why in facts.not_applicable.items()
            for unit, item, name in [key]
        ],
        "declared": [
            {
                **_filled({"unit": unit, "item": item, "by": by, "on": on}),
                **_remarks(facts, "declared", (unit, item, by)),
            }
            for unit, item, by, on in facts.declared
        ],
    }
    words: dict[str, object] = {"format": FORMAT, "scheme": facts.scheme}
    if facts.sample:
        words["sample"] = True
    return words | {name: rows for name, rows in tables.items() if rows}


_ROW_TABLES = ("findings", "events", "claims", "ratings", "vetoes", "history", "status")


def _filled(fields: Mapping[str, str]) -> Plain:
    return {key: words for key, words in fields.items() if words}


def _change(change: ItemChange) -> Plain:
    points = "" if change.points is None else written(change.points)
    return _filled({"item": change.item, "type": change.type, "completion": change.completion, "points": points})


def _task(unit: str, task: Task) -> Plain:
    points = "" if task.points is None else written(task.points)
    fields = {"unit": unit, "item": task.item, "type": task.type, "completion": task.completion, "points": points}
    return _filled({**fields, **dict(task.texts)})


def _values(facts: Facts, compiled: Mapping[str, Program]) -> list[Plain]:
    return [
        {
            "unit": unit,
            "item": item,
            "name": name,
            "value": _as_asked(value, compiled[unit].asks[item, name]),
            **_remarks(facts, "values", (unit, item, name)),
        }
        for (unit, item, name), value in facts.values.items()
    ]


def _as_asked(value: Value, ask: Ask) -> str | bool:
    """A value in the form in which it was asked for."""
    if not isinstance(value, Fraction):
        return value
    if ask.form == "yes_no":
        return value == 1
    return date.fromordinal(int(value)).isoformat() if ask.form == "date" else written(value)


def plain_row(row: Row) -> Plain:
    """A row as a facts file holds it; reading it again gives an equal row."""
    place = "veto" if row.table == "vetoes" else "item"
    fields = {key: written(value) if isinstance(value, Fraction) else value for key, value in row.fields}
    return {**_filled({"unit": row.unit, place: row.item}), **fields}


def _remarks(facts: Facts, table: str, key: Iterable[str]) -> dict[str, str]:
    unit, item, name = key
    return dict(facts.remarks.get((table, unit, item, name), ()))
