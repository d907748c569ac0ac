"""What the decision on a review has corrected: the facts that it made, and what would be without them."""

from __future__ import annotations

from kaoping.records.canonical import parsed
from kaoping.records.models import Fact, JournalEntry, Review
from kaoping.records.queries.what_if import Addition, Correction, Outcome, outcome_of


def made_by(review: Review) -> list[Fact]:
    """The facts that the decision has written, in their order."""
    if review.decided_at is None:
        return []
    assessment = review.unit.assessment_id
    told = JournalEntry.objects.filter(assessment=assessment, action="decide_review", subject=str(review))
    lines = told.filter(at=review.decided_at).values("sequence")
    made = Fact.objects.filter(assessment=assessment, unit=review.unit.code, entry__in=lines)
    return list(made.select_related("supersedes").order_by("place", "pk"))


def counted_before(fact: Fact) -> bool:
    """Whether what a fact supersedes had counted; otherwise it was added."""
    return fact.supersedes is not None and fact.supersedes.state == "confirmed"


def effect_of(review: Review) -> Outcome | None:
    """What the decision has changed, from the facts just before it; None where it has corrected nothing.

    Raises:
        Refused: where those facts do not fit the scheme as it is now.
    """
    made = made_by(review)
    if not made:
        return None
    changes = [_change(one) for one in made]
    return outcome_of(review.release.run.assessment, changes, entry=made[0].entry - 1)


def _change(made: Fact) -> Correction | Addition:
    row = parsed(made.content)
    if made.supersedes is None or not counted_before(made):
        return Addition(made.table, row)
    return Correction(made.supersedes, row if made.state == "confirmed" else None)
