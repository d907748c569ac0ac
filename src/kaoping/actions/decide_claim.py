"""Deciding a claim: approved as it is, with fewer points, or refused; always with a reason."""

from __future__ import annotations

from kaoping.actions.acting import acting, need_reason
from kaoping.actions.deciding_rows import decided_already
from kaoping.actions.naming import named
from kaoping.actions.writing_facts import NewRow, drafted, without, write
from kaoping.core.facts import Facts
from kaoping.core.text import Text
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact, Person
from kaoping.records.queries.facts import Row
from kaoping.records.queries.schemes import settled_now
from kaoping.schemes.read import Settled


def decide_claim(by: Person, claim: Fact, points: str | None, why: str) -> Fact:
    """What counts now: the claim with `points` (None refuses it), and why.

    Raises:
        NotAllowed: unless by the office or the leading group, or about the own unit.
        Refused: without a reason, or where the points do not fit the clause.
        Conflict: where it has been decided or taken back meanwhile.
    """
    settled = settled_now(claim.assessment)
    with acting(by, "decide_claim", claim.assessment) as opened:
        need_reason(why)
        later = decided_already(by, claim, why, _OWN_UNIT)
        if later is not None:
            opened.leave()
            return later
        row = parsed(claim.content)
        facts, decided = _decided(claim, row, points, why, settled)
        (fact,) = write(opened, by, claim.assessment, [decided], why)
        after = decided.row if decided.state == "confirmed" else None
        opened.tell(named(claim.assessment, settled, facts, "claims", row), row, after, why)
    return fact


def _decided(claim: Fact, row: Row, points: str | None, why: str, settled: Settled) -> tuple[Facts, NewRow]:
    if points is None:
        return without(claim.assessment, settled, claim), NewRow("claims", row, claim, "withdrawn")
    wanted = {**row, "reason": why, **({"points": points} if points else {})}
    draft = drafted(claim.assessment, settled, "claims", wanted, claim)
    return draft.facts, NewRow("claims", draft.row, claim)


_OWN_UNIT = Text("不能审定本单位的申报。", "Nobody decides a claim of the own unit.")
