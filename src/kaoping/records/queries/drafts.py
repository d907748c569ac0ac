"""Draft totals as pages show them: a unit's total, its rank among the totals known, and whether that can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import QuerySet

from kaoping.core.defect import Refused
from kaoping.records.models import Assessment, DraftTotal
from kaoping.records.queries.schemes import Basis, basis_now

# Scores are put in order by billionths; those that agree to this point are compared exactly.
ORDERED_IN = 10**9


@dataclass(frozen=True)
class DraftStanding:
    """A unit's draft: its total (None while incomplete) and rank, among how many of how many units.

    `waiting` says that it is being computed again.
    """

    unit: str
    score: Fraction | None
    missing: int
    rank: int | None
    known: int
    units: int
    waiting: bool


def draft_standing(assessment: Assessment, unit: str, basis: Basis | None = None) -> DraftStanding | None:
    """Where a unit stands if nothing more is entered; None before its first total."""
    own = assessment.drafts.filter(unit=unit).first()
    if own is None:
        return None
    basis = basis or basis_now(assessment)
    pool = _pool(assessment, own, basis)
    known = pool.exclude(score_order=None)
    waiting = own.stale or own.basis != basis.digest
    score = Fraction(own.score) if own.score else None
    rank = None if score is None else _rank(known, own, score, dense=basis.settled.scheme.ranking.method == "dense")
    return DraftStanding(unit, score, own.missing, rank, known.count(), pool.count(), waiting)


def outdated(assessment: Assessment) -> bool:
    """Whether some unit has no total that goes by the present facts, scheme and readings."""
    try:
        basis = basis_now(assessment)
    except Refused:
        return False
    return assessment.drafts.filter(basis=basis.digest, stale=False).count() < assessment.units.count()


def _pool(assessment: Assessment, own: DraftTotal, basis: Basis) -> QuerySet[DraftTotal]:
    within = basis.settled.scheme.ranking.within == "group"
    return assessment.drafts.filter(group=own.group) if within else assessment.drafts.all()


def _rank(known: QuerySet[DraftTotal], own: DraftTotal, score: Fraction, *, dense: bool) -> int:
    """One more than the units (with dense ranks: the different scores) above."""
    close = known.filter(score_order=own.score_order).values_list("score", flat=True)
    higher = [text for text in close if Fraction(text) > score]
    above = known.filter(score_order__gt=own.score_order)
    if dense:
        return 1 + above.values("score").distinct().count() + len(set(higher))
    return 1 + above.count() + len(higher)
