"""Claiming points (加分申报、扣分建议): a row that waits for the decision of the office and counts only then."""

from __future__ import annotations

from kaoping.actions.acting import acting, refuse
from kaoping.actions.naming import named
from kaoping.actions.writing_facts import NewRow, drafted, write
from kaoping.core.facts import Facts
from kaoping.core.text import Text
from kaoping.files.facts.accepted import Accepted, accepted
from kaoping.kinds.claims.rule import Claims
from kaoping.kinds.tally.rule import Tally
from kaoping.records.access import roles_of, units_of
from kaoping.records.models import Assessment, Fact, Person
from kaoping.records.queries.facts import Row, address
from kaoping.records.queries.owing import bodies_for
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import NotAllowed
from kaoping.schemes.read import Settled
from kaoping.schemes.responsible import bodies_at


def file_claim(by: Person, assessment: Assessment, row: Row) -> Fact:
    """The claim; where a request with the same `id` has come before, the one that is there.

    Raises:
        NotAllowed: units claim additions of their own, assessors propose at their own items, nobody for the own unit
            anything that takes points from others.
        Refused: with everything wrong with the row.
    """
    settled = settled_now(assessment)
    with acting(by, "file_claim", assessment) as opened:
        unit, item, name = address("claims", row)
        if not name:
            raise refuse("id-needed", _NO_ID, _GIVE_ID)
        known = assessment.facts.filter(table="claims", unit=unit, name=name).order_by("entry").first()
        if known is not None:
            opened.leave()
            return known
        draft = drafted(assessment, settled, "claims", row)
        _check_claimant(by, assessment, (unit, item), settled, draft.facts)
        (fact,) = write(opened, by, assessment, [NewRow("claims", draft.row, state="proposed")])
        opened.tell(named(assessment, settled, draft.facts, "claims", draft.row), None, draft.row)
    return fact


def units_may_claim(form: Accepted, item: str) -> bool:
    """Whether a unit may claim at an item of its own: only where claims add points."""
    return any(rule.sign == "add" for rule in form.rules(item) if isinstance(rule, (Claims, Tally)))


def _check_claimant(by: Person, assessment: Assessment, place: tuple[str, str], settled: Settled, facts: Facts) -> None:
    unit, item = place
    form = accepted(settled.scheme, facts)[unit]
    own = units_of(by, assessment)
    if unit in own:
        if not units_may_claim(form, item):
            raise NotAllowed(_ADDITIONS_ONLY)
        return
    if "office" in roles_of(by, assessment):
        return
    bodies = bodies_for(by, assessment, settled)
    if bodies.isdisjoint(bodies_at(settled.scheme, unit, form.program, item)):
        raise NotAllowed(_NOT_YOURS)


_NO_ID = Text("这一条没有编号。", "The row has no id.")
_GIVE_ID = Text("请重新打开页面再填。", "Please open the page again.")
_ADDITIONS_ONLY = Text("本单位只能申报加分。", "A unit can only claim additions.")
_NOT_YOURS = Text("这一项不由您申报。", "This is not yours to claim.")
