"""Whose facts a person may look at: all, those about one's items, the own unit's once they are released."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from kaoping.records.access import ALL_SEEING, appointments_of, units_of
from kaoping.records.canonical import parsed
from kaoping.records.models import Assessment, Fact, FactEvidence, Person, Release
from kaoping.records.queries.facts import current
from kaoping.records.queries.owing import bodies_for
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import NotYours
from kaoping.schemes.form import Form
from kaoping.schemes.leaves import leaves
from kaoping.schemes.read import Settled

# What is between a unit and the office before anything is released: its claims, and what it is charged with.
BETWEEN = ("claims", "vetoes")


def facts_for(person: Person, assessment: Assessment) -> QuerySet[Fact]:
    """The facts that a person may look at, proposals included."""
    found = assessment.facts.select_related("entered_by").order_by("place", "pk")
    held = list(appointments_of(person, assessment))
    if not held:
        return found.none()
    if any(one.role in ALL_SEEING and one.unit_id is None for one in held):
        return found
    seen = Q(entered_by=person) | _own(units_of(person, assessment), assessment)
    if any(one.role == "assessor" for one in held):
        seen |= _about_the_items(person, assessment)
    return found.filter(seen)


def fact_for(person: Person, assessment: Assessment, key: int) -> Fact:
    """One of these facts.

    Raises:
        NotYours: where it is none of them.
    """
    found = facts_for(person, assessment).filter(pk=key).first()
    if found is None:
        raise NotYours
    return found


def file_for(person: Person, assessment: Assessment, key: int) -> FactEvidence:
    """A file that belongs to one of these facts.

    Raises:
        NotYours: where it belongs to none of them.
    """
    found = FactEvidence.objects.filter(pk=key, fact__in=facts_for(person, assessment)).select_related("evidence")
    one = found.first()
    if one is None:
        raise NotYours
    return one


def _own(units: frozenset[str], assessment: Assessment) -> Q:
    mine = Q(unit__in=units)
    if units and Release.objects.filter(run__assessment=assessment).exists():
        return mine
    return mine & (Q(table__in=BETWEEN) | Q(state="proposed"))


def _about_the_items(person: Person, assessment: Assessment) -> Q:
    """Facts at the items of the bodies that a person scores for, but for those about these bodies themselves."""
    settled = settled_now(assessment)
    bodies = bodies_for(person, assessment, settled)
    seen = Q(pk__in=[])
    for item in _items(settled, bodies):
        seen |= Q(item=item) | Q(item__startswith=f"{item}.")
    for unit, item in _tasks(settled, bodies, assessment):
        seen |= Q(unit=unit, item=item)
    own = [one.unit for one in settled.scheme.assessors if one.id in bodies and one.unit]
    return seen & ~Q(unit__in=own)


def _items(settled: Settled, bodies: frozenset[str]) -> Iterator[str]:
    for leaf in leaves(settled.scheme, Form()):
        if not bodies.isdisjoint(leaf.assessors):
            yield leaf.id


def _tasks(settled: Settled, bodies: frozenset[str], assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Tasks that name one of the bodies as their assessor."""
    words = {one.name for one in settled.scheme.assessors if one.id in bodies} | bodies
    for content in current(assessment).filter(table="tasks").values_list("content", flat=True):
        task = parsed(content)
        if task.get("assessor") in words:
            yield str(task["unit"]), str(task["item"])
