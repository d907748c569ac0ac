"""Makes the page of one run, and what its release means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from kaoping.core.text import Text
from kaoping.records.canonical import parsed
from kaoping.records.clock import today
from kaoping.records.models import Release, ScoreRun
from kaoping.records.options import options_of
from kaoping.records.queries.obstacles import incomplete_units
from kaoping.records.queries.releases import changed_units, last_release
from kaoping.records.working_days import calendar_of, due
from kaoping.web.pages.runs.content import RunContent
from kaoping.web.shared.calendar import lacking
from kaoping.web.shared.dates import day_said, moment_said
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Confirmation, Progress
from kaoping.web.shared.runs import run_said, stage_of, state_of
from kaoping.web.shared.visit import Visit
from kaoping.web.shared.ways import ways_of

TITLE = Text("第{number}次核算", "Scoring run {number}")
AS_OF, SCHEME = Text("数据截至", "Facts as of"), Text("方案", "Scheme")
VERSION = Text("第{number}版（{day}起施行）", "version {number}, in force from {day}")
BY, FINISHED = Text("核算人", "Started by"), Text("完成时间", "Done at")
FACTS_DIGEST, RESULT_DIGEST = Text("数据校验值", "Digest of the facts"), Text("结果校验值", "Digest of the result")
OBJECTIONS = Text("异议期至", "Objections until")
RANKING, CARDS = Text("排名", "Ranking"), Text("得分表", "Scorecards")
FACTS = Text("下载考评数据", "Download the facts")
COMPUTING = Text("正在核算", "Computing")
RELEASE = Text("下发第{number}次核算，请各单位核对", "Release run {number} to the units")
SHOWN = Text(
    "各单位从此可以看到本单位的得分表和本组的名次。",
    "Every unit sees its own scorecard and the ranks of its group from then on.",
)
UNTIL = Text(
    "异议期 {days} 个工作日，今天下发，到{day}为止；期满以前不能冻结结果。",
    "Objections for {days} working days: released today, until {day}; the result cannot become final before.",
)
NO_PERIOD = Text(
    "按本考评的选项，没有异议期，单位不能申请复核。", "By the options there is no time for objections and no review."
)
CLOSES = Text(
    "下发以后填报结束，数据只能因复核更正；确需再填报的，由考核办说明理由恢复填报。",
    "The release closes the entry: from then on facts change through reviews alone, unless the office resumes it "
    "and says why.",
)
STAYS = Text(
    "本次核算的得分、依据和校验值固定不变；以后的更正用新的核算。",
    "The scores of this run stay as they are; later corrections make a new run.",
)
OUTCOME = Text("再次下发第{number}次核算，告知复核结果", "Release run {number} with the outcome of the reviews")
CORRECTION = Text("再次下发第{number}次核算，告知更正结果", "Release run {number}, as corrected")
CHANGED = Text(
    "与已下发的结果相比，{count} 个单位的结果有变化；异议期只对这些单位重新起算。",
    "Compared with what was released the result of {count} units is another one; the time for objections begins anew "
    "for these alone.",
)
AS_BEFORE = Text(
    "与已下发的结果相比，没有单位的结果有变化，不另设异议期。",
    "The result of no unit is another one than that released; there is no further time for objections.",
)
GAPS = Text(
    "{count} 个单位数据未齐，下发时没有总分和名次：{units}。"
    "补齐以前不能冻结结果；要补齐的，由考核办恢复填报，补齐后再核算、再次下发。",
    "Units released without a total and a rank, since values are missing: {count} ({units}). The result cannot become "
    "final before they are complete: the office resumes the entry, scores again and releases again.",
)
SOME = 12
VERB = Text("下发核对", "Release to the units")


@dataclass(frozen=True)
class RunBuilder:
    """One run for one reader."""

    run: ScoreRun
    visited: Visit

    def content(self) -> RunContent:
        """The whole page."""
        run, language = self.run, self.visited.language
        progress = Progress(self._said(COMPUTING), run.done_units, run.all_units)
        return RunContent(
            title=self._said(TITLE, number=run.number),
            purpose=run_said(run, language) if run.state == "done" else "",
            state=state_of(run, language),
            facts=tuple(self._facts()),
            links=tuple(self._links()) if run.state == "done" else (),
            release=reverse("release", args=[run.assessment_id, run.number]),
            progress=progress if run.state == "computing" else None,
            problems=tuple(self._problems()),
        )

    def confirmation(self) -> Confirmation:
        """What the release makes visible and final."""
        run, before = self.run, last_release(self.run.assessment)
        return Confirmation(
            title=self._said(_title(before), number=run.number),
            final=(
                *(self._again(before.run) if before else (self._said(SHOWN), self._time())),
                *lacking(self.visited),
                self._said(CLOSES),
                *self._gaps(),
                self._said(STAYS),
            ),
            verb=self._said(VERB),
            cancel=reverse("run", args=[run.assessment_id, run.number]),
            asks_reason=False,
        )

    def _again(self, before: ScoreRun) -> tuple[str, ...]:
        """For whom a later release changes something."""
        changed = changed_units(before, self.run)
        return (self._said(CHANGED, count=len(changed)), self._time()) if changed else (self._said(AS_BEFORE),)

    def _gaps(self) -> Iterator[str]:
        """The units that are released without a score."""
        units = incomplete_units(self.run)
        if units:
            shown = [*units[:SOME], *["…"] * (len(units) > SOME)]
            yield self._said(GAPS, count=len(units), units=shown)

    def _said(self, text: Text, **values: object) -> str:
        return self.visited.said(text, **values)

    def _time(self) -> str:
        days = options_of(self.run.assessment.options).objection_days
        if not days:
            return self._said(NO_PERIOD)
        until = due(today(), days, calendar_of(self.run.assessment))
        return self._said(UNTIL, days=days, day=day_said(until, self.visited.language))

    def _facts(self) -> Iterator[tuple[str, str]]:
        run, language = self.run, self.visited.language
        yield self._said(AS_OF), moment_said(run.as_of, language)
        day = day_said(run.version.effective_from, language)
        yield self._said(SCHEME), self._said(VERSION, number=run.version.number, day=day)
        yield self._said(BY), run.started_by.name
        if run.finished_at:
            yield self._said(FINISHED), moment_said(run.finished_at, language)
        if stage_of(run) == "released" and run.release.objections_until:
            yield self._said(OBJECTIONS), day_said(run.release.objections_until, language)
        if run.digest:
            yield self._said(FACTS_DIGEST), run.facts_digest[:16]
            yield self._said(RESULT_DIGEST), run.digest[:16]

    def _links(self) -> Iterator[Link]:
        key, number = self.run.assessment_id, self.run.number
        yield Link(self._said(RANKING), f"{reverse('ranking', args=[key])}?run={number}")
        yield Link(self._said(CARDS), f"{reverse('scorecards', args=[key])}?run={number}")
        yield from ways_of(self.visited, self.run)
        yield Link(self._said(FACTS), reverse("run-facts", args=[key, number]))

    def _problems(self) -> Iterator[str]:
        if self.run.state == "failed":
            for zh, en in parsed(self.run.problems):
                yield self._said(Text(zh, en))


def _title(before: Release | None) -> Text:
    """A later release tells the outcome of reviews of the one before, or what was corrected apart from any."""
    if before is None:
        return RELEASE
    return OUTCOME if before.reviews.exists() else CORRECTION
