"""Opinions on proposed awards: what a run proposes, and which bodies have not spoken about how much of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from kaoping.records import clock
from kaoping.records.canonical import parsed
from kaoping.records.models import Appointment, Assessment, ScoreRun
from kaoping.records.roles import ROLES, Role
from kaoping.records.verbs import ADVISERS

Place = tuple[str, str]


@dataclass(frozen=True)
class Silence:
    """How much is proposed; by the bodies that are asked, about how much each has not spoken."""

    proposed: int
    unspoken: Mapping[Role, int]
    asked: bool


def silence(run: ScoreRun) -> Silence:
    """What has not been said about what a run proposes. Asked are the bodies for which somebody is appointed today."""
    places = proposed(run)
    asked = [role for role in ROLES if role in _bodies(run.assessment)]
    given: dict[str, set[Place]] = {}
    for role, unit, award in run.opinions.values_list("role", "unit__code", "award"):
        given.setdefault(role, set()).add((unit, award))
    counts = {role: len(places - given.get(role, set())) for role in asked}
    return Silence(len(places), {role: count for role, count in counts.items() if count}, bool(asked))


def proposed(run: ScoreRun) -> frozenset[Place]:
    """The units and awards that a run proposes."""
    held = run.results.values_list("unit", "awards")
    return frozenset((unit, award) for unit, awards in held for award, holds in parsed(awards).items() if holds)


def _bodies(assessment: Assessment) -> frozenset[str]:
    today = clock.today()
    held = Appointment.objects.filter(Q(until=None) | Q(until__gt=today), assessment=assessment, since__lte=today)
    return frozenset(held.filter(role__in=ADVISERS, person__is_active=True).values_list("role", flat=True))
