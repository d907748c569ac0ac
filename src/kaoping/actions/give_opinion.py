"""Another body's opinion on a proposed award (征求意见)."""

from __future__ import annotations

from kaoping.actions.acting import acting, refuse
from kaoping.core.text import Text
from kaoping.records.access import permit
from kaoping.records.canonical import parsed
from kaoping.records.models import Opinion, Person, ScoreRun, UnitEntry


def give_opinion(by: Person, run: ScoreRun, unit: UnitEntry, award: str, *, agrees: bool, says: str = "") -> Opinion:
    """One opinion per body, unit and award.

    Raises:
        NotAllowed: unless by the supervision bureau, the personnel department or the assessment group.
        Refused: where the award is not proposed for the unit, where the body has spoken, or objects without a reason.
    """
    with acting(by, "give_opinion", run.assessment) as opened:
        role = min(permit(by, "give_opinion", run.assessment))
        proposed = run.results.filter(unit=unit.code).values_list("awards", flat=True).first()
        if proposed is None or not parsed(proposed).get(award):
            raise refuse("not-proposed", _NOT_PROPOSED, _CHOOSE)
        if not agrees and not says.strip():
            raise refuse("reason-needed", _NO_REASON, _GIVE_ONE)
        if Opinion.objects.filter(run=run, unit=unit, award=award, role=role).exists():
            raise refuse("already-given", _AGAIN, _ASK)
        made = Opinion.objects.create(
            run=run, unit=unit, award=award, agrees=agrees, says=says.strip(), person=by, role=role, given_at=opened.at
        )
        opened.tell(f"{unit} {award}", None, {"agrees": agrees, "role": role}, made.says)
    return made


_NOT_PROPOSED = Text("这个单位不在拟表彰之列。", "This unit is not proposed for the award.")
_CHOOSE = Text("请从拟表彰名单中选择。", "Choose from the proposed ones.")
_NO_REASON = Text("没有写明不同意的理由。", "No reason is given for the objection.")
_GIVE_ONE = Text("请写明理由。", "Please give one.")
_AGAIN = Text("已经提过意见。", "An opinion has been given already.")
_ASK = Text("如需更改，请与考核办联系。", "To change it, please ask the assessment office.")
