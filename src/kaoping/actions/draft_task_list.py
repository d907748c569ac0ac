"""Drafting a unit's own list of tasks, or an amendment in mid-year."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.actions.acting import acting, need_reason
from kaoping.files.facts import plain_facts
from kaoping.records.canonical import canonical, parsed
from kaoping.records.models import Person, TaskList, UnitEntry
from kaoping.records.queries.facts import Row, current, facts_from_rows
from kaoping.records.queries.schemes import settled_now


def draft_task_list(by: Person, unit: UnitEntry, rows: Sequence[Row], why: str = "") -> TaskList:
    """The draft; one that is not issued yet is replaced and has to be sent again, an issued one is amended.

    `rows` are those of the table `tasks`, without their unit.

    Raises:
        NotAllowed: unless by the office, before the release.
        Refused: with everything wrong with the tasks; for an amendment without a reason.
    """
    settled = settled_now(unit.assessment)
    with acting(by, "draft_task_list", unit.assessment) as opened:
        own = current(unit.assessment).filter(table__in=["units", "items"], unit__in=["", unit.code])
        known = [(fact.table, parsed(fact.content)) for fact in own]
        wanted = [("tasks", {**row, "unit": unit.code}) for row in rows]
        read = plain_facts(facts_from_rows([*known, *wanted], settled), settled).get("tasks", [])
        last = unit.task_lists.order_by("-version").first()
        if last is not None and last.state == "issued":
            need_reason(why)
        open_list = last if last is not None and last.state != "issued" else None
        before = parsed(open_list.rows) if open_list else None
        draft = open_list or TaskList(unit=unit, version=last.version + 1 if last else 1)
        draft.state, draft.rows, draft.why, draft.comment = "draft", canonical(read), why, ""
        draft.drafted_by, draft.drafted_at = by, opened.at
        draft.countersigned_by, draft.countersigned_at, draft.signature = None, None, ""
        draft.save()
        opened.tell(str(draft), before, read, why)
    return draft
