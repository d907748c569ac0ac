"""Removing a unit that was listed by mistake, as long as nothing is known of it but its name."""

from __future__ import annotations

from django.db.models import ProtectedError

from kaoping.actions.acting import acting, need_reason, refuse
from kaoping.actions.writing_facts import NewRow, write
from kaoping.core.text import Text
from kaoping.records.canonical import parsed
from kaoping.records.models import Person, UnitEntry
from kaoping.records.queries.facts import current


def remove_unit(by: Person, unit: UnitEntry, why: str) -> None:
    """Withdraws the unit; the journal keeps its name.

    Raises:
        NotAllowed: unless by the office, before the release.
        Refused: without a reason; where facts, appointments or task lists are about the unit.
    """
    assessment = unit.assessment
    with acting(by, "remove_unit", assessment) as opened:
        need_reason(why)
        fact = current(assessment).filter(table="units", unit=unit.code).first()
        if fact is None:
            opened.leave()
            return
        if current(assessment).filter(unit=unit.code).exclude(pk=fact.pk).exists():
            raise refuse("unit-has-facts", _FACTS.with_values(unit=str(unit)), _WITHDRAW)
        row = parsed(fact.content)
        write(opened, by, assessment, [NewRow("units", row, fact, "withdrawn")], why)
        try:
            assessment.units.get(code=unit.code).delete()
        except ProtectedError:
            raise refuse("unit-in-use", _USED.with_values(unit=str(unit)), _RENAME) from None
        opened.tell(str(unit), row, None, why)


_FACTS = Text("“{unit}”已有数据，不能删除。", "There are data about “{unit}”: it cannot be removed.")
_WITHDRAW = Text("请先撤回这些数据。", "Withdraw them first.")
_USED = Text(
    "“{unit}”已任命过人员或有任务清单，不能删除。", "“{unit}” has had appointments or task lists: it cannot be removed."
)
_RENAME = Text("请改名或调整类别，用于别的单位。", "Rename or regroup it, and use it for another unit.")
