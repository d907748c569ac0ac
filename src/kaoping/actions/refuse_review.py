"""Refusing the correction that a review has led to (不批准更正): what counted before it counts again."""

from __future__ import annotations

from kaoping.actions.acting import acting, need_reason
from kaoping.actions.approve_review import need_waiting
from kaoping.actions.writing_facts import NewRow, write
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact, Person, Review
from kaoping.records.queries.reviews import counted_before, made_by


def refuse_review(by: Person, review: Review, why: str) -> Review:
    """Undoes the correction by new rows; what somebody has changed once more since then stays as it was changed.

    Raises:
        NotAllowed: unless by the leading group, for an upheld review that waits for approval.
        Refused: without a reason.
    """
    assessment = review.release.run.assessment
    with acting(by, "refuse_review", assessment) as opened:
        review.refresh_from_db()
        need_waiting(review)
        need_reason(why)
        rows = [_undone(one) for one in made_by(review) if not Fact.objects.filter(supersedes=one).exists()]
        if rows:
            write(opened, by, assessment, rows, why.strip())
        review.state, review.refusal = "refused", why.strip()
        review.answered_by, review.answered_at = by, opened.at
        review.save(update_fields=["state", "refusal", "answered_by", "answered_at"])
        opened.tell(str(review), "upheld", {"state": "refused"}, review.refusal)
    return review


def _undone(made: Fact) -> NewRow:
    """What takes the place of a fact that the decision has made: it has counted before, so that it fits."""
    if made.supersedes is not None and counted_before(made):
        return NewRow(made.table, parsed(made.supersedes.content), made)
    return NewRow(made.table, parsed(made.content), made, "withdrawn")
