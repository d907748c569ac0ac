"""Task lists: the newest of a unit, and how a person names the one that was seen."""

from __future__ import annotations

from kaoping.records.canonical import sha256
from kaoping.records.models import Assessment, TaskList, UnitEntry

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
