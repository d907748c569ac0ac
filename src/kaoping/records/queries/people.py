"""Who is appointed for what: of units, of an assessment; and which bodies may be scored for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import F, Q, QuerySet

from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.canonical import parsed
from kaoping.records.models import Appointment, Assessment, Person
from kaoping.records.queries.facts import current
from kaoping.records.roles import OF_A_UNIT, ROLES
from kaoping.records.verbs import UNITS
from kaoping.schemes.compile import compile_scheme
from kaoping.schemes.read import Settled


def held_in(assessment: Assessment | None) -> QuerySet[Appointment]:
    """The appointments of an assessment that hold today or begin later; without one, those of administrators."""
    unended = Q(until=None) | Q(until__gt=clock.today())
    found = Appointment.objects.filter(unended, assessment=assessment).select_related("person", "unit")
    return found.order_by("role", "unit__code", "assessor", "person__username")


def units_without_people(assessment: Assessment, codes: Collection[str]) -> tuple[str, ...]:
    """The names of those units, of some, for which neither a head nor a clerk is appointed."""
    there = {one.unit.code for one in held_in(assessment) if one.unit and one.role in UNITS}
    alone = assessment.units.filter(code__in=set(codes) - there).order_by("code")
    return tuple(str(unit) for unit in alone)


def held_by(person: Person) -> QuerySet[Appointment]:
    """What somebody is today or will be, everywhere; the newest assessment first, administrators' roles before all."""
    unended = Q(until=None) | Q(until__gt=clock.today())
    found = Appointment.objects.filter(unended, person=person).select_related("person", "unit", "assessment")
    return found.order_by(F("assessment__year").desc(nulls_first=True), "assessment__name", "role")


def roles_of_all() -> dict[int, list[Text]]:
    """The roles that people have anywhere, each once, by the keys of the people."""
    unended = Q(until=None) | Q(until__gt=clock.today())
    found: dict[int, list[Text]] = defaultdict(list)
    held = set(Appointment.objects.filter(unended).values_list("person", "role"))
    for role, says in ROLES.items():
        for key, name in held:
            if name == role:
                found[key].append(says)
    return found


def roles_by_assessment(person: Person) -> dict[int, list[Text]]:
    """What somebody is in each assessment, by its key."""
    held = {(one.assessment_id, one.role) for one in held_by(person) if one.assessment_id}
    found: dict[int, list[Text]] = defaultdict(list)
    for role, says in ROLES.items():
        for key, name in held:
            if name == role:
                found[key].append(says)
    return found


def of_units(assessment: Assessment) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The names of the people of every unit, by its code and by their role."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(lambda: defaultdict(tuple))
    for one in held_in(assessment).filter(role__in=OF_A_UNIT):
        if one.unit is not None:
            found[one.unit.code][one.role] += (one.person.name,)
    return found


def bodies_of(assessment: Assessment, settled: Settled) -> dict[str, Text]:
    """The bodies for which somebody can score (考评主体), by what an appointment calls them, in the scheme's order."""
    known = {one.id: Text(one.name, one.english or one.name) for one in settled.scheme.assessors}
    for item in compile_scheme(settled.scheme).items:
        known |= {name: Text(name, name) for name in item.assessors if name not in known}
    titles = {text.zh for text in known.values()}
    for content in current(assessment).filter(table="tasks").values_list("content", flat=True):
        name = str(parsed(content).get("assessor", ""))
        if name and name not in known and name not in titles:
            known[name] = Text(name, name)
    return known
