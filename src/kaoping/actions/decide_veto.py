"""Deciding a veto: number, authority and printed conditions, after the unit was heard; or dropping it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kaoping.actions.acting import acting, need_reason
from kaoping.actions.deciding_rows import decided_already
from kaoping.actions.naming import named
from kaoping.actions.propose_veto import UNDECIDED
from kaoping.actions.writing_facts import NewRow, drafted, without, write
from kaoping.core.defect import Defect, Refused
from kaoping.core.facts import Facts
from kaoping.core.text import Text
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact, Person
from kaoping.records.queries.facts import Row
from kaoping.records.queries.schemes import settled_now
from kaoping.schemes.model_results import VetoEntry
from kaoping.schemes.read import Settled


@dataclass(frozen=True)
class VetoDecision:
    """A decision: the number of its document, who took it, the printed conditions that it found met, the effect.

    `conditions` are those of the scheme by their words, each with what was found; `effect` is empty where the scheme
    fixes it.
    """

    number: str
    authority: str
    conditions: tuple[tuple[str, str], ...] = ()
    effect: str = ""


def decide_veto(by: Person, proposal: Fact, decision: VetoDecision | None, why: str) -> Fact:
    """What counts now: the veto as decided; without a decision the proposal is dropped.

    Raises:
        NotAllowed: unless by the office or the leading group, or about the own unit.
        Refused: before the unit was heard; without number, authority, a condition or a reason.
        Conflict: where it was decided meanwhile.
    """
    settled = settled_now(proposal.assessment)
    with acting(by, "decide_veto", proposal.assessment) as opened:
        need_reason(why)
        later = decided_already(by, proposal, why, _OWN_UNIT)
        if later is not None:
            opened.leave()
            return later
        row = parsed(proposal.content)
        facts, decided = (
            (without(proposal.assessment, settled, proposal), NewRow("vetoes", row, proposal, "withdrawn"))
            if decision is None
            else _decided(proposal, row, decision, settled)
        )
        (fact,) = write(opened, by, proposal.assessment, [decided], why)
        after = decided.row if decision is not None else None
        opened.tell(named(proposal.assessment, settled, facts, "vetoes", row), row, after, why)
    return fact


def _decided(proposal: Fact, row: Row, decision: VetoDecision, settled: Settled) -> tuple[Facts, NewRow]:
    veto = next(one for one in settled.scheme.vetoes if one.id == proposal.item)
    found = list(_lacking(row, decision, veto))
    if found:
        raise Refused(found)
    wanted = {**row, "decision": decision.number.strip(), "authority": decision.authority.strip()}
    if decision.effect:
        wanted["effect"] = decision.effect
    if decision.conditions:
        wanted["conditions"] = "；".join(f"{condition}：{words.strip()}" for condition, words in decision.conditions)
    draft = drafted(proposal.assessment, settled, "vetoes", wanted, proposal)
    return draft.facts, NewRow("vetoes", draft.row, proposal)


def _lacking(row: Row, decision: VetoDecision, veto: VetoEntry) -> Iterator[Defect]:
    if not row.get("hearing"):
        yield Defect("not-heard", "", _NOT_HEARD, _HEAR)
    if decision.number.strip() in ("", UNDECIDED):
        yield Defect("decision-number", "", _NO_NUMBER, _GIVE_NUMBER)
    if not decision.authority.strip():
        yield Defect("decision-authority", "", _NO_AUTHORITY, _GIVE_AUTHORITY)
    told = {condition for condition, words in decision.conditions if words.strip()}
    for condition in veto.conditions:
        if condition not in told:
            yield Defect("condition-open", "", _OPEN.with_values(condition=condition), _FIND)


_OWN_UNIT = Text("不能决定本单位的否决。", "Nobody decides a veto of the own unit.")
_NOT_HEARD = Text("单位还没有申辩，决定不能生效。", "The unit has not been heard; the decision cannot take effect.")
_HEAR = Text("请先记录申辩情况；放弃申辩的也要记录。", "Record the hearing first, also where it is waived.")
_NO_NUMBER = Text("没有写明决定文号。", "The number of the decision is missing.")
_GIVE_NUMBER = Text("请写明作出决定的文件或会议纪要的编号。", "Give the number of the document or minutes.")
_NO_AUTHORITY = Text("没有写明决定机关。", "It is not said who decided.")
_GIVE_AUTHORITY = Text("请写明由哪个机关决定。", "Say which authority decided.")
_OPEN = Text("条件“{condition}”没有认定。", "It is not said whether the condition “{condition}” is met.")
_FIND = Text("请写明认定情况和依据。", "Say what was found, and by what.")
