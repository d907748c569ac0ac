"""The pages outside any assessment: those of the three administrators (三员), and of whoever keeps assessments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from kaoping.core.text import Language, Text, say
from kaoping.records.access import roles_of
from kaoping.records.accounts import assessment_to_appoint
from kaoping.records.models import Person
from kaoping.records.refusals import NotYours
from kaoping.records.roles import ROLES, Role
from kaoping.web.shared.frame import Frame, Link
from kaoping.web.shared.language import language_of
from kaoping.web.shared.visit import Visit, person_of, title_of, visit

PLACES: Mapping[str, Text] = {
    "accounts": Text("人员", "People"),
    "assessments": Text("考评", "Assessments"),
    "whole-journal": Text("操作日志", "Journal"),
}
PLACES_OF: Mapping[Role, frozenset[str]] = {
    "system_admin": frozenset({"accounts", "assessments"}),
    "security_admin": frozenset({"accounts", "assessments"}),
    "audit_admin": frozenset({"whole-journal"}),
}


@dataclass(frozen=True)
class Administration:
    """An administrator, outside any assessment."""

    person: Person
    roles: frozenset[Role]
    language: Language

    def said(self, text: Text, **values: object) -> str:
        """A sentence in the person's language."""
        return text.with_values(**values).in_language(self.language)


def administer(request: HttpRequest, place: str) -> Administration:
    """The visit of an administrators' page; leaves the frame on the request.

    Raises:
        NotYours: for everybody whose administrator's role does not lead to this place.
    """
    found = _administration(request)
    if place not in allowed(found.roles):
        raise NotYours
    request.frame = frame_of(found, place)  # type: ignore[attr-defined]  # what templates read beside the request
    return found


def stand_outside(request: HttpRequest, place: str) -> Administration:
    """The visit of a page that stands before any assessment, by whoever has signed in; leaves the frame."""
    found = _administration(request)
    request.frame = frame_of(found, place)  # type: ignore[attr-defined]  # as above
    return found


def visit_people(request: HttpRequest, key: int) -> Visit:
    """The visit of an assessment's people: by its office, or by the security administrator, who sees no more of it.

    Raises:
        NotYours: for everybody else.
    """
    found = _administration(request)
    if "security_admin" not in found.roles:
        return visit(request, key, "units")
    assessment = assessment_to_appoint(found.person, key)
    title = title_of(assessment, found.language)
    request.frame = frame_of(found, "assessments", title)  # type: ignore[attr-defined]  # as above
    return Visit(found.person, assessment, found.roles, found.language)


def _administration(request: HttpRequest) -> Administration:
    person = person_of(request)
    return Administration(person, roles_of(person, None), language_of(request))


def allowed(roles: frozenset[Role]) -> frozenset[str]:
    """The places that administrators have by their roles."""
    return frozenset(place for role in roles for place in PLACES_OF.get(role, ()))


def first_place(roles: frozenset[Role]) -> str:
    """Where an administrator's work begins; nothing for everybody else."""
    return next((reverse(place) for place in PLACES if place in allowed(roles)), "")


def frame_of(found: Administration, place: str, assessment: str = "") -> Frame:
    """The frame of an administrator; of somebody else without a navigation, because the page stands before any."""
    return Frame(
        person=found.person.name,
        role=say([ROLES[role] for role in ROLES if role in found.roles], found.language),
        assessment=assessment,
        places=tuple(_places(found, place)),
    )


def _places(found: Administration, current: str) -> Iterator[Link]:
    for name, noun in PLACES.items():
        if name in allowed(found.roles):
            yield Link(found.said(noun), reverse(name), name == current)
