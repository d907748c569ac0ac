"""Confirming by name how an open reading (口径) is taken."""

from __future__ import annotations

from kaoping.actions.acting import acting, need_reason
from kaoping.core.defect import Refused
from kaoping.records.canonical import canonical
from kaoping.records.models import Person, ReadingConfirmation, SchemeVersion
from kaoping.records.queries import schemes
from kaoping.records.queries.facts import current, facts_of
from kaoping.records.refusals import Conflict
from kaoping.schemes.model import Reading
from kaoping.schemes.readings import Choice, chosen


def confirm_reading(
    by: Person, version: SchemeVersion, reading: str, choice: object, *, expected: int | None = None, why: str = ""
) -> ReadingConfirmation:
    """The confirmation that counts from now on.

    `choice` is as a result file prints it: an alternative's id, a number as text, or a table. `expected` is the
    confirmation (its key) that the person saw and now replaces.

    Raises:
        NotAllowed: unless by the office or the leading group, before the result is frozen.
        Refused: where there is no such alternative, facts already entered do not fit it, or a change has no reason.
        Conflict: where another confirmation counts by now.
    """
    with acting(by, "confirm_reading", version.assessment) as opened:
        taken = _choice(version, reading, choice)
        value = canonical(choice) if taken.value is not None else ""
        known = schemes.confirmations(version).get(reading)
        if known is not None and (known.alternative, known.value) == (taken.alternative, value):
            opened.leave()
            return known
        if (known and known.pk) != expected:
            raise Conflict({"reading": reading, "choice": choice}, known)
        if known is not None:
            need_reason(why)
        _facts_still_fit(version, reading, choice)
        made = ReadingConfirmation.objects.create(
            version=version,
            reading=reading,
            alternative=taken.alternative,
            value=value,
            confirmed_by=by,
            confirmed_at=opened.at,
            reason=why,
            supersedes=known,
        )
        asked = next(one for one in schemes.scheme_file(version).readings if one.id == reading)
        before = known and _said(asked, known.alternative, known.value)
        opened.tell(f"口径：{asked.question}", before, _said(asked, taken.alternative, value), why)
    return made


def _said(asked: Reading, name: str, value: str) -> str:
    """A choice in the words of the scheme, and by its id; what was typed in, as it was."""
    chosen_one = asked.alternative(name)
    says = chosen_one.says if chosen_one else ""
    return f"{says}（{value or name}）"


def _choice(version: SchemeVersion, reading: str, choice: object) -> Choice:
    choices, defects = chosen(schemes.scheme_file(version).readings, schemes.wanted({reading: choice}))
    if defects:
        raise Refused(defects)
    return choices[reading]


def _facts_still_fit(version: SchemeVersion, reading: str, choice: object) -> None:
    known = schemes.confirmed(version)
    before, after = schemes.settled(version, known), schemes.settled(version, {**known, reading: choice})
    if before.choices != after.choices and current(version.assessment).exists():
        facts_of(version.assessment, after)
