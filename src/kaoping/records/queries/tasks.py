"""Task lists: the newest of a unit, and how a person names the one that was seen."""

from __future__ import annotations

from collections import Counter

from kaoping.records.canonical import parsed, sha256
from kaoping.records.models import Assessment, TaskList, UnitEntry
from kaoping.records.queries.facts import Row, current

SHOWN = 12


def newest(unit: UnitEntry) -> TaskList | None:
    """The newest version of a unit's list, whatever its state."""
    return unit.task_lists.order_by("-version").first()


def newest_of_all(assessment: Assessment) -> dict[str, TaskList]:
    """The newest version of every unit that has one, by its code."""
    lists = TaskList.objects.filter(unit__assessment=assessment).select_related("unit")
    return {one.unit.code: one for one in lists.order_by("version")}


def seen_as(tasks: TaskList | None) -> str:
    """What a list is when somebody sees it; another text says that it was changed since."""
    return f"{tasks.version}-{sha256(tasks.rows + tasks.state)[:SHOWN]}" if tasks else "none"


def tasks_counting(assessment: Assessment) -> Counter[str]:
    """By how many tasks every unit is assessed now, by its code: of an issued list, or imported with the facts."""
    return Counter(current(assessment).filter(table="tasks").values_list("unit", flat=True))


def tasks_of(unit: UnitEntry) -> list[Row]:
    """The tasks by which a unit is assessed now."""
    return [parsed(fact.content) for fact in current(unit.assessment).filter(table="tasks", unit=unit.code)]
