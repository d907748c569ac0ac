"""Deciding about rows: who may, what has been decided already, and a reason for points that somebody chose."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kaoping.actions.acting import refuse
from kaoping.core.facts import Facts
from kaoping.core.line import RowOption
from kaoping.core.text import Text
from kaoping.files.facts.accepted import Accepted, accepted
from kaoping.files.facts.discretion import judged
from kaoping.records.access import units_of
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact, Person
from kaoping.records.queries.facts import Row, address
from kaoping.records.refusals import Conflict, NotAllowed
from kaoping.schemes.read import Settled


def decided_already(by: Person, proposal: Fact, why: str, own_unit: Text) -> Fact | None:
    """The decision of the same person for the same reason, where a request comes twice; None before any decision.

    Raises:
        NotAllowed: about the own unit, in the words of `own_unit`.
        Conflict: where it has been decided otherwise or taken back meanwhile.
    """
    if proposal.unit in units_of(by, proposal.assessment):
        raise NotAllowed(own_unit)
    later = Fact.objects.filter(supersedes=proposal).first()
    if later is not None and (later.entered_by, later.reason) == (by, why):
        return later
    if later is not None or proposal.state != "proposed":
        raise Conflict(parsed(proposal.content), later)
    return None


def need_judgement(settled: Settled, facts: Facts, table: str, row: Row) -> None:
    """Points within a range are chosen by somebody, who says why.

    Raises:
        Refused: where neither a note nor a reason is given.
    """
    option = unjudged(accepted(settled.scheme, facts), facts, table, row)
    if option is not None:
        raise refuse("judgement-needs-reason", NO_REASON.with_values(option=option.name), SAY_WHY)


def unjudged(forms: Mapping[str, Accepted], facts: Facts, table: str, row: Row) -> RowOption | None:
    """The severity or clause within whose range points were chosen without a word why; None where nothing is wrong."""
    unit, item, _ = address(table, row)
    if row.get("note") or row.get("reason") or not row.get("points"):
        return None
    points = Fraction(str(row["points"]))
    for one in facts.by_unit.get((unit, table), ()):
        option = judged(one, forms[unit]) if one.item == item else None
        if option is not None and dict(one.fields)["points"] == points:
            return option
    return None


NO_REASON = Text(
    "“{option}”的分值由您裁量，没有写明理由。", "The points of “{option}” are your choice; no reason is given."
)
SAY_WHY = Text("请在“说明”中写明按什么情节定分。", "Say in the note what the points were chosen by.")
