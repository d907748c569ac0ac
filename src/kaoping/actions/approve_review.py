"""Approving the correction that a review has led to (报请批准), where the office's rules ask for it."""

from __future__ import annotations

from kaoping.actions.acting import acting, refuse
from kaoping.core.text import Text
from kaoping.records.models import Person, Review
from kaoping.records.refusals import NotAllowed


def approve_review(by: Person, review: Review, approval: str) -> Review:
    """Notes the approval by its number or minutes.

    Raises:
        NotAllowed: unless by the leading group, for an upheld review that waits for it.
        Refused: where it is not said what the approval is.
    """
    with acting(by, "approve_review", review.release.run.assessment) as opened:
        review.refresh_from_db()
        need_waiting(review)
        if not approval.strip():
            raise refuse("approval-needed", _WHICH, _NUMBER)
        review.state, review.approval = "approved", approval.strip()
        review.answered_by, review.answered_at = by, opened.at
        review.save(update_fields=["state", "approval", "answered_by", "answered_at"])
        opened.tell(str(review), "upheld", {"approval": review.approval})
    return review


def need_waiting(review: Review) -> None:
    """Raises NotAllowed where a review waits for no approval."""
    if review.state != "upheld" or review.approval_due is None:
        raise NotAllowed(_NOTHING)


_NOTHING = Text("这项复核不需要批准，或已有决定。", "This review waits for no approval.")
_WHICH = Text("没有写明批准文号或会议纪要。", "The approval is not named.")
_NUMBER = Text("请填写文号或纪要编号。", "Give its number or that of the minutes.")
