"""Who is here, in which assessment and in which roles: found once, before a page does anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from kaoping.core.text import Language, Text, say
from kaoping.records.access import assessments_for, roles_of
from kaoping.records.models import Assessment, Person
from kaoping.records.refusals import NotYours
from kaoping.records.roles import ROLES, Role
from kaoping.records.verbs import VERBS
from kaoping.web.shared.asked import wait_for_what_is_asked
from kaoping.web.shared.frame import PLACES, Frame, Link, places
from kaoping.web.shared.language import language_of

YEAR = Text("{year}年度{name}", "{name} {year}")
# Places that tell who owes what.
OWING = frozenset({"inbox", "completeness", "runs", "publication"})
READING = frozenset({"scheme", "ranking", "scorecards", "publication"})
OF_UNITS = READING | {"inbox", "task-lists", "entry", "reviews"}
DECIDING = READING | {"inbox", "task-lists", "completeness", "reviews"}
# Which places of the navigation a role has; what it may do there is decided by access and actions.
PLACES_OF: Mapping[Role, frozenset[str]] = {
    "office": frozenset(PLACES),
    "unit_clerk": OF_UNITS,
    "unit_head": OF_UNITS,
    "assessor": frozenset({"inbox", "scheme", "entry", "completeness"}),
    "inspector": frozenset({"inbox", "scheme", "entry"}),
    "leader": DECIDING,
    "leading_group": DECIDING | {"entry", "runs", "journal"},
    # Ranks, scores and awards of all units once published; a unit's card, line by line, is between it and the office.
    "viewer": READING - {"scorecards"} | {"inbox"},
    "supervision": DECIDING,
    "unit_supervision": OF_UNITS - {"entry"},
    "assessment_group": DECIDING,
    "personnel": DECIDING,
    "system_admin": frozenset(),
    "security_admin": frozenset(),
    "audit_admin": frozenset(),
}


@dataclass(frozen=True)
class Visit:
    """A person in an assessment."""

    person: Person
    assessment: Assessment
    roles: frozenset[Role]
    language: Language

    def said(self, text: Text, **values: object) -> str:
        """A sentence in the person's language."""
        return text.with_values(**values).in_language(self.language)

    def may(self, verb: str) -> bool:
        """Whether the person may do something now; for showing a way to it, never for deciding."""
        wanted = VERBS[verb]
        return bool(self.roles & wanted.roles) and self.assessment.state in wanted.states


def visit(request: HttpRequest, key: int, place: str) -> Visit:
    """The visit of a page of an assessment; leaves the frame on the request.

    Raises:
        NotYours: where the person has no role in the assessment that leads to this place.
        NotReady: where the place tells who owes what, and that is still being read.
    """
    person = person_of(request)
    known = list(assessments_for(person))
    assessment = next((one for one in known if one.pk == key), None)
    if assessment is None:
        raise NotYours
    found = Visit(person, assessment, roles_of(person, assessment), language_of(request))
    if place not in allowed(found.roles):
        raise NotYours
    request.frame = _frame(found, place, known)  # type: ignore[attr-defined]  # what templates read beside the request
    if place in OWING and request.method == "GET":
        wait_for_what_is_asked(assessment)
    return found


def person_of(request: HttpRequest) -> Person:
    """The signed-in person; pages are reached by those who have signed in.

    Raises:
        NotYours: for anybody else.
    """
    if not isinstance(request.user, Person):
        raise NotYours
    return request.user


def allowed(roles: frozenset[Role]) -> frozenset[str]:
    """The places that some roles have together."""
    return frozenset(place for role in roles for place in PLACES_OF[role])


def title_of(assessment: Assessment, language: Language) -> str:
    """An assessment by year and name."""
    return YEAR.with_values(year=assessment.year, name=assessment.name).in_language(language)


def _frame(found: Visit, place: str, mine: Sequence[Assessment]) -> Frame:
    addresses = {name: address for name in PLACES if (address := address_of(name, found.assessment))}
    known = [
        Link(title_of(one, found.language), reverse("assessment", args=[one.pk]), one == found.assessment)
        for one in mine
    ]
    return Frame(
        person=found.person.name,
        role=say([ROLES[role] for role in ROLES if role in found.roles], found.language),
        assessment=title_of(found.assessment, found.language),
        assessments=tuple(known) if len(known) > 1 else (),
        places=places(addresses, allowed(found.roles), place, 0, found.language),
        counted=address_of("inbox-count", found.assessment) if "inbox" in allowed(found.roles) else "",
        sample=found.assessment.sample,
    )


def address_of(place: str, assessment: Assessment) -> str:
    """Where a place is; nothing where its page does not exist."""
    try:
        return reverse(place, args=[assessment.pk])
    except NoReverseMatch:
        return ""
