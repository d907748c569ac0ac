"""Countersignatures on paper (书面会签): the office records what bodies have signed, with the number that stands for it."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.actions.acting import acting, need_reason, refuse
from kaoping.actions.countersign import Word, sign, told
from kaoping.core.text import Text
from kaoping.records.models import Assessment, Person
from kaoping.records.queries.countersigning import Joint, Place, joints
from kaoping.records.refusals import Conflict


def countersign_on_paper(
    by: Person,
    assessment: Assessment,
    places: Sequence[Place],
    signature: str,
    seen: int,
    *,
    instead: str | None = None,
) -> int:
    """How many bodies' words are new; `seen` is the last line of the journal of what lay before them.

    `instead` is why objections do not stand any more; with it, those who objected are recorded, and nobody else.

    Raises:
        NotAllowed: unless by the office, before the release.
        Refused: where nothing is chosen, or no number stands for the signatures; where a body has objected and nobody
            says why that is over, or the other way round.
        Conflict: where values have been changed since.
    """
    with acting(by, "countersign_on_paper", assessment) as opened:
        word = _word(places, signature, instead)
        chosen = [one for one in joints(assessment) if (one.item, one.body) in places and one.values]
        if any(one.last > seen for one in chosen):
            raise Conflict({"signature": signature}, None)
        fresh = [one for one in chosen if one.lacking]
        before = _replaced(fresh, instead)
        if not fresh:
            opened.leave()
            return 0
        for one in fresh:
            sign(opened, by, assessment, one, word)
        opened.tell(
            f"书面会签 {len(fresh)} 项", before, [told(one, word) for one in fresh], word.note or word.signature
        )
    return len(fresh)


def _word(places: Sequence[Place], signature: str, instead: str | None) -> Word:
    """What is recorded, where all is there that it needs."""
    if not places:
        raise refuse("nothing-chosen", _NOTHING, _CHOOSE)
    if not signature.strip():
        raise refuse("no-signature", _UNSIGNED, _NUMBER)
    if instead is not None:
        need_reason(instead)
    return Word(agreed=True, note=(instead or "").strip(), signature=signature.strip())


def _replaced(fresh: Sequence[Joint], instead: str | None) -> list[dict[str, object]] | None:
    """The objections that are replaced, for the journal: who objected, and why."""
    if any(one.objected != (instead is not None) for one in fresh):
        raise refuse("objected", _OBJECTED, _APART)
    return [
        {"item": one.item, "body": one.body, "agreed": False, "person": said.signed_by.username, "says": said.note}
        for one in fresh
        if (said := one.said) is not None and one.objected
    ] or None


_NOTHING = Text("没有选择要登记的会签。", "No countersignature was chosen.")
_OBJECTED = Text(
    "有不同意见的会签要在“不同意的会签”部分单独登记，其余的不能在那里登记。",
    "Where a body objected, its signature is recorded in the part for objections, and no other signature is.",
)
_APART = Text("请分开登记。", "Please record them apart.")
_CHOOSE = Text("请勾选已在纸上会签的部门。", "Choose the bodies that have signed on paper.")
_UNSIGNED = Text("没有填写书面会签的文号。", "The number of the signed paper is missing.")
_NUMBER = Text("请填写会签件或会议纪要的编号。", "Give the number of the signed paper or of the minutes.")
