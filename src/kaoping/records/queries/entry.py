"""What an entry page starts from: the facts of some units, the ends of their chains, what units say of themselves."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from kaoping.core.facts import Facts
from kaoping.records.canonical import parsed
from kaoping.records.models import Assessment, Fact
from kaoping.records.queries.facts import current, facts_from_rows
from kaoping.schemes.read import Settled

Place = tuple[str, str, str]


def among_units(assessment: Assessment, units: Collection[str]) -> QuerySet[Fact]:
    """The facts that count for some units, with those that are for all of them."""
    return current(assessment).filter(unit__in=["", *units])


def facts_of_units(assessment: Assessment, settled: Settled, units: Collection[str]) -> Facts:
    """The same, read: what is asked of these units, and what is there.

    Raises:
        Refused: where facts do not fit the scheme (any more).
    """
    rows = among_units(assessment, units).values_list("table", "content")
    return facts_from_rows(((table, parsed(content)) for table, content in rows), settled, sample=assessment.sample)


def ends_of_values(assessment: Assessment, units: Collection[str]) -> dict[Place, Fact]:
    """By place, what counts there or was withdrawn last."""
    ends = assessment.facts.filter(table="values", unit__in=units, superseded_by=None).exclude(state="proposed")
    return {(one.unit, one.item, one.name): one for one in ends.select_related("entered_by", "supersedes")}


def self_scores(assessment: Assessment, units: Collection[str]) -> dict[Place, Fact]:
    """What units give themselves (自评), by place: the last row of each; one without a value says nothing."""
    found = assessment.facts.filter(table="values", unit__in=units, superseded_by=None, state="proposed")
    return {(one.unit, one.item, one.name): one for one in found.select_related("entered_by")}
