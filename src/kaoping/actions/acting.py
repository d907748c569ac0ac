"""The frame of every action: alone with the database, as somebody who may, with a line in the journal at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text
from kaoping.records.access import permit
from kaoping.records.journal import Change, change
from kaoping.records.models import Assessment, Person


@contextmanager
def acting(by: Person, verb: str, assessment: Assessment | None = None) -> Iterator[Change]:
    """One change by a person, checked against the state of the assessment as it is now.

    Raises:
        NotAllowed: where the person's roles or the state do not allow it.
    """
    with change(by, verb, assessment) as opened:
        if assessment is not None:
            assessment.refresh_from_db()
        permit(by, verb, assessment)
        yield opened


def refuse(code: str, says: Text, remedy: Text) -> Refused:
    """A refusal with one defect, to be raised."""
    return Refused([Defect(code, "", says, remedy)])


def need_reason(why: str) -> None:
    """Whatever replaces or ends something says why.

    Raises:
        Refused: where no reason is given.
    """
    if not why.strip():
        raise refuse("reason-needed", _NO_REASON, _GIVE_ONE)


_NO_REASON = Text("没有写明理由。", "No reason is given.")
_GIVE_ONE = Text("请写明为什么改。", "Please say why it is changed.")
