"""Importing the assessed units with their groups."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.actions.acting import acting, need_reason
from kaoping.actions.planning import planned
from kaoping.actions.writing_facts import write
from kaoping.core.facts import Unit
from kaoping.files.facts import plain_facts
from kaoping.records.models import Assessment, Person
from kaoping.records.queries.facts import facts_from_rows
from kaoping.records.queries.schemes import settled_now


def import_units(by: Person, assessment: Assessment, units: Sequence[Unit], why: str = "") -> int:
    """Adds units, and renames or regroups those that are there; returns how many rows were written.

    Raises:
        NotAllowed: unless by the office, before the release.
        Refused: with everything wrong with the units, and where units are changed without a reason.
    """
    settled = settled_now(assessment)
    rows = [("units", {"id": unit.id, "name": unit.name, "group": unit.group}) for unit in units]
    read = plain_facts(facts_from_rows(rows, settled), settled)["units"]
    with acting(by, "import_units", assessment) as opened:
        plan = planned(assessment, settled, {"units": read})  # type: ignore[dict-item]  # a table is a list of rows
        if not plan.rows:
            opened.leave()
            return 0
        if plan.corrections:
            need_reason(why)
        write(opened, by, assessment, plan.rows, why)
        before = [new.supersedes.content for new in plan.rows if new.supersedes]
        opened.tell(f"{len(plan.rows)} 个单位", before, [new.row for new in plan.rows], why)
    return len(plan.rows)
