"""Countersignatures on paper (书面会签): the office records what bodies have signed, with the number that stands for it."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.actions.acting import acting, refuse
from kaoping.actions.countersign import Place, Word, sign, told
from kaoping.core.text import Text
from kaoping.records.models import Assessment, Person
from kaoping.records.queries.countersigning import joints
from kaoping.records.refusals import Conflict


def countersign_on_paper(by: Person, assessment: Assessment, places: Sequence[Place], signature: str, seen: int) -> int:
    """How many bodies' words are new; `seen` is the last line of the journal of what lay before them.

    Raises:
        NotAllowed: unless by the office, before the release.
        Refused: where nothing is chosen, or no number stands for the signatures.
        Conflict: where values have been changed since.
    """
    with acting(by, "countersign_on_paper", assessment) as opened:
        if not places:
            raise refuse("nothing-chosen", _NOTHING, _CHOOSE)
        if not signature.strip():
            raise refuse("no-signature", _UNSIGNED, _NUMBER)
        word = Word(agreed=True, signature=signature.strip())
        chosen = [one for one in joints(assessment) if (one.item, one.body) in places and one.values]
        if any(one.last > seen for one in chosen):
            raise Conflict({"signature": signature}, None)
        fresh = [one for one in chosen if one.lacking]
        if not fresh:
            opened.leave()
            return 0
        for one in fresh:
            sign(opened, by, assessment, one, word)
        opened.tell(f"书面会签 {len(fresh)} 项", None, [told(one, word) for one in fresh], word.signature)
    return len(fresh)


_NOTHING = Text("没有选择要登记的会签。", "No countersignature was chosen.")
_CHOOSE = Text("请勾选已在纸上会签的部门。", "Choose the bodies that have signed on paper.")
_UNSIGNED = Text("没有填写书面会签的文号。", "The number of the signed paper is missing.")
_NUMBER = Text("请填写会签件或会议纪要的编号。", "Give the number of the signed paper or of the minutes.")
