"""Issuing all countersigned task lists, as one change: all of them, or none."""

from __future__ import annotations

from kaoping.actions.acting import acting
from kaoping.actions.issue_task_list import changes_of
from kaoping.actions.writing_facts import write
from kaoping.records.canonical import parsed
from kaoping.records.models import Assessment, Person, TaskList
from kaoping.records.queries.facts import current, facts_from_rows
from kaoping.records.queries.schemes import settled_now
from kaoping.records.queries.tasks import newest_of_all


def issue_task_lists(by: Person, assessment: Assessment) -> list[TaskList]:
    """The lists by which their units are assessed from now on.

    Raises:
        NotAllowed: unless by the office, before the release.
        Refused: where facts already entered do not fit the new tasks of some unit.
    """
    settled = settled_now(assessment)
    with acting(by, "issue_task_lists", assessment) as opened:
        signed = [one for one in newest_of_all(assessment).values() if one.state == "countersigned"]
        if not signed:
            opened.leave()
            return []
        rows = [row for tasks in signed for row in changes_of(tasks)]
        write(opened, by, assessment, rows)
        facts_from_rows(((fact.table, parsed(fact.content)) for fact in current(assessment)), settled)
        TaskList.objects.filter(pk__in=[one.pk for one in signed]).update(state="issued", issued_at=opened.at)
        told = {"state": "issued", "written": len(rows), "lists": [str(one) for one in signed]}
        opened.tell(f"{len(signed)} 份任务清单", "countersigned", told)
    return signed
