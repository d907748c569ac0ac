"""Draft totals as pages show them: a unit's total, its rank among the totals known, and whether that can be trusted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from operator import neg

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


def draft_standings(
    assessment: Assessment, units: Collection[str], basis: Basis | None = None
) -> dict[str, DraftStanding]:
    """Where units stand if nothing more is entered; without those that have had no total yet."""
    found = list(assessment.drafts.filter(unit__in=units))
    if not found:
        return {}
    basis = basis or basis_now(assessment)
    within = basis.settled.scheme.ranking.within == "group"
    pools = {one.group if within else "": _Pool.of(assessment, one.group if within else None) for one in found}
    return {one.unit: _standing(one, pools[one.group if within else ""], basis) for one in found}


@dataclass(frozen=True)
class _Pool:
    """The totals known among units that are ranked together, from the highest, and how many units these are."""

    orders: tuple[int, ...]
    scores: tuple[str, ...]
    units: int

    @classmethod
    def of(cls, assessment: Assessment, group: str | None) -> _Pool:
        drafts = assessment.drafts.all() if group is None else assessment.drafts.filter(group=group)
        known = drafts.exclude(score_order=None).order_by("-score_order").values_list("score_order", "score")
        orders, scores = zip(*known, strict=True) if known else ((), ())
        return cls(orders, scores, drafts.count())


def _standing(own: DraftTotal, pool: _Pool, basis: Basis) -> DraftStanding:
    waiting = own.stale or own.basis != basis.digest
    score = Fraction(own.score) if own.score else None
    rank = None if score is None else _rank(pool, own, score, dense=basis.settled.scheme.ranking.method == "dense")
    return DraftStanding(own.unit, score, own.missing, rank, len(pool.orders), pool.units, waiting)


def _rank(pool: _Pool, own: DraftTotal, score: Fraction, *, dense: bool) -> int:
    """One more than the units (with dense ranks: the different scores) above."""
    assert own.score_order is not None
    first = bisect_left(pool.orders, -own.score_order, key=neg)
    after = bisect_right(pool.orders, -own.score_order, key=neg)
    higher = [text for text in pool.scores[first:after] if Fraction(text) > score]
    return 1 + (len({*pool.scores[:first], *higher}) if dense else first + len(higher))


def outdated(assessment: Assessment) -> bool:
    """Whether some unit has no total that goes by the present facts, scheme and readings."""
    try:
        basis = basis_now(assessment)
    except Refused:
        return False
    return assessment.drafts.filter(basis=basis.digest, stale=False).count() < assessment.units.count()
