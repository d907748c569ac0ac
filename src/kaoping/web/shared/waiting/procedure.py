"""Due process: reviews to decide, corrections to approve, objections that are open, opinions to give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.urls import reverse

from kaoping.core.text import Text
from kaoping.records.access import reviews_for, runs_for, units_of
from kaoping.records.clock import today
from kaoping.records.models import Review
from kaoping.records.queries.opinions import proposed
from kaoping.records.queries.releases import last_release, may_object
from kaoping.records.queries.runs import item_titles
from kaoping.records.verbs import ADVISERS, REVIEWING
from kaoping.web.shared.visit import Visit
from kaoping.web.shared.waiting.model import Waiting

DECIDE = Text("{unit}申请复核：{item}，待决定", "{unit} asks for a review of {item}")
APPROVE = Text("{unit}的复核更正：{item}，待批准", "A correction for {unit} waits for approval: {item}")
ASKED = Text("本单位的复核申请：{item}，待考核办答复", "Your request for a review of {item} will be answered")
CHECK = Text("核对本单位得分，有异议的申请复核", "Check your score; object while there is time")
OPEN = Text("异议期未满，期满以后才能冻结结果", "Objections are open; the result cannot become final before")
OPINIONS = Text("{count} 个拟表彰单位，待提意见", "Proposed units without your opinion: {count}")
DO_DECIDE, DO_APPROVE = Text("作出复核决定", "Decide"), Text("批准更正", "Approve")
LOOK, DO_CHECK, DO_SPEAK = (
    Text("查看", "Look at it"),
    Text("看得分表", "See the scorecard"),
    Text("提出意见", "Give opinions"),
)


def procedure(visited: Visit) -> Iterator[Waiting]:
    """What due process asks of the person."""
    if visited.assessment.state in REVIEWING:
        yield from _reviews(visited)
        yield from _objections(visited)
    if visited.may("give_opinion"):
        yield from _opinions(visited)


def _reviews(visited: Visit) -> Iterator[Waiting]:
    own = units_of(visited.person, visited.assessment)
    found = reviews_for(visited.person, visited.assessment).filter(state__in=["filed", "upheld"])
    titles: dict[int, Mapping[str, str]] = {}
    for review in found.select_related("unit", "release__run__version", "release__run__assessment"):
        run = review.release.run
        if run.pk not in titles:
            titles[run.pk] = item_titles(run)
        item = titles[run.pk].get(review.item, review.item)
        yield from _review(visited, review, item, own=review.unit.code in own)


def _review(visited: Visit, review: Review, item: str, *, own: bool) -> Iterator[Waiting]:
    href, about = reverse("review", args=[visited.assessment.pk, review.pk]), {"unit": str(review.unit), "item": item}
    if review.state == "filed" and own:
        yield Waiting(visited.said(ASKED, **about), visited.said(LOOK), href, review.due, acts=False)
    elif review.state == "filed" and visited.may("decide_review"):
        yield Waiting(visited.said(DECIDE, **about), visited.said(DO_DECIDE), href, review.due)
    elif review.state == "upheld" and review.approval_due and visited.may("approve_review"):
        yield Waiting(visited.said(APPROVE, **about), visited.said(DO_APPROVE), href, review.approval_due)


def _objections(visited: Visit) -> Iterator[Waiting]:
    release = last_release(visited.assessment)
    if release is None or release.objections_until is None or release.objections_until < today():
        return
    key, until = visited.assessment.pk, release.objections_until
    if visited.may("file_review"):
        if not any(may_object(release, unit) for unit in units_of(visited.person, visited.assessment)):
            return
        yield Waiting(visited.said(CHECK), visited.said(DO_CHECK), reverse("scorecards", args=[key]), until)
    elif visited.may("freeze"):
        yield Waiting(visited.said(OPEN), visited.said(LOOK), reverse("publication", args=[key]), until, acts=False)


def _opinions(visited: Visit) -> Iterator[Waiting]:
    """How many proposed units the person's body has not spoken about."""
    run = runs_for(visited.person, visited.assessment).exclude(release=None, freeze=None).filter(state="done").first()
    bodies = visited.roles & ADVISERS
    if run is None or not bodies:
        return
    given = set(run.opinions.filter(role=min(bodies)).values_list("unit__code", "award"))
    left = proposed(run) - given
    if left:
        says = visited.said(OPINIONS, count=len(left))
        yield Waiting(says, visited.said(DO_SPEAK), reverse("opinions", args=[visited.assessment.pk]))
