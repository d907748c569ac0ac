"""Scheme and results: readings to confirm, runs under way or out of date, what is ready to be released or published."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.models import ScoreRun
from kaoping.records.queries.entry import SHAPING
from kaoping.records.queries.obstacles import before_freeze, before_release, incomplete_units
from kaoping.records.queries.runs import changed_since, latest
from kaoping.records.queries.schemes import confirmations, in_force, scheme_file
from kaoping.web.shared.runs import stage_of
from kaoping.web.shared.visit import Visit
from kaoping.web.shared.waiting.model import Waiting

NO_SCHEME, ADOPT = Text("还没有采用考评方案", "No scheme has been adopted"), Text("选用方案", "Adopt a scheme")
READINGS = Text("{count} 条口径待确认，确认以后才能下发核对", "Readings to be confirmed before a release: {count}")
CONFIRM = Text("确认口径", "Confirm the readings")
NO_RUN = Text("还没有核算过", "Nothing has been scored yet")
COMPUTING = Text("第{number}次核算正在进行（{done}/{all}）", "Run {number} is under way ({done}/{all})")
FAILED = Text("第{number}次核算没有完成", "Run {number} failed")
STALE = Text("第{number}次核算以后有变动：{changed}", "Changed since run {number}: {changed}")
CHANGED = {
    "facts": Text("考评数据", "facts"),
    "scheme": Text("方案", "the scheme"),
    "readings": Text("计分口径", "readings"),
}
TO_RELEASE = Text("第{number}次核算完成，可以下发核对", "Run {number} is done and can be released")
INCOMPLETE = Text(
    "第{number}次核算完成，{count} 个单位数据未齐；可以补齐再核算，也可以先下发核对（下发以后填报结束）",
    "Run {number} is done; units with gaps: {count}. Complete them and score again, or release it all the same, which "
    "closes the entry",
)
TO_CHECK = Text(
    "第{number}次核算完成，下发以前还有 {count} 件事",
    "Run {number} is done; before a release there is more to do: {count}",
)
TO_FREEZE = Text("复核已办结，可以冻结结果", "All reviews are closed: the result can become final")
TO_PUBLISH = Text("结果已冻结，可以印发通报", "The result is final and can be published")
START, LOOK, DO_RELEASE = Text("开始核算", "Start a run"), Text("查看", "Look at it"), Text("下发核对", "Release it")
FREEZE, PUBLISH = Text("冻结结果", "Make it final"), Text("印发通报", "Publish it")


def scheme(visited: Visit) -> Iterator[Waiting]:
    """What the scheme asks of the person, which comes before everything else of a year."""
    if visited.may("confirm_reading"):
        yield from _readings(visited)


def results(visited: Visit) -> Iterator[Waiting]:
    """What results ask of the person."""
    if visited.may("start_run"):
        yield from _runs(visited)
    if visited.may("freeze"):
        yield from _freeze(visited)
    if visited.may("publish"):
        href = reverse("publish", args=[visited.assessment.pk])
        yield Waiting(visited.said(TO_PUBLISH), visited.said(PUBLISH), href)


def _readings(visited: Visit) -> Iterator[Waiting]:
    try:
        version = in_force(visited.assessment)
    except Refused:
        if visited.may("adopt_scheme"):
            adopt = reverse("adopt-scheme", args=[visited.assessment.pk])
            yield Waiting(visited.said(NO_SCHEME), visited.said(ADOPT), adopt)
        return
    known = confirmations(version)
    count = sum(one.id not in known for one in scheme_file(version).readings)
    if count:
        yield Waiting(
            visited.said(READINGS, count=count),
            visited.said(CONFIRM),
            reverse("confirm-readings", args=[visited.assessment.pk]),
        )


def _runs(visited: Visit) -> Iterator[Waiting]:
    key = visited.assessment.pk
    runs = visited.assessment.runs.select_related("release", "freeze__publication", "version", "assessment")
    last = runs.order_by("-number").first()
    if last is None:
        if visited.assessment.facts.exclude(table__in=SHAPING).exists():
            yield Waiting(visited.said(NO_RUN), visited.said(START), reverse("runs", args=[key]))
        return
    href = reverse("run", args=[key, last.number])
    if last.state == "computing":
        says = visited.said(COMPUTING, number=last.number, done=last.done_units, all=last.all_units)
        yield Waiting(says, visited.said(LOOK), href, acts=False)
    elif last.state == "failed":
        yield Waiting(visited.said(FAILED, number=last.number), visited.said(LOOK), href)
    else:
        yield from _done(visited, last, href)


def _done(visited: Visit, last: ScoreRun, href: str) -> Iterator[Waiting]:
    changed = [CHANGED[what] for what in changed_since(last)]
    if changed:
        says = visited.said(STALE, number=last.number, changed=changed)
        yield Waiting(says, visited.said(START), reverse("runs", args=[visited.assessment.pk]))
    elif stage_of(last) == "done":
        count = len(before_release(last))
        gaps = len(incomplete_units(last))
        ready = INCOMPLETE if gaps else TO_RELEASE
        says = visited.said(TO_CHECK if count else ready, number=last.number, count=count or gaps)
        yield Waiting(says, visited.said(LOOK if count else DO_RELEASE), href)


def _freeze(visited: Visit) -> Iterator[Waiting]:
    last = latest(visited.assessment)
    if last is not None and not before_freeze(last):
        yield Waiting(visited.said(TO_FREEZE), visited.said(FREEZE), reverse("freeze", args=[visited.assessment.pk]))
