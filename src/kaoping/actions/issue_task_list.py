"""Issuing a countersigned task list: its tasks become the facts by which the unit is scored."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.actions.acting import acting
from kaoping.actions.writing_facts import NewRow, write
from kaoping.core.text import Text
from kaoping.records.canonical import canonical, parsed
from kaoping.records.models import Person, TaskList
from kaoping.records.queries.facts import current, facts_from_rows
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import NotAllowed


def issue_task_list(by: Person, tasks: TaskList) -> None:
    """Writes what is new or different, and withdraws the tasks that are not in the list any more.

    Raises:
        NotAllowed: unless by the office, for a countersigned list.
        Refused: where facts already entered do not fit the new tasks.
    """
    assessment = tasks.unit.assessment
    settled = settled_now(assessment)
    with acting(by, "issue_task_list", assessment) as opened:
        tasks.refresh_from_db()
        if tasks.state != "countersigned":
            raise NotAllowed(_NOT_SIGNED)
        rows = list(changes_of(tasks))
        write(opened, by, assessment, rows)
        facts = current(assessment).filter(unit__in=["", tasks.unit.code])
        facts_from_rows(((fact.table, parsed(fact.content)) for fact in facts), settled)
        tasks.state, tasks.issued_at = "issued", opened.at
        tasks.save(update_fields=["state", "issued_at"])
        opened.tell(str(tasks), "countersigned", {"state": "issued", "written": len(rows)}, tasks.why)


def changes_of(tasks: TaskList) -> Iterator[NewRow]:
    """What a list makes new, other than before, or void, for the reason for which it was amended."""
    own = tasks.unit.assessment.facts.filter(table="tasks", unit=tasks.unit.code, superseded_by=None)
    known = {fact.item: fact for fact in own.exclude(state="proposed")}
    listed = {str(row["item"]): row for row in parsed(tasks.rows)}
    for item, row in listed.items():
        fact = known.get(item)
        if fact is None or fact.state == "withdrawn" or fact.content != canonical(row):
            yield NewRow("tasks", row, fact, why=tasks.why)
    for item, fact in known.items():
        if item not in listed and fact.state == "confirmed":
            yield NewRow("tasks", parsed(fact.content), fact, "withdrawn", tasks.why)


_NOT_SIGNED = Text("这份任务清单还没有会签，或已下达。", "This task list is not countersigned, or issued already.")
