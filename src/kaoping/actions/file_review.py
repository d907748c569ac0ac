"""A unit asks for the review (复核) of one item of its score."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.actions.acting import acting, refuse
from kaoping.actions.attach_evidence import kept
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.access import units_of
from kaoping.records.journal import Change
from kaoping.records.models import Person, Release, Review, ReviewEvidence, UnitEntry
from kaoping.records.options import options_of
from kaoping.records.queries.releases import NO_REVIEWS, may_object
from kaoping.records.queries.runs import item_names, item_titles
from kaoping.records.refusals import NotAllowed, NotYours
from kaoping.records.working_days import calendar_of, due


def file_review(
    by: Person,
    release: Release,
    unit: UnitEntry,
    item: str,
    ground: str,
    *,
    line: str = "",
    files: Sequence[tuple[str, bytes]] = (),
) -> Review:
    """The request with its evidence (names and contents); the answer is due after the office's time.

    One item of a release is reviewed once.

    Raises:
        NotYours: for the unit of somebody else.
        NotAllowed: when the time for objections is over; on a later release, where the unit's result is as it was.
        Refused: for an item that the unit does not have, without a ground, where a review of it exists, for a file
            that is no evidence.
    """
    assessment = release.run.assessment
    with acting(by, "file_review", assessment) as opened:
        if unit.assessment != assessment or unit.code not in units_of(by, assessment):
            raise NotYours
        _check(release, unit, item, line, ground)
        days = options_of(assessment.options).decision_days
        made = Review.objects.create(
            release=release,
            unit=unit,
            item=item,
            line=line,
            ground=ground.strip(),
            filed_by=by,
            filed_at=opened.at,
            due=due(clock.day_of(opened.at), days, calendar_of(assessment)),
        )
        handed_in = [_attach(opened, made, *file) for file in files]
        after = {"line": line, "due": made.due.isoformat(), "evidence": handed_in}
        opened.tell(f"{unit} · {item} {item_names(release.run).get(item, '')}".strip(), None, after, made.ground)
    return made


def _attach(opened: Change, review: Review, name: str, content: bytes) -> str:
    """Keeps one file with the request; gives its hash."""
    file, shown = kept(opened, review.filed_by, content, name)
    ReviewEvidence.objects.get_or_create(review=review, evidence=file, defaults={"name": shown})
    return file.sha256


def _check(release: Release, unit: UnitEntry, item: str, line: str, ground: str) -> None:
    if release.objections_until is None or clock.today() > release.objections_until:
        raise NotAllowed(TOO_LATE)
    if not may_object(release, unit.code):
        raise NotAllowed(NO_REVIEWS)
    scored = release.run.results.filter(unit=unit.code, lines__item=item)
    if not scored.exists() or (line and not scored.filter(lines__line=line).exists()):
        raise refuse("unknown-item", _NO_ITEM.with_values(item=line or item), _CHOOSE)
    if not ground.strip():
        raise refuse("ground-needed", _NO_GROUND, _GIVE_GROUND)
    if Review.objects.filter(release=release, unit=unit, item=item).exists():
        raise refuse("already-filed", _AGAIN.with_values(item=item_titles(release.run).get(item, item)), _WAIT)


TOO_LATE = Text("异议期已过。", "The time for objections is over.")
_NO_ITEM = Text("本单位得分表中没有“{item}”。", "Your scorecard has no “{item}”.")
_CHOOSE = Text("请从得分表中选择。", "Choose it from the scorecard.")
_NO_GROUND = Text("没有写明理由。", "No ground is given.")
_GIVE_GROUND = Text("请写明哪里有误、依据什么。", "Please say what is wrong, and on what ground.")
_AGAIN = Text("“{item}”已经申请过复核。", "A review of “{item}” has been asked for already.")
_WAIT = Text("请等待复核决定。", "Please wait for the decision.")
