"""Drafting the task lists of many units at once, as a workbook lists their tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kaoping.actions.acting import acting
from kaoping.actions.draft_task_list import drafted_within, read_tasks
from kaoping.core.defect import Defect, Refused
from kaoping.records.canonical import canonical
from kaoping.records.models import Assessment, Person, TaskList
from kaoping.records.queries.facts import Row
from kaoping.records.queries.schemes import settled_now
from kaoping.records.queries.tasks import newest_of_all


def draft_task_lists(
    by: Person, assessment: Assessment, lists: Mapping[str, Sequence[Row]], why: str = ""
) -> list[TaskList]:
    """The drafts that are new or other than before; lists that say the same stay as they are, sent or issued.

    `lists` are rows of the table `tasks` by the codes of their units.

    Raises:
        NotAllowed: unless by the office, before the release.
        Refused: with everything wrong with the tasks; where an issued list is amended without a reason.
    """
    settled = settled_now(assessment)
    with acting(by, "draft_task_lists", assessment) as opened:
        units = {unit.code: unit for unit in assessment.units.all()}
        known = newest_of_all(assessment)
        defects: list[Defect] = []
        made: list[TaskList] = []
        for code in [one for one in lists if one in units]:
            try:
                rows = read_tasks(units[code], lists[code], settled)
            except Refused as refused:
                defects += refused.defects
                continue
            last = known.get(code)
            if last is None or last.rows != canonical(rows):
                made.append(drafted_within(opened, by, units[code], rows, why))
        if defects:
            raise Refused(defects)
        if not made:
            opened.leave()
            return []
        opened.tell(f"{len(made)} 份任务清单", None, {"lists": [str(one) for one in made]}, why)
    return made
