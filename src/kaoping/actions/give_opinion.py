"""Another body's opinions on proposed awards (征求意见): about one unit, some, or all, in one change."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kaoping.actions.acting import acting, refuse
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text, verbatim
from kaoping.records.access import permit
from kaoping.records.models import Opinion, Person, ScoreRun, UnitEntry
from kaoping.records.queries.opinions import proposed
from kaoping.records.queries.runs import settled_of


@dataclass(frozen=True)
class Answer:
    """What a body says about a unit proposed for an award."""

    unit: UnitEntry
    award: str
    agrees: bool
    says: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """Which proposal it is about."""
        return self.unit.code, self.award


def give_opinion(by: Person, run: ScoreRun, answers: Sequence[Answer]) -> None:
    """All answers or none; one per body, unit and award. An answer that came twice counts once.

    Raises:
        NotAllowed: unless by the supervision bureau, the personnel department or the assessment group.
        Refused: where nothing is said, where an award is not proposed for a unit, where the body has said something
            else before, or objects without a reason.
    """
    with acting(by, "give_opinion", run.assessment) as opened:
        role = min(permit(by, "give_opinion", run.assessment))
        if not answers:
            raise refuse("nothing-chosen", _NOTHING, _ANSWER)
        known = {(one.unit.code, one.award): one for one in run.opinions.filter(role=role).select_related("unit")}
        places = proposed(run)
        defects = [defect for answer in answers for defect in _defects(answer, places, known)]
        if defects:
            raise Refused(defects)
        fresh = [answer for answer in answers if answer.place not in known]
        if not fresh:
            opened.leave()
            return
        names = {award.id: award.name for award in settled_of(run).scheme.awards}
        opened.tell(f"拟表彰意见 {len(fresh)} 项", None, [_told(answer, names, role) for answer in fresh])
        Opinion.objects.bulk_create(
            Opinion(
                run=run, unit=one.unit, award=one.award, agrees=one.agrees, says=one.says.strip(),
                person=by, role=role, given_at=opened.at,
            )
            for one in fresh
        )  # fmt: skip


def _defects(
    answer: Answer, proposed: Collection[tuple[str, str]], known: Mapping[tuple[str, str], Opinion]
) -> Iterator[Defect]:
    before, about = known.get(answer.place), verbatim(str(answer.unit))
    if answer.place not in proposed:
        yield Defect("not-proposed", "", _NOT_PROPOSED, _CHOOSE, place=about)
    elif before is not None and (before.agrees, before.says) != (answer.agrees, answer.says.strip()):
        yield Defect("already-given", "", _AGAIN, _ASK, place=about)
    elif not answer.agrees and not answer.says.strip():
        yield Defect("reason-needed", "", _NO_REASON, _GIVE_ONE, place=about)


def _told(answer: Answer, names: Mapping[str, str], role: str) -> dict[str, object]:
    return {
        "unit": answer.unit.code,
        "award": names[answer.award],
        "agrees": answer.agrees,
        "says": answer.says.strip(),
        "role": role,
    }


_NOTHING = Text("没有选择任何意见。", "No opinion was chosen.")
_ANSWER = Text(
    "请逐个选择“同意”或“不同意”，或者勾选“其余单位均无不同意见”。",
    "Choose for each unit, or tick that there is no objection to all others.",
)
_NOT_PROPOSED = Text("这个单位不在拟表彰之列。", "This unit is not proposed for the award.")
_CHOOSE = Text("请从拟表彰名单中选择。", "Choose from the proposed ones.")
_NO_REASON = Text("没有写明不同意的理由。", "No reason is given for the objection.")
_GIVE_ONE = Text("请写明理由。", "Please give one.")
_AGAIN = Text("已经提过意见。", "An opinion has been given already.")
_ASK = Text("如需更改，请与考核办联系。", "To change it, please ask the assessment office.")
