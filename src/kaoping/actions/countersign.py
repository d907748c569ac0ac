"""Countersigning (会签): a body that judges an item too says whether it agrees with what the leading one has entered."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.actions.acting import acting, need_reason
from kaoping.core.text import Text
from kaoping.records.models import Assessment, Countersignature, Person
from kaoping.records.queries.countersigning import to_countersign
from kaoping.records.refusals import Conflict, NotAllowed


@dataclass(frozen=True)
class Word:
    """What a body says: whether it agrees, why not, and what stands for its signature on paper."""

    agreed: bool
    note: str = ""
    signature: str = ""


def countersign(by: Person, assessment: Assessment, item: str, word: Word, seen: int) -> Countersignature:
    """The signature under the values of an item as of the line of the journal that the person has `seen`.

    Raises:
        NotAllowed: where the item is not the person's to countersign.
        Refused: where somebody disagrees without a reason.
        Conflict: where values of the item have been changed since.
    """
    with acting(by, "countersign", assessment) as opened:
        if not word.agreed:
            need_reason(word.note)
        found = next((one for one in to_countersign(by, assessment) if one.item == item), None)
        if found is None:
            raise NotAllowed(_NOT_YOURS)
        if found.last > seen:
            raise Conflict({"item": item}, None)
        known = assessment.countersignatures.filter(
            item=item, body=found.body, entry=found.last, agreed=word.agreed
        ).first()
        if known is not None:
            opened.leave()
            return known
        made = Countersignature.objects.create(
            assessment=assessment,
            item=item,
            body=found.body,
            entry=found.last,
            agreed=word.agreed,
            note=word.note,
            signature=word.signature,
            signed_by=by,
            signed_at=opened.at,
        )
        after = {"body": found.body, "agreed": word.agreed, "signature": word.signature, "entry": found.last}
        opened.tell(f"{item} {found.title}", None, after, word.note)
    return made


_NOT_YOURS = Text("这一项不由您会签。", "This is not yours to countersign.")
