"""Keeping draft totals: a change computes those of its own units; what is more, or compares units, the worker does."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import floor

from django.db import transaction

from kaoping.core.defect import Refused
from kaoping.core.facts import Facts
from kaoping.core.numbers import written
from kaoping.records.models import Assessment, DraftTotal, JournalHead
from kaoping.records.queries.drafts import ORDERED_IN, outdated
from kaoping.records.queries.entry import facts_of_units
from kaoping.records.queries.facts import facts_of
from kaoping.records.queries.schemes import Basis, basis_now
from kaoping.schemes.drafts import Drafted, drafted_totals

# A change to more units than this would keep everybody waiting.
AT_ONCE = 20
_KEPT = ("group", "score", "score_order", "missing", "compares", "entry", "basis", "stale")


@dataclass(frozen=True)
class Afterwards:
    """What holds after a change: the scheme with its readings, and the facts of the units that are changed."""

    basis: Basis
    facts: Facts


def keep_drafts(
    assessment: Assessment, units: Collection[str], entry: int, afterwards: Afterwards | None = None
) -> None:
    """Brings the totals of units up to a change of their facts, inside it; an empty code stands for all units.

    Whoever makes the change may have read already what holds afterwards.
    """
    if "" in units or len(units) > AT_ONCE:
        _mark(assessment, units)
        return
    try:
        basis = afterwards.basis if afterwards else basis_now(assessment)
    except Refused:
        return
    found = _computed(assessment, basis, units, entry, afterwards.facts if afterwards else None)
    _save(found)
    if any(one.compares for one in found):
        assessment.drafts.filter(compares=True).update(stale=True)


def _mark(assessment: Assessment, units: Collection[str]) -> None:
    concerned = assessment.drafts if "" in units else assessment.drafts.filter(unit__in=units)
    concerned.update(stale=True)


def _computed(
    assessment: Assessment, basis: Basis, units: Collection[str], entry: int, facts: Facts | None
) -> list[DraftTotal]:
    """The totals of units by their own facts."""
    try:
        facts = facts or facts_of_units(assessment, basis.settled, units)
    except Refused:
        return _unknown(assessment, units, basis, entry)
    totals = drafted_totals(basis.settled, facts)
    found = [_draft(assessment, one, basis, entry) for one in totals if one.unit.id in units]
    return [*found, *_unknown(assessment, set(units) - {one.unit for one in found}, basis, entry)]


def refresh_outdated() -> None:
    """Computes again what is out of date in assessments that are not decided yet; for the worker, between tasks."""
    for assessment in Assessment.objects.exclude(state__in=("frozen", "published")):
        if outdated(assessment):
            refresh_drafts(assessment)


def refresh_drafts(assessment: Assessment) -> None:
    """Computes all totals of an assessment; what was changed meanwhile stays as the change left it."""
    entry = JournalHead.objects.get().sequence
    basis = basis_now(assessment)
    found = _all(assessment, basis, entry)
    with transaction.atomic():
        head = JournalHead.objects.select_for_update().get()
        newer = set(assessment.drafts.filter(entry__gt=entry).values_list("unit", flat=True))
        for one in found:
            one.stale = one.compares and head.sequence > entry
        _save(one for one in found if one.unit not in newer)


def _all(assessment: Assessment, basis: Basis, entry: int) -> list[DraftTotal]:
    codes = set(assessment.units.values_list("code", flat=True))
    try:
        totals = list(drafted_totals(basis.settled, facts_of(assessment, basis.settled, entry)))
    except Refused:
        return _unknown(assessment, codes, basis, entry)
    found = [_draft(assessment, one, basis, entry) for one in totals]
    return [*found, *_unknown(assessment, codes - {one.unit for one in found}, basis, entry)]


def _draft(assessment: Assessment, found: Drafted, basis: Basis, entry: int) -> DraftTotal:
    return DraftTotal(
        assessment=assessment,
        unit=found.unit.id,
        group=found.unit.group,
        score="" if found.score is None else written(found.score),
        score_order=None if found.score is None else floor(found.score * ORDERED_IN),
        missing=found.missing,
        compares=found.compares,
        entry=entry,
        basis=basis.digest,
        stale=found.compares,
    )


def _unknown(assessment: Assessment, units: Iterable[str], basis: Basis, entry: int) -> list[DraftTotal]:
    """Units that do not count any more, or whose facts do not fit the scheme: they have no total."""
    return [DraftTotal(assessment=assessment, unit=unit, entry=entry, basis=basis.digest) for unit in units]


def _save(found: Iterable[DraftTotal]) -> None:
    DraftTotal.objects.bulk_create(
        list(found), 500, update_conflicts=True, unique_fields=["assessment", "unit"], update_fields=_KEPT
    )
