"""How the journal names a row, so that a person can read it: unit, item, name."""

from __future__ import annotations

from kaoping.core.facts import Facts
from kaoping.files.facts.tables import TABLES
from kaoping.records.models import Assessment
from kaoping.records.queries.facts import Row, address
from kaoping.schemes.compile import programs
from kaoping.schemes.read import Settled

LONGEST = 40


def named(assessment: Assessment, settled: Settled, facts: Facts, table: str, row: Row) -> str:
    """The row in words: 数据 · 区教委 · 9 任务完成 · leader."""
    unit, item, name = address(table, row)
    names = {one.code: one.name for one in assessment.units.filter(code=unit)}
    program = programs(settled.scheme, facts).get(unit)
    title = program.places_named.get(item, "") if program else ""
    parts = (TABLES[table].name.zh, names.get(unit, unit), f"{item} {title[:LONGEST]}".strip(), name)
    return " · ".join(part for part in parts if part)
