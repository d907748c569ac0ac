"""Saving what came in an assessor's workbook, values and rows, as one change: all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.actions.acting import acting
from kaoping.actions.save_values import Entered, planned_values
from kaoping.actions.saving_rows import EnteredRow, RowsOf
from kaoping.actions.writing_facts import NewRow, became, was, write
from kaoping.core.defect import Refused
from kaoping.records.models import Assessment, Person
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import Conflicts


def save_workbook(
    by: Person,
    assessment: Assessment,
    values: Sequence[Entered],
    rows: Sequence[EnteredRow],
    *,
    since: int,
    why: str = "",
) -> int:
    """How much was changed; `since` is the line of the journal as of which the workbook was written.

    Raises:
        NotAllowed: where the person may not enter one of the values, or not now.
        Refused: with everything wrong with it, each at its place.
        Conflicts: where somebody else has changed some of it meanwhile.
    """
    with acting(by, "save_workbook", assessment) as opened:
        planned = _planned(RowsOf(by, assessment, since), values, rows, why)
        if not planned:
            opened.leave()
            return 0
        write(opened, by, assessment, planned, why)
        opened.tell(f"{len(planned)} 项填报", was(planned), became(planned), why)
    return len(planned)


def _planned(of: RowsOf, values: Sequence[Entered], rows: Sequence[EnteredRow], why: str) -> list[NewRow]:
    """What is to be written; what is wrong with the rows is said along with what is wrong with the values."""
    if not values:
        return of.planned(rows, why)
    try:
        found = planned_values(of.by, of.assessment, settled_now(of.assessment), values, why).rows
    except (Refused, Conflicts) as refusal:
        _say_also(of, rows, why, refusal)
        raise
    return [*found, *of.planned(rows, why, found)]


def _say_also(of: RowsOf, rows: Sequence[EnteredRow], why: str, first: Refused | Conflicts) -> None:
    try:
        of.planned(rows, why)
    except Refused as refused:
        raise Refused([*(first.defects if isinstance(first, Refused) else ()), *refused.defects]) from None
    except Conflicts as conflicts:
        if isinstance(first, Conflicts):
            raise Conflicts([*first.found, *conflicts.found]) from None
