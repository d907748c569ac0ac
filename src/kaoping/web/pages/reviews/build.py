"""Makes the page of one review: what it is about, what has happened, who does what next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from django.urls import reverse

from kaoping.core.text import Text
from kaoping.records.access import runs_for
from kaoping.records.models import Fact, Person, Review
from kaoping.records.queries.reviews import made_by
from kaoping.reports.amounts import printed
from kaoping.web.pages.reviews.content import ReviewContent, Step
from kaoping.web.pages.reviews.naming import item_named, program_of, state_of
from kaoping.web.shared.clocks import clock_of
from kaoping.web.shared.dates import moment_said
from kaoping.web.shared.fact_words import says_of
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import State
from kaoping.web.shared.runs import scored
from kaoping.web.shared.visit import Visit

TITLE = Text("{unit}：{item}的复核", "{unit}: review of {item}")
UNIT, RUN, LINE = Text("单位", "Unit"), Text("核算", "Run"), Text("所指的行", "Line")
NUMBERED = Text("第{number}次核算", "run {number}")
SCORE = Text("该项得分", "Score of the item")
ASKED, DECIDED = Text("申请复核", "Asked for a review"), Text("复核决定：{decision}", "Decision: {decision}")
UPHELD = Text("予以更正", "upheld")
APPROVED = Text("更正已批准", "The correction was approved")
REFUSED = Text("更正未获批准", "The correction was refused")
WHO = Text("{who}，{moment}", "{who}, {moment}")
LATE = Text("逾期原因：{why}", "Why it was late: {why}")
CORRECTED = Text("更正：{before} → {after}", "Corrected: {before} → {after}")
ADDED = Text("补登：{after}", "Added: {after}")
WITHDRAWN = Text("撤销：{before}", "Withdrawn: {before}")
DUE_NEXT = Text(
    "由考核办或考核领导小组决定；决定以前，结果不能冻结和印发。",
    "The assessment office or the leading group decides; until then the result cannot become final.",
)
APPROVE_NEXT = Text(
    "由考核领导小组批准；批准以前，结果不能冻结和印发。",
    "The leading group approves it; until then the result cannot become final.",
)
RUN_NEXT = Text("考核办重新核算以后，结果按更正后的数据计。", "The corrected facts count from the next run on.")
COUNTED = Text(
    "第{number}次核算已按更正后的数据计，该项得 {score} 分。",
    "Run {number} counts the corrected facts: the item has {score} points.",
)
WITHOUT_SCORE = Text(
    "第{number}次核算已按更正后的数据计，该项数据未齐。",
    "Run {number} counts the corrected facts: the item is incomplete.",
)
REFUSED_NEXT = Text(
    "更正未获批准，恢复原来的数据；此前已按更正核算的，由考核办重新核算。",
    "The correction was refused and what counted before counts again; a run that had the correction is made anew.",
)
OVER = Text("已办结。", "This review is closed.")


@dataclass(frozen=True)
class ReviewBuilder:
    """One review for one reader."""

    review: Review
    visited: Visit
    calendar: Mapping[date, bool]

    def content(self) -> ReviewContent:
        """The whole page."""
        review, language = self.review, self.visited.language
        return ReviewContent(
            title=self._said(TITLE, unit=str(review.unit), item=item_named(review)),
            subject=tuple(self._subject()),
            card=self._card(),
            state=state_of(review, language),
            clock=self._clock(),
            steps=tuple(self._steps()),
            next=self._next(),
        )

    def _said(self, text: Text, **values: object) -> str:
        return self.visited.said(text, **values)

    def _subject(self) -> Iterator[tuple[str, str]]:
        review, run = self.review, self.review.release.run
        yield self._said(UNIT), str(review.unit)
        yield self._said(RUN), self._said(NUMBERED, number=run.number)
        card = scored(run).card(review.unit.code)
        score = next((one for one in card.items if one.item.id == review.item), None)
        if score is not None and score.score is not None:
            yield self._said(SCORE), printed(score.score, card.program.places)
        entries = score.entries if score else ()
        says = next((one.says for one in entries if one.line == review.line), None)
        if says is not None:
            yield self._said(LINE), self._said(says)

    def _card(self) -> str:
        run = self.review.release.run
        address = reverse("scorecards", args=[run.assessment_id])
        return f"{address}/{quote(self.review.unit.code, safe='')}?run={run.number}#item-{self.review.item}"

    def _clock(self) -> State | None:
        review = self.review
        until = review.due if review.state == "filed" else review.approval_due if review.state == "upheld" else None
        return clock_of(until, self.calendar, self.visited.language) if until else None

    def _steps(self) -> Iterator[Step]:
        review, language = self.review, self.visited.language
        yield Step(
            self._said(ASKED), self._who(review.filed_by, review.filed_at), review.ground, files=tuple(self._files())
        )
        if review.decided_at and review.decided_by:
            decision = state_of(review, language).word if review.state == "rejected" else self._said(UPHELD)
            title = self._said(DECIDED, decision=decision)
            yield Step(
                title, self._who(review.decided_by, review.decided_at), review.reasons, notes=tuple(self._decided())
            )
        if review.state == "approved":
            yield Step(self._said(APPROVED), self._answered(), review.approval)
        if review.state == "refused":
            yield Step(self._said(REFUSED), self._answered(), review.refusal)

    def _files(self) -> Iterator[Link]:
        key = self.visited.assessment.pk
        for file in self.review.evidence.all():
            yield Link(file.name, reverse("review-file", args=[key, self.review.pk, file.pk]))

    def _decided(self) -> Iterator[str]:
        review = self.review
        if review.late_because:
            yield self._said(LATE, why=review.late_because)
        if review.decided_at is None:
            return
        for fact in made_by(review):
            if fact.supersedes is not None:
                yield self._corrected(fact, fact.supersedes)
            elif fact.state == "confirmed":
                yield self._said(ADDED, after=says_of(fact, program_of(self.review), self.visited.language))

    def _corrected(self, fact: Fact, old: Fact) -> str:
        program = program_of(self.review)
        before = says_of(old, program, self.visited.language)
        if fact.state == "withdrawn":
            return self._said(WITHDRAWN, before=before)
        after = says_of(fact, program, self.visited.language)
        return self._said(CORRECTED, before=before, after=after)

    def _answered(self) -> str:
        review = self.review
        # Approvals from before this was kept name nobody.
        return self._who(review.answered_by, review.answered_at) if review.answered_by and review.answered_at else ""

    def _who(self, person: Person, moment: datetime) -> str:
        return self._said(WHO, who=person.name, moment=moment_said(moment, self.visited.language))

    def _next(self) -> str:
        state = self.review.state
        if state == "filed":
            return self._said(DUE_NEXT)
        if state == "upheld" and self.review.approval_due is not None:
            return self._said(APPROVE_NEXT)
        if state == "refused":
            return self._said(REFUSED_NEXT)
        return self._said(OVER) if state == "rejected" else self._counted()

    def _counted(self) -> str:
        """What the item has in the newest run with the correction that is open to the reader; before it, what comes."""
        review = self.review
        later = runs_for(self.visited.person, self.visited.assessment).filter(state="done")
        run = later.filter(as_of__gte=review.decided_at, number__gt=review.release.run.number).first()
        if run is None:
            return self._said(RUN_NEXT)
        card = scored(run).card(review.unit.code)
        score = next((one.score for one in card.items if one.item.id == review.item), None)
        if score is None:
            return self._said(WITHOUT_SCORE, number=run.number)
        return self._said(COUNTED, number=run.number, score=printed(score, card.program.places))
