"""Deciding a review: the score stands, or facts of the item in question, and of no other, are corrected or added."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.actions.acting import acting, need_reason, refuse
from kaoping.actions.correct_fact import corrected_within
from kaoping.actions.deciding_rows import need_judgement
from kaoping.actions.withdraw_fact import withdrawn_within
from kaoping.actions.writing_facts import NewRow, drafted, last_of, write
from kaoping.core.days import day_text
from kaoping.core.facts import stands_at
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.access import units_of
from kaoping.records.canonical import parsed
from kaoping.records.journal import Change
from kaoping.records.models import FactEvidence, Person, Review
from kaoping.records.models.facts import SINGLE_TABLES
from kaoping.records.options import options_of
from kaoping.records.queries.facts import address
from kaoping.records.queries.schemes import settled_now
from kaoping.records.queries.what_if import CORRECTABLE, Addition, Correction
from kaoping.records.refusals import Conflict, NotAllowed
from kaoping.records.working_days import calendar_of, due


def decide_review(
    by: Person,
    review: Review,
    reasons: str,
    corrections: Sequence[Correction | Addition] = (),
    *,
    late_because: str = "",
) -> Review:
    """The decision: upheld with corrections, rejected without. The result changes with the next run.

    To a row that is added belong the files that the unit has handed in with its request.

    Raises:
        NotAllowed: unless by the office or the leading group, and never by somebody of the unit.
        Refused: without reasons; after its day without saying why so late; where a correction leaves the item.
        Conflict: where a fact does not count any more, or what is to be added stands there already.
    """
    assessment = review.release.run.assessment
    with acting(by, "decide_review", assessment) as opened:
        review.refresh_from_db()
        if review.state != "filed":
            raise NotAllowed(_DECIDED)
        if review.unit.code in units_of(by, assessment):
            raise NotAllowed(_OWN_UNIT)
        need_reason(reasons)
        if clock.today() > review.due and not late_because.strip():
            raise refuse("late", _LATE.with_values(due=day_text(review.due)), _WHY_LATE)
        changed = [_changed(opened, by, review, one, reasons) for one in corrections]
        _decide(opened, by, review, reasons, late_because)
        if corrections:
            _uphold(review)
        review.save()
        opened.tell(str(review), changed, {"state": review.state, "late_because": late_because}, reasons)
    return review


def _decide(opened: Change, by: Person, review: Review, reasons: str, late_because: str) -> None:
    review.state, review.reasons, review.late_because = "rejected", reasons.strip(), late_because.strip()
    review.decided_by, review.decided_at = by, opened.at


def _uphold(review: Review) -> None:
    assessment = review.release.run.assessment
    review.state = "upheld"
    days = options_of(assessment.options).approval_days
    if days:
        review.approval_due = due(clock.today(), days, calendar_of(assessment))


def _changed(opened: Change, by: Person, review: Review, one: Correction | Addition, why: str) -> list[object]:
    """Corrects or adds one fact; returns what it said and what counts instead."""
    return _added(opened, by, review, one, why) if isinstance(one, Addition) else _correct(opened, by, review, one, why)


def _within(review: Review, *places: tuple[str, str]) -> None:
    """Raises Refused where a unit and an item are not those of the review."""
    if not all(unit == review.unit.code and stands_at(item, (review.item,)) for unit, item in places):
        raise refuse("outside-the-item", _OUTSIDE.with_values(item=review.item), _OTHERWISE)


def _added(opened: Change, by: Person, review: Review, one: Addition, why: str) -> list[object]:
    unit, item, _ = address(one.table, one.row)
    _within(review, (unit, item))
    if one.table not in CORRECTABLE:
        raise refuse("not-to-be-added", _NOT_ADDED, _OTHERWISE)
    assessment = review.release.run.assessment
    settled = settled_now(assessment)
    known = last_of(assessment, one.table, one.row) if one.table in SINGLE_TABLES else None
    if known is not None and known.state == "confirmed":
        raise Conflict(one.row, known)
    draft = drafted(assessment, settled, one.table, one.row)
    need_judgement(settled, draft.facts, one.table, draft.row)
    (fact,) = write(opened, by, assessment, [NewRow(one.table, draft.row, known)], why)
    FactEvidence.objects.bulk_create(
        # The unit has handed them in, whoever decides.
        FactEvidence(
            fact=fact,
            evidence=file.evidence,
            name=file.name,
            attached_by=review.filed_by,
            attached_at=opened.at,
        )
        for file in review.evidence.all()
    )
    return [None, draft.row]


def _correct(opened: Change, by: Person, review: Review, correction: Correction, why: str) -> list[object]:
    fact, row = correction.fact, correction.row
    _within(review, (fact.unit, fact.item), (fact.unit, address(fact.table, row)[1] if row else fact.item))
    settled = settled_now(review.release.run.assessment)
    if row is None:
        withdrawn_within(opened, by, fact, settled=settled, why=why)
        return [parsed(fact.content), None]
    _, corrected = corrected_within(opened, by, fact, row, settled=settled, why=why)
    return [parsed(fact.content), parsed(corrected.content)]


_DECIDED = Text("这项复核已经决定。", "This review has been decided.")
_OWN_UNIT = Text("不能决定本单位的复核。", "Nobody decides about the own unit.")
_LATE = Text("决定期限{due}已过。", "The decision was due by {due}.")
_WHY_LATE = Text("请写明逾期原因。", "Please say why it is late.")
_OUTSIDE = Text("复核只能更正或补登“{item}”的数据。", "A review corrects or adds facts of “{item}” only.")
_NOT_ADDED = Text("复核不能补登这一类内容。", "A review cannot add this kind of row.")
_OTHERWISE = Text("其他更正请由考核办另行办理。", "Anything else is corrected apart from it.")
