"""Proposing a veto (一票否决): the unit is told and heard before anything takes effect."""

from __future__ import annotations

from kaoping.actions.acting import acting, refuse
from kaoping.actions.naming import named
from kaoping.actions.writing_facts import NewRow, drafted, write
from kaoping.core.text import Text
from kaoping.records.models import Assessment, Fact, Person
from kaoping.records.queries.facts import Row, address
from kaoping.records.queries.schemes import settled_now

# A decision has a number only when it is taken.
UNDECIDED = "待决定"


def propose_veto(by: Person, assessment: Assessment, row: Row) -> Fact:
    """The proposal, which does not count; where a request with the same `id` has come before, the one that is there.

    Raises:
        NotAllowed: unless by the office or the leading group, before the result is frozen.
        Refused: with everything wrong with it; where it does not say what happened.
    """
    settled = settled_now(assessment)
    with acting(by, "propose_veto", assessment) as opened:
        unit, _, name = address("vetoes", row)
        if not str(row.get("note", "")).strip():
            raise refuse("circumstances-needed", _NO_CIRCUMSTANCES, _SAY_THEM)
        known = assessment.facts.filter(table="vetoes", unit=unit, name=name).order_by("entry").first()
        if name and known is not None:
            opened.leave()
            return known
        draft = drafted(assessment, settled, "vetoes", {**row, "decision": UNDECIDED})
        (fact,) = write(opened, by, assessment, [NewRow("vetoes", draft.row, state="proposed")])
        opened.tell(named(assessment, settled, draft.facts, "vetoes", draft.row), None, draft.row)
    return fact


_NO_CIRCUMSTANCES = Text("没有写明事实情况。", "It is not said what happened.")
_SAY_THEM = Text("请在“事实情况”中写明何时、何事、依据什么材料。", "Say what happened, when, and by what material.")
