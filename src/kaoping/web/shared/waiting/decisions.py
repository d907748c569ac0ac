"""What has been decided for the own unit: its reviews, and its claims until the next release tells them anyway."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q
from django.urls import reverse

from kaoping.core.text import Text
from kaoping.records.access import reviews_for, units_of
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact
from kaoping.records.queries.entry import facts_of_units
from kaoping.records.queries.releases import last_release
from kaoping.records.queries.runs import item_titles
from kaoping.records.queries.schemes import settled_now
from kaoping.records.verbs import OPEN, REVIEWING
from kaoping.web.shared.named import Named
from kaoping.web.shared.visit import Visit
from kaoping.web.shared.waiting.model import Waiting

REVIEWED = Text("{item}的复核已决定：{decision}", "The review of {item} is decided: {decision}")
DECISIONS = {
    "rejected": Text("维持原分", "the score stands"),
    "upheld": Text("予以更正", "upheld, to be corrected"),
    "approved": Text("予以更正，更正已批准", "upheld, and the correction is approved"),
}
TO_APPROVE = Text("予以更正，待领导小组批准", "upheld, to be approved by the leading group")
CLAIMED = Text("{item}的申报已审定：{decision}", "The claim for {item} is decided: {decision}")
WHOLE, REFUSED = Text("全部认定", "approved as claimed"), Text("不予认定", "refused")
OTHER = Text("申报 {asked} 分，认定 {given} 分", "{asked} points claimed, {given} approved")
LOOK = Text("查看", "Look at it")


def decisions(visited: Visit) -> Iterator[Waiting]:
    """The decisions that the people of a unit may not have seen yet."""
    units = units_of(visited.person, visited.assessment)
    if not units:
        return
    if visited.assessment.state in REVIEWING:
        yield from _reviews(visited, units)
    if visited.assessment.state in OPEN:
        yield from _claims(visited, units)


def _reviews(visited: Visit, units: frozenset[str]) -> Iterator[Waiting]:
    """Those of the last release: what came of the others is told with it."""
    release = last_release(visited.assessment)
    mine = reviews_for(visited.person, visited.assessment).filter(release=release, unit__code__in=units)
    decided = list(mine.exclude(state="filed"))
    if release is None or not decided:
        return
    titles = item_titles(release.run)
    for review in decided:
        waits = review.state == "upheld" and review.approval_due is not None
        decision = TO_APPROVE if waits else DECISIONS[review.state]
        says = visited.said(REVIEWED, item=titles.get(review.item, review.item), decision=decision)
        href = reverse("review", args=[visited.assessment.pk, review.pk])
        yield Waiting(says, visited.said(LOOK), href, acts=False)


def _claims(visited: Visit, units: frozenset[str]) -> Iterator[Waiting]:
    """Where somebody else than who had claimed said the last word."""
    release = last_release(visited.assessment)
    since = Q(entered_at__gt=release.released_at) if release else Q()
    found = visited.assessment.facts.filter(since, table="claims", unit__in=units, supersedes__state="proposed")
    last = found.exclude(entered_by=F("supersedes__entered_by")).filter(superseded_by=None)
    decided = list(last.select_related("supersedes").order_by("pk"))
    if not decided:
        return
    settled = settled_now(visited.assessment)
    named = Named(settled, facts_of_units(visited.assessment, settled, set(units)), visited.language)
    for fact in decided:
        says = visited.said(CLAIMED, item=named.place(fact.unit, fact.item), decision=_decided(fact))
        yield Waiting(says, visited.said(LOOK), reverse("fact", args=[visited.assessment.pk, fact.pk]), acts=False)


def _decided(fact: Fact) -> Text:
    if fact.state == "withdrawn":
        return REFUSED
    asked = parsed(fact.supersedes.content).get("points") if fact.supersedes else None
    given = parsed(fact.content).get("points")
    return WHOLE if given == asked or not asked else OTHER.with_values(asked=asked, given=given)
