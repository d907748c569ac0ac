"""Facts of a case, read without checks, until the facts files' own reader is there."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from kaoping.core.facts import Facts, Row, Task, Unit, Value
from kaoping.core.numbers import decimal
from kaoping.schemes.nodes import Node
from kaoping.schemes.read import Settled
from kaoping.schemes.readings import plain

ROWS = ("findings", "events", "claims", "ratings", "vetoes", "history", "status")


def facts_from_node(node: Node, settled: Settled) -> Facts:
    content = plain(node)
    assert isinstance(content, dict)
    units = tuple(Unit(u["id"], u.get("name", u["id"]), u.get("group", "")) for u in content["units"])
    values = {(v["unit"], v["item"], v["name"]): _value(v["value"]) for v in content.get("values", ())}
    rows = tuple(_row(table, row) for table in ROWS for row in content.get(table, ()))
    excused = {(n["unit"], n["item"], n.get("name", "")): n["why"] for n in content.get("not_applicable", ())}
    tasks: dict[str, tuple[Task, ...]] = {}
    for t in content.get("tasks", ()):
        points = Fraction(t["points"]) if "points" in t else None
        texts = tuple((k, t[k]) for k in ("duty", "title", "source", "goal", "assessor") if k in t)
        one = Task(t["item"], t["type"], points, t.get("completion", ""), texts)
        tasks[t["unit"]] = (*tasks.get(t["unit"], ()), one)
    return Facts(settled.scheme.id, units, values, rows, tasks, not_applicable=excused)


def _value(text: str) -> Value:
    if text in ("true", "false"):
        return Fraction(text == "true")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return Fraction(date.fromisoformat(text).toordinal())
    number = decimal(text)
    return text if number is None else number


def _row(table: str, row: dict[str, str]) -> Row:
    item = row.get("item", row.get("veto", ""))
    fields = {k: _field(k, v) for k, v in row.items() if k not in ("unit", "item", "veto")}
    return Row(table, row["unit"], item, tuple(fields.items()))


def _field(key: str, text: str) -> Value:
    return Fraction(text) if key in ("points", "value", "raters") else text
