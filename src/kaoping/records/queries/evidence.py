"""Whose evidence something is: of the unit itself, or of those who assess it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from kaoping.records.models import Appointment, Fact, FactEvidence
from kaoping.records.queries.entry import chain_of
from kaoping.records.roles import OF_A_UNIT


def made_by_unit(fact: Fact) -> bool:
    """Whether a fact began as something that the unit itself said: its claim, its own score."""
    first = chain_of(fact)[0]
    return first.state == "proposed" and _of_unit(fact).filter(person=first.entered_by).exists()


def from_unit(files: Iterable[FactEvidence]) -> frozenset[int]:
    """The keys of those files that somebody of the unit concerned has handed in."""
    known = list(files)
    if not known:
        return frozenset()
    people = frozenset(_of_unit(known[0].fact).values_list("person_id", flat=True))
    return frozenset(one.pk for one in known if one.attached_by_id in people)


def _of_unit(fact: Fact) -> QuerySet[Appointment]:
    """Every appointment for the unit, those that have ended as well."""
    held = Appointment.objects.filter(assessment=fact.assessment_id, role__in=OF_A_UNIT)
    return held.filter(unit__code=fact.unit)
