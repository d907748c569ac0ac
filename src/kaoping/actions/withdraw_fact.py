"""Withdrawing a fact: it stays and no longer counts."""

from __future__ import annotations

from kaoping.actions.acting import acting, need_reason
from kaoping.actions.correct_fact import still_counts
from kaoping.actions.entering import check_entering
from kaoping.actions.naming import named
from kaoping.actions.writing_facts import NewRow, without, write
from kaoping.core.facts import Facts
from kaoping.records.canonical import parsed
from kaoping.records.journal import Change
from kaoping.records.models import Fact, Person
from kaoping.records.queries.schemes import settled_now
from kaoping.schemes.read import Settled


def withdraw_fact(by: Person, fact: Fact, why: str) -> Fact:
    """The row that says that the fact is withdrawn.

    Raises:
        NotAllowed: where the person may not enter this, or not now.
        Refused: where other facts cannot stand without it, or without a reason.
        Conflict: where the fact does not count any more.
    """
    settled = settled_now(fact.assessment)
    with acting(by, "withdraw_fact", fact.assessment) as opened:
        need_reason(why)
        facts, gone = withdrawn_within(opened, by, fact, settled=settled, why=why)
        check_entering(by, fact.assessment, (fact.table, fact.unit, fact.item, fact.name), settled, facts)
        subject = named(fact.assessment, settled, facts, fact.table, parsed(fact.content))
        opened.tell(subject, parsed(fact.content), None, why)
    return gone


def withdrawn_within(opened: Change, by: Person, fact: Fact, *, settled: Settled, why: str) -> tuple[Facts, Fact]:
    """The withdrawal within a change that its action tells, and the facts of the unit without it."""
    row = parsed(fact.content)
    still_counts(fact, row)
    facts = without(fact.assessment, settled, fact)
    (gone,) = write(opened, by, fact.assessment, [NewRow(fact.table, row, fact, "withdrawn")], why)
    return facts, gone
