"""How the year goes: what those who do not enter or decide now may want to know."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kaoping.core.text import Text
from kaoping.records.access import runs_for
from kaoping.records.queries.owing import everything_asked
from kaoping.records.queries.schemes import settled_now
from kaoping.web.shared.entering import tables_of
from kaoping.web.shared.visit import Visit, allowed
from kaoping.web.shared.waiting.model import Waiting

OWED = Text("全部单位还有 {count} 项没有报齐", "Of all units, still to be entered: {count}")
FINDINGS = Text("填报正在进行，检查发现的问题请登记", "Entry is open: record what you find in your checks")
RELEASED = Text(
    "第{number}次核算已下发核对，被考评单位可以申请复核", "Run {number} is released; units may ask for a review"
)
LATER = Text(
    "结果还没有印发。印发以后，您可以查阅全部单位的名次、得分和评优；现在可以查阅方案",
    "The result is not published yet. Once it is, you can read ranks, scores and awards of all units; the scheme is "
    "open to you now",
)
PUBLISHED = Text("结果已印发，可以查阅名次和得分", "The result is published: ranks and scores are open to you")
SCHEME = Text("看方案", "See the scheme")
PROGRESS, RANKS = Text("看报送进度", "See who owes what"), Text("看排名", "See ranks")
# What inspectors record, where the scheme has such rows.
RECORD = {"findings": Text("登记问题", "Record findings"), "events": Text("登记事件", "Record events")}


def watching(visited: Visit) -> Iterator[Waiting]:
    """What is to be known: it asks nothing of the person."""
    if "viewer" in visited.roles:
        yield _of_viewers(visited)
    if visited.assessment.state == "entry":
        yield from _entry(visited)
    elif (
        visited.assessment.state == "review"
        and "ranking" in allowed(visited.roles)
        and not (visited.may("file_review") or visited.may("freeze"))
    ):
        yield from _released(visited)


def _of_viewers(visited: Visit) -> Waiting:
    """What is open to those who only read, and what will be."""
    open_now = runs_for(visited.person, visited.assessment).exists()
    says, step, place = (PUBLISHED, RANKS, "ranking") if open_now else (LATER, SCHEME, "scheme")
    return Waiting(visited.said(says), visited.said(step), reverse(place, args=[visited.assessment.pk]), acts=False)


def _entry(visited: Visit) -> Iterator[Waiting]:
    key = visited.assessment.pk
    recorded = [table for table in tables_of(visited, settled_now(visited.assessment)) if table in RECORD]
    if "inspector" in visited.roles and recorded:
        href = reverse("rows", args=[key, recorded[0]])
        yield Waiting(visited.said(FINDINGS), visited.said(RECORD[recorded[0]]), href, acts=False)
    if "completeness" in allowed(visited.roles) and "assessor" not in visited.roles:
        count = sum(one.owed for one in everything_asked(visited.assessment))
        if count:
            href = reverse("completeness", args=[key])
            yield Waiting(visited.said(OWED, count=count), visited.said(PROGRESS), href, acts=False)


def _released(visited: Visit) -> Iterator[Waiting]:
    run = runs_for(visited.person, visited.assessment).exclude(release=None).first()
    if run is not None:
        href = reverse("ranking", args=[visited.assessment.pk])
        yield Waiting(visited.said(RELEASED, number=run.number), visited.said(RANKS), href, acts=False)
