"""Entering a row: a value, a finding, an event, a claim, a rating, a veto, an exemption, a declaration."""

from __future__ import annotations

from kaoping.actions.acting import acting, need_reason, refuse
from kaoping.actions.deciding_rows import need_judgement
from kaoping.actions.entering import check_entering
from kaoping.actions.naming import named
from kaoping.actions.writing_facts import Draft, NewRow, drafted, last_of, write
from kaoping.core.text import Text
from kaoping.records.canonical import canonical, parsed
from kaoping.records.models import Assessment, Fact, Person
from kaoping.records.models.facts import SINGLE_TABLES
from kaoping.records.queries.facts import Row, address
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import Conflict
from kaoping.schemes.read import Settled


def enter_row(
    by: Person,
    assessment: Assessment,
    table: str,
    row: Row,
    *,
    expected: int | None = None,
    why: str = "",
    verb: str = "enter_row",
) -> Fact:
    """The fact that says so; where the same request has come before, or changes nothing, the fact that is there.

    Where a unit has one row only (a value, an exemption), `expected` is the fact (its key) that the person saw there,
    and a different row corrects it with a reason. Other rows are told apart by their `id`: with one, a request that
    comes twice has one effect.

    Raises:
        NotAllowed: where the person may not enter this, or not now.
        Refused: with everything wrong with the row.
        Conflict: where somebody else has entered or changed it meanwhile.
    """
    if table == "vetoes":
        raise refuse("veto-without-hearing", _HEARING, _PROPOSE)
    settled = settled_now(assessment)
    with acting(by, verb, assessment) as opened:
        known = last_of(assessment, table, row) if table in SINGLE_TABLES or row.get("id") else None
        counting = known if known and known.state == "confirmed" else None
        draft = drafted(assessment, settled, table, row, counting)
        check_entering(by, assessment, (table, *address(table, draft.row)), settled, draft.facts)
        if counting is not None and _said_already(by, counting, canonical(draft.row), expected):
            opened.leave()
            return counting
        if (counting and counting.pk) != expected:
            raise Conflict(row, counting)
        _check_reasons(settled, draft, table, why, verb=verb, corrects=counting is not None)
        (fact,) = write(opened, by, assessment, [NewRow(table, draft.row, known)], why)
        subject = named(assessment, settled, draft.facts, table, draft.row)
        opened.tell(subject, counting and parsed(counting.content), draft.row, why)
    return fact


def _check_reasons(settled: Settled, draft: Draft, table: str, why: str, *, verb: str, corrects: bool) -> None:
    if corrects:
        need_reason(why)
    if verb == "enter_row":
        need_judgement(settled, draft.facts, table, draft.row)


def _said_already(by: Person, counting: Fact, content: str, expected: int | None) -> bool:
    """Whether the person saw this very fact, or made it by the same request."""
    before = counting.supersedes if counting.supersedes and counting.supersedes.state == "confirmed" else None
    again = counting.entered_by == by and (before and before.pk) == expected
    return counting.content == content and (counting.pk == expected or again)


_HEARING = Text("一票否决不能直接登记。", "A veto is not simply entered.")
_PROPOSE = Text("请先提出，听取单位申辩以后再决定。", "Propose it, hear the unit, then decide.")
