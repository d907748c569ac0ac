"""Where else to look at the results of a run: awards, changes, readings, bodies, the workbook."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kaoping.core.text import Text
from kaoping.records.models import ScoreRun
from kaoping.web.shared.frame import Link
from kaoping.web.shared.visit import Visit, allowed

AWARDS, CHANGES = Text("评优理由", "Awards and reasons"), Text("为什么变了", "Why it changed")
READINGS, LENIENCY = Text("口径影响", "What depends on readings"), Text("打分宽严", "How strictly bodies score")
WORKBOOK = Text("下载结果工作簿", "Download the results workbook")


def ways_of(visited: Visit, run: ScoreRun) -> tuple[Link, ...]:
    """The ways that the person has from the results of a run."""
    return tuple(_ways(visited, run))


def _ways(visited: Visit, run: ScoreRun) -> Iterator[Link]:
    key, end = visited.assessment.pk, f"?run={run.number}"
    yield Link(visited.said(AWARDS), reverse("awards", args=[key]) + end)
    yield Link(visited.said(CHANGES), reverse("changes", args=[key]))
    if "runs" in allowed(visited.roles):
        yield Link(visited.said(READINGS), reverse("readings-analysis", args=[key]) + end)
        yield Link(visited.said(LENIENCY), reverse("leniency", args=[key]) + end)
        yield Link(visited.said(WORKBOOK), reverse("results-workbook", args=[key, run.number]))
