"""Corrections of what units have been told: what is missing after a release, and what comes after going back."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kaoping.core.text import Text
from kaoping.records.queries.going_back import gone_back
from kaoping.records.queries.obstacles import incomplete_units
from kaoping.records.queries.runs import latest
from kaoping.web.shared.going_back import going_back_said
from kaoping.web.shared.visit import Visit, allowed
from kaoping.web.shared.waiting.model import Waiting

GAPS = Text(
    "已下发核对，{count} 个单位数据未齐，补齐以前不能冻结结果",
    "Released with gaps in {count} units; the result cannot become final before they are complete",
)
RESUME, CORRECT = Text("恢复填报", "Resume the entry"), Text("更正数据", "Correct the facts")
PROGRESS, LOOK = Text("看报送进度", "See who owes what"), Text("查看", "Look at it")


def going_back(visited: Visit) -> Iterator[Waiting]:
    """What the office has to do about what it has released."""
    if visited.may("resume_entry"):
        yield from _gaps(visited)
    if visited.may("start_run"):
        yield from _next(visited, acts=True)


def told(visited: Visit) -> Iterator[Waiting]:
    """The same for all others: only to be known."""
    if not visited.may("start_run"):
        yield from _next(visited, acts=False)


def _gaps(visited: Visit) -> Iterator[Waiting]:
    last = latest(visited.assessment)
    count = len(incomplete_units(last)) if last else 0
    if count:
        href = reverse("resume-entry", args=[visited.assessment.pk])
        yield Waiting(visited.said(GAPS, count=count), visited.said(RESUME), href)


def _next(visited: Visit, *, acts: bool) -> Iterator[Waiting]:
    line = gone_back(visited.assessment)
    says = going_back_said(visited)
    if line is None or not says or "publication" not in allowed(visited.roles):
        return
    step, place = LOOK, "publication"
    if acts:
        step, place = (CORRECT, "entry") if line.action == "reopen" else (PROGRESS, "completeness")
    href = reverse(place, args=[visited.assessment.pk])
    yield Waiting(says, visited.said(step), href, acts=acts)
