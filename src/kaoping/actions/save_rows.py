"""Saving a block of rows (findings, events, ratings, declarations) as one change: all of them or none."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.actions.acting import acting
from kaoping.actions.saving_rows import EnteredRow, RowsOf
from kaoping.actions.writing_facts import became, was, write
from kaoping.records.models import Assessment, Person


def save_rows(by: Person, assessment: Assessment, entered: Sequence[EnteredRow], since: int, why: str = "") -> int:
    """How many rows were changed; `since` is the line of the journal that the person knew of.

    Raises:
        NotAllowed: where the person may enter no rows, or not now.
        Refused: with everything wrong with them, each at its place.
        Conflicts: where somebody else has changed some of them meanwhile.
    """
    with acting(by, "save_rows", assessment) as opened:
        rows = RowsOf(by, assessment, since).planned(entered, why)
        if not rows:
            opened.leave()
            return 0
        write(opened, by, assessment, rows, why)
        opened.tell(f"{len(rows)} 条登记", was(rows), became(rows), why)
    return len(rows)
