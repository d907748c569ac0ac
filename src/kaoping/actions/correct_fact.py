"""Correcting a fact: the new row supersedes the old one, which stays, and says why."""

from __future__ import annotations

from kaoping.actions.acting import acting, need_reason, refuse
from kaoping.actions.entering import check_entering
from kaoping.actions.naming import named
from kaoping.actions.writing_facts import Draft, NewRow, drafted, write
from kaoping.core.text import Text
from kaoping.records.canonical import canonical, parsed
from kaoping.records.journal import Change
from kaoping.records.models import Fact, Person
from kaoping.records.models.facts import SINGLE_TABLES
from kaoping.records.queries.facts import Row, address
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import Conflict
from kaoping.schemes.read import Settled


def correct_fact(by: Person, fact: Fact, row: Row, why: str) -> Fact:
    """The fact that counts instead; the old one where both say the same.

    Raises:
        NotAllowed: where the person may not enter this, or not now.
        Refused: with everything wrong with the row, or without a reason.
        Conflict: where the fact does not count any more.
    """
    settled = settled_now(fact.assessment)
    with acting(by, "correct_fact", fact.assessment) as opened:
        need_reason(why)
        draft, corrected = corrected_within(opened, by, fact, row, settled=settled, why=why)
        for item in (fact.item, corrected.item):
            check_entering(by, fact.assessment, (fact.table, fact.unit, item, fact.name), settled, draft.facts)
        if corrected == fact:
            opened.leave()
            return fact
        subject = named(fact.assessment, settled, draft.facts, fact.table, draft.row)
        opened.tell(subject, parsed(fact.content), draft.row, why)
    return corrected


def corrected_within(
    opened: Change, by: Person, fact: Fact, row: Row, *, settled: Settled, why: str
) -> tuple[Draft, Fact]:
    """The correction within a change that its action tells; the fact itself where both say the same."""
    still_counts(fact, row)
    _same_place(fact, row)
    draft = drafted(fact.assessment, settled, fact.table, row, fact)
    if canonical(draft.row) == fact.content:
        return draft, fact
    (corrected,) = write(opened, by, fact.assessment, [NewRow(fact.table, draft.row, fact)], why)
    return draft, corrected


def still_counts(fact: Fact, row: Row) -> None:
    """Raises Conflict where something else counts by now."""
    later = Fact.objects.filter(supersedes=fact).first()
    if later is not None or fact.state != "confirmed":
        raise Conflict(row, later)


def _same_place(fact: Fact, row: Row) -> None:
    """A correction stays with its unit; where there is one row per place, with its place."""
    unit, item, name = address(fact.table, row)
    moved = (
        (unit, item, name) != (fact.unit, fact.item, fact.name) if fact.table in SINGLE_TABLES else unit != fact.unit
    )
    if moved:
        raise refuse("moved", _MOVED, _WITHDRAW)


_MOVED = Text("更正不能改到别的单位或别处。", "A correction cannot move a fact to another unit or place.")
_WITHDRAW = Text("请撤回这一条，再另行登记。", "Withdraw it, and enter the other one.")
