"""Countersigning (会签): a body that judges an item too says whether it agrees with what the leading one has entered."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.actions.acting import acting, refuse
from kaoping.core.text import Text
from kaoping.records.journal import Change
from kaoping.records.models import Assessment, Countersignature, Person
from kaoping.records.queries.countersigning import Joint, Place
from kaoping.records.queries.owing import to_countersign
from kaoping.records.refusals import Conflict, NotAllowed


@dataclass(frozen=True)
class Word:
    """What a body says: whether it agrees, why not, and what stands for its signature on paper."""

    agreed: bool
    note: str = ""
    signature: str = ""


def countersign(by: Person, assessment: Assessment, place: Place, word: Word, seen: int) -> Countersignature:
    """The signature of a body under an item as of the line of the journal that the person has `seen`.

    Raises:
        NotAllowed: where the item is not the person's to countersign.
        Refused: where somebody disagrees without a reason.
        Conflict: where values of the item have been changed since.
    """
    with acting(by, "countersign", assessment) as opened:
        if not (word.agreed or word.note.strip()):
            raise refuse("reason-needed", _NO_REASON, _NOTHING_ELSE)
        found = next((one for one in to_countersign(by, assessment) if (one.item, one.body) == place), None)
        if found is None:
            raise NotAllowed(_NOT_YOURS)
        if found.last > seen:
            raise Conflict({"item": found.item}, None)
        if found.said is not None and (found.said.entry, found.said.agreed) == (found.last, word.agreed):
            opened.leave()
            return found.said
        made = sign(opened, by, assessment, found, word)
        opened.tell(f"会签 · {found.title}", None, told(found, word), word.note)
    return made


def sign(opened: Change, by: Person, assessment: Assessment, joint: Joint, word: Word) -> Countersignature:
    """A body's word on what is entered now."""
    return Countersignature.objects.create(
        assessment=assessment,
        item=joint.item,
        body=joint.body,
        entry=joint.last,
        agreed=word.agreed,
        note=word.note,
        signature=word.signature,
        signed_by=by,
        signed_at=opened.at,
    )


def told(joint: Joint, word: Word) -> dict[str, object]:
    """The same as the journal tells it."""
    about = {"item": joint.item, "body": joint.body, "entry": joint.last}
    return {**about, "agreed": word.agreed, "signature": word.signature}


_NO_REASON = Text("请写明不同意的理由。", "Please say why you do not agree.")
_NOTHING_ELSE = Text("", "")
_NOT_YOURS = Text("这一项不由您会签。", "This is not yours to countersign.")
