"""Who owes what: everything that is asked for now, and what one person still has to enter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kaoping.core.facts import Unit
from kaoping.core.text import Text, verbatim
from kaoping.files.facts.asked import Asked
from kaoping.records.access import duties_of, roles_of
from kaoping.records.models import Assessment, Person, Reminder
from kaoping.records.options import options_of
from kaoping.records.queries.asking import KEPT, Requests, asked_now
from kaoping.records.queries.countersigning import Joint, joints
from kaoping.records.queries.schemes import settled_now
from kaoping.schemes.read import Settled
from kaoping.schemes.responsible import named_body

SIGNATURE = Text("会签", "countersignature")
# What is no fact of a unit, but a body's word that it has looked.
WORDS = frozenset({"declared", "countersigned"})


@dataclass(frozen=True, eq=False)
class Everything:
    """Everything that is asked for; the same object as long as nothing has changed."""

    asked: tuple[Asked, ...]


def everything_asked(assessment: Assessment) -> tuple[Asked, ...]:
    """Everything that is asked for, as `everything_now` has it."""
    return everything_now(assessment).asked


def everything_now(assessment: Assessment) -> Everything:
    """What is asked for unit by unit, and whether it is there; then what bodies countersign.

    Zero reports are asked for where the office asks for them.

    Raises:
        Refused: where there is no scheme, or facts do not fit it (any more).
    """
    declared = options_of(assessment.options).require_declared
    return _everything(asked_now(assessment), joints(assessment), declared)


@lru_cache(KEPT)
def _everything(requests: Requests, joint: tuple[Joint, ...], declared: bool) -> Everything:
    asked = requests.all if declared else tuple(one for one in requests.all if one.name != "declared")
    return Everything((*asked, *_countersigned(requests.units, joint)))


def _countersigned(units: Mapping[str, Unit], found: Iterable[Joint]) -> Iterator[Asked]:
    for joint in found:
        for unit in joint.changed:
            if unit in units:
                title, given = verbatim(joint.name), joint.agreed(unit)
                yield Asked(units[unit], joint.item, "countersigned", title, SIGNATURE, (joint.body,), given)


def unsaid(assessment: Assessment) -> list[Asked]:
    """The words that bodies still owe before a release: their zero reports and countersignatures."""
    return [one for one in everything_asked(assessment) if one.owed and one.name in WORDS]


def owed_by(person: Person, assessment: Assessment) -> tuple[Asked, ...]:
    """What a person still has to enter: as the leading body of an item; the office, what nobody is named for."""
    bodies = bodies_for(person, assessment, settled_now(assessment))
    office = "office" in roles_of(person, assessment)
    return tuple(
        one
        for one in everything_asked(assessment)
        if one.owed and (not bodies.isdisjoint(one.bodies[:1]) or (office and not one.bodies))
    )


def to_countersign(person: Person, assessment: Assessment) -> list[Joint]:
    """What a person's bodies countersign, in the scheme's order."""
    bodies = bodies_for(person, assessment, settled_now(assessment))
    return [one for one in joints(assessment) if one.body in bodies]


def objections_to(person: Person, assessment: Assessment) -> list[Joint]:
    """What a person's bodies have entered and others do not agree to."""
    bodies = bodies_for(person, assessment, settled_now(assessment))
    return [one for one in joints(assessment) if one.leader in bodies and one.objection is not None]


def bodies_for(person: Person, assessment: Assessment, under: Settled) -> frozenset[str]:
    """The ids of the bodies that a person scores for."""
    return frozenset(named_body(under.scheme, word) for word in duties_of(person, assessment).bodies)


def reminders_for(person: Person, assessment: Assessment) -> list[Reminder]:
    """The last reminder to each of a person's bodies that still owes something."""
    bodies = bodies_for(person, assessment, settled_now(assessment))
    sent = assessment.reminders.filter(body__in=bodies).select_related("sent_by").order_by("sent_at", "pk")
    last = {one.body: one for one in sent}
    owing = {one.bodies[0] for one in everything_asked(assessment) if one.owed and one.bodies} if last else set()
    return [one for one in last.values() if one.body in owing]
