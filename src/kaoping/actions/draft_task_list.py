"""Drafting a unit's own list of tasks, or an amendment in mid-year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from kaoping.actions.acting import acting, need_reason
from kaoping.files.facts import plain_facts
from kaoping.records.canonical import canonical, parsed
from kaoping.records.journal import Change
from kaoping.records.models import Person, TaskList, UnitEntry
from kaoping.records.queries.facts import Row, current, facts_from_rows
from kaoping.records.queries.schemes import settled_now
from kaoping.records.queries.tasks import newest, seen_as
from kaoping.records.refusals import Conflict
from kaoping.schemes.read import Settled


def draft_task_list(
    by: Person, unit: UnitEntry, rows: Sequence[Row], why: str = "", *, expected: str | None = None
) -> TaskList:
    """The draft; one that is not issued yet is replaced and has to be sent again, an issued one is amended.

    `rows` are those of the table `tasks`, without their unit. `expected` is the list that the person saw, as
    `seen_as` names it.

    Raises:
        NotAllowed: unless by the office, before the release.
        Refused: with everything wrong with the tasks; for an amendment without a reason.
        Conflict: where somebody else has drafted it meanwhile.
    """
    settled = settled_now(unit.assessment)
    with acting(by, "draft_task_list", unit.assessment) as opened:
        last = newest(unit)
        if expected is not None and expected != seen_as(last):
            raise Conflict({"rows": rows}, last)
        read = read_tasks(unit, rows, settled)
        if last is not None and last.rows == canonical(read) and last.state != "issued" and last.why == why:
            opened.leave()
            return last
        before = parsed(last.rows) if last is not None and last.state != "issued" else None
        draft = drafted_within(opened, by, unit, read, why)
        opened.tell(str(draft), before, read, why)
    return draft


def read_tasks(unit: UnitEntry, rows: Sequence[Row], settled: Settled) -> list[Row]:
    """The tasks in canonical form.

    Raises:
        Refused: with everything wrong with them.
    """
    own = current(unit.assessment).filter(table__in=["units", "items"], unit__in=["", unit.code])
    known = [(fact.table, parsed(fact.content)) for fact in own]
    wanted = [("tasks", {**row, "unit": unit.code}) for row in rows]
    tables = plain_facts(facts_from_rows([*known, *wanted], settled), settled)
    return list(cast("Sequence[Row]", tables.get("tasks", ())))


def drafted_within(opened: Change, by: Person, unit: UnitEntry, rows: Sequence[Row], why: str) -> TaskList:
    """The draft, within a change that its action tells.

    Raises:
        Refused: where it amends an issued list without a reason.
    """
    last = newest(unit)
    if last is not None and last.state == "issued":
        need_reason(why)
    open_list = last if last is not None and last.state != "issued" else None
    draft = open_list or TaskList(unit=unit, version=last.version + 1 if last else 1)
    draft.state, draft.rows, draft.why, draft.comment = "draft", canonical(rows), why, ""
    draft.drafted_by, draft.drafted_at = by, opened.at
    draft.countersigned_by, draft.countersigned_at, draft.signature = None, None, ""
    draft.save()
    return draft
