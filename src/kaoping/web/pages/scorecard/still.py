"""What can still change on a scorecard, until when, and whom to ask: for its head, and for each of its items."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from kaoping.core.text import Text
from kaoping.records.access import runs_for, units_of
from kaoping.records.clock import today
from kaoping.records.models import Appointment, Release, Review, ScoreRun
from kaoping.records.queries.releases import NO_REVIEWS, may_object
from kaoping.records.working_days import calendar_of
from kaoping.web.shared.clocks import clock_of
from kaoping.web.shared.frame import Link
from kaoping.web.shared.runs import stage_of
from kaoping.web.shared.visit import Visit

TRIAL = Text("这是试算，数据和口径还可以改。", "This is a trial: facts and readings can still change.")
OPEN = Text(
    "对任何一项有异议，可以申请复核，{clock}；复核更正的数据从下一次核算起计入，得分和名次可能升，也可能降。",
    "Any item can be objected to, {clock}; what a review corrects counts from the next run on, and may raise or lower "
    "score and rank.",
)
OVER = Text(
    "异议期已过；已经申请的复核办结以后，结果才冻结。",
    "The time for objections is over; the result becomes final when all reviews are closed.",
)
FROZEN = Text(
    "结果已冻结，不再变动；确有错误的，更正以后另行印发。",
    "The result is final; a correction would be published beside it.",
)
ASK_WHOM = Text("有疑问请联系考核办：{names}。", "Questions go to the assessment office: {names}.")
ASK, FILED = Text("申请复核", "ask for a review"), Text("已申请复核，查看", "review asked for: see it")
WHY = Text("得分为什么变了", "Why the score changed")


@dataclass(frozen=True)
class Still:
    """What can still change about the card of a unit in a run."""

    visited: Visit
    run: ScoreRun
    unit: str

    def sentences(self) -> tuple[str, ...]:
        """What can change, until when, whom to ask."""
        return tuple(self._sentences())

    def ways(self) -> tuple[Link, ...]:
        """Where else to look: what changed since an earlier run."""
        done = runs_for(self.visited.person, self.visited.assessment).filter(state="done")
        if done.distinct().count() < 2:
            return ()
        address = reverse("unit-changes", args=[self.visited.assessment.pk, self.unit])
        return (Link(self.visited.said(WHY), address),)

    def of_item(self) -> Callable[[str], Link | None]:
        """For each item: the way to its review, or to asking for one where that is still possible."""
        key, release = self.visited.assessment.pk, self._release()
        reviews = Review.objects.filter(release=release, unit__code=self.unit) if release else Review.objects.none()
        known = {review.item: review.pk for review in reviews}
        asks = self._asks(release)

        def link(item: str) -> Link | None:
            if item in known:
                return Link(self.visited.said(FILED), reverse("review", args=[key, known[item]]))
            if not asks:
                return None
            return Link(self.visited.said(ASK), f"{reverse('ask-review', args=[key])}?{urlencode({'item': item})}")

        return link

    def _sentences(self) -> Iterator[str]:
        stage, release = stage_of(self.run), self._release()
        if stage in ("frozen", "published"):
            yield self.visited.said(FROZEN)
        elif release is None:
            yield self.visited.said(TRIAL)
        elif release.objections_until is not None and today() <= release.objections_until:
            yield self._open(release, release.objections_until)
        else:
            yield self.visited.said(OVER)
        office = Appointment.objects.filter(assessment=self.visited.assessment, role="office", until=None)
        names = list(office.select_related("person").values_list("person__name", flat=True))
        if names:
            yield self.visited.said(ASK_WHOM, names=names)

    def _open(self, release: Release, until: date) -> str:
        if self._mine() and not may_object(release, self.unit):
            return self.visited.said(NO_REVIEWS)
        clock = clock_of(until, calendar_of(self.visited.assessment), self.visited.language)
        return self.visited.said(OPEN, clock=clock.word)

    def _release(self) -> Release | None:
        return Release.objects.filter(run=self.run).first()

    def _asks(self, release: Release | None) -> bool:
        if release is None or release.objections_until is None or today() > release.objections_until:
            return False
        return self.visited.may("file_review") and self._mine() and may_object(release, self.unit)

    def _mine(self) -> bool:
        return self.unit in units_of(self.visited.person, self.visited.assessment)
