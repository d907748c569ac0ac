"""What an entry page starts from: the facts of some units, the ends of their chains, what units say of themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from django.db.models import QuerySet

from kaoping.core.facts import Facts
from kaoping.records.canonical import parsed
from kaoping.records.models import Assessment, Fact, FactEvidence
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


def shapes_of(assessment: Assessment, settled: Settled) -> Facts:
    """Units, tasks and what does not apply, without any value: enough to know what every unit may be told.

    Raises:
        Refused: where these do not fit the scheme.
    """
    rows = current(assessment).filter(table__in=SHAPING).values_list("table", "content")
    return facts_from_rows(((table, parsed(content)) for table, content in rows), settled, sample=assessment.sample)


SHAPING = ("units", "items", "tasks", "not_applicable")


def chain_of(fact: Fact) -> list[Fact]:
    """Everything that was said in the place of a fact, oldest first, its proposal included."""
    same = fact.assessment.facts.filter(table=fact.table, unit=fact.unit)
    known = {one.pk: one for one in same.select_related("entered_by")}
    later = {one.supersedes_id: one for one in known.values() if one.supersedes_id}
    first = known[fact.pk]
    while first.supersedes_id in known:
        first = known[first.supersedes_id]
    found = [first]
    while found[-1].pk in later:
        found.append(later[found[-1].pk])
    return found


def files_of(facts: Collection[Fact]) -> dict[int, tuple[FactEvidence, ...]]:
    """The evidence of facts by their keys: what belongs to a fact or to any that it supersedes."""
    before = {one.pk: one.supersedes_id for one in _of_their_units(facts)}
    attached: dict[int, list[FactEvidence]] = {}
    for file in FactEvidence.objects.filter(fact__in=before).select_related("evidence", "attached_by").order_by("pk"):
        attached.setdefault(file.fact_id, []).append(file)
    return {fact.pk: tuple(_along(fact.pk, before, attached)) for fact in facts}


def _of_their_units(facts: Collection[Fact]) -> QuerySet[Fact]:
    assessments = {fact.assessment_id for fact in facts}
    tables, units = {fact.table for fact in facts}, {fact.unit for fact in facts}
    found = Fact.objects.filter(assessment__in=assessments, table__in=tables, unit__in=units)
    return found.only("pk", "supersedes_id")


def _along(
    key: int | None, before: Mapping[int, int | None], attached: Mapping[int, list[FactEvidence]]
) -> Iterator[FactEvidence]:
    while key is not None:
        yield from attached.get(key, ())
        key = before.get(key)
