"""Who may look at people and their appointments in order to change them; `access` is about assessments."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from kaoping.records import clock
from kaoping.records.access import assessments_for, one_of, roles_of
from kaoping.records.models import Appointment, Assessment, Person
from kaoping.records.refusals import NotYours


def assessments_to_appoint(person: Person) -> QuerySet[Assessment]:
    """The assessments in which a person gives roles: all for the security administrator, else where in office."""
    if "security_admin" in roles_of(person, None):
        return Assessment.objects.order_by("-year", "name")
    today = clock.today()
    in_force = Q(until=None) | Q(until__gt=today)
    office = Appointment.objects.filter(in_force, person=person, role="office", since__lte=today)
    return assessments_for(person).filter(pk__in=office.values("assessment"))


def assessments_known_to(person: Person) -> QuerySet[Assessment]:
    """The assessments that a person may know to exist: all for two administrators, otherwise those of one's roles."""
    if roles_of(person, None) & {"system_admin", "security_admin"}:
        return Assessment.objects.order_by("-year", "name")
    return assessments_for(person)


def assessment_to_appoint(person: Person, key: int) -> Assessment:
    """One of these assessments.

    Raises:
        NotYours: where it is none of them.
    """
    return one_of(assessments_to_appoint(person).filter(pk=key))


def appointment_to_end(person: Person, assessment: Assessment | None, key: int) -> Appointment:
    """An appointment in an assessment (None: of an administrator) that a person may look at in order to end it.

    Raises:
        NotYours: where it is none of these.
    """
    if assessment is None and "security_admin" not in roles_of(person, None):
        raise NotYours
    if assessment is not None:
        assessment_to_appoint(person, assessment.pk)
    return one_of(Appointment.objects.filter(assessment=assessment, pk=key).select_related("person", "unit"))


def people_for(person: Person) -> QuerySet[Person]:
    """Everybody who is known, for those who keep the accounts: the system and the security administrators.

    Raises:
        NotYours: for everybody else.
    """
    if not roles_of(person, None) & {"system_admin", "security_admin"}:
        raise NotYours
    return Person.objects.order_by("username")


def person_for(person: Person, key: int) -> Person:
    """One of these people.

    Raises:
        NotYours: where there is none.
    """
    return one_of(people_for(person).filter(pk=key))
