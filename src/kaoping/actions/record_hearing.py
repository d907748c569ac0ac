"""The unit's hearing (申辩): what it says to a proposed veto, or that it says nothing."""

from __future__ import annotations

from kaoping.actions.acting import acting, refuse
from kaoping.actions.naming import named
from kaoping.actions.writing_facts import NewRow, drafted, write
from kaoping.core.text import Text
from kaoping.records.access import roles_of, units_of
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact, Person
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import Conflict, NotYours


def record_hearing(by: Person, proposal: Fact, said: str) -> Fact:
    """The proposal with what the unit said; by the unit itself, or by the office from the minutes.

    Raises:
        NotYours: for people of another unit.
        NotAllowed: after the result is frozen.
        Refused: where nothing is said.
        Conflict: where it was heard, decided or dropped meanwhile.
    """
    settled = settled_now(proposal.assessment)
    with acting(by, "record_hearing", proposal.assessment) as opened:
        office = "office" in roles_of(by, proposal.assessment)
        if proposal.table != "vetoes" or not (office or proposal.unit in units_of(by, proposal.assessment)):
            raise NotYours
        if not said.strip():
            raise refuse("hearing-empty", _NOTHING, _SAY)
        row = parsed(proposal.content)
        later = Fact.objects.filter(supersedes=proposal).first()
        if later is not None and later.entered_by == by and parsed(later.content).get("hearing") == said.strip():
            opened.leave()
            return later
        if later is not None or proposal.state != "proposed":
            raise Conflict({**row, "hearing": said}, later)
        draft = drafted(proposal.assessment, settled, "vetoes", {**row, "hearing": said.strip()}, proposal)
        (fact,) = write(opened, by, proposal.assessment, [NewRow("vetoes", draft.row, proposal, "proposed")])
        opened.tell(named(proposal.assessment, settled, draft.facts, "vetoes", draft.row), row, draft.row)
    return fact


_NOTHING = Text("没有写明申辩情况。", "It is not said what the unit answered.")
_SAY = Text(
    "请写明申辩意见；放弃申辩的，写“放弃申辩”。", "Write what it said; where it waives the hearing, write that."
)
