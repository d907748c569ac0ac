"""Writers for the test of parallel writing: a process of its own with several threads, all at once."""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

from django.db import connections

from kaoping.actions.enter_row import enter_row
from kaoping.actions.enter_value import enter_value
from kaoping.actions.tests.year import person
from kaoping.core.numbers import written
from kaoping.records.canonical import parsed
from kaoping.records.models import Assessment
from kaoping.records.queries.facts import current
from kaoping.records.refusals import Conflict
from tests.databases import connected

SHARED = ("u-1", "done", "actual")


def main() -> None:
    """Told the settings of a database as JSON, the number of the first writer, and how many there are."""
    settings, first, many = json.loads(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    with connected(settings), ThreadPoolExecutor(many) as pool:
        sys.stdout.write(json.dumps(list(pool.map(write, range(first, first + many)))))


def write(number: int) -> int:
    """Enters an event of its own; every fifth adds an amount of its own to a value that others add to as well.

    Returns how often it had to try again.
    """
    row = {"unit": "u-2", "item": "calls", "on": "2020-05-01", "id": f"e-{number}"}
    try:
        enter_row(person("office"), Assessment.objects.get(), "events", row)
        return _add(amount(number)) if number % 5 == 0 else 0
    finally:
        connections.close_all()


def amount(number: int) -> Fraction:
    """What a writer adds: to no two the same, so that nobody's addition can pass for another's."""
    return 1 + Fraction(number, 1000)


def _add(added: Fraction) -> int:
    office, assessment = person("office"), Assessment.objects.get()
    for tries in range(1000):
        unit, item, name = SHARED
        seen = current(assessment).get(table="values", unit=unit, item=item, name=name)
        value = written(Fraction(parsed(seen.content)["value"]) + added)
        try:
            enter_value(office, assessment, SHARED, value, expected=seen.pk, why="示例")
        except Conflict:
            continue
        return tries
    raise RuntimeError("a thousand conflicts")
