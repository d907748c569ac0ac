"""What was said against the proposed awards, and what was not said, for whoever makes the result final."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.core.text import Text
from kaoping.records.models import ScoreRun
from kaoping.records.queries.opinions import silence
from kaoping.records.queries.runs import settled_of
from kaoping.records.roles import ROLES
from kaoping.web.shared.visit import Visit

SILENT = Text(
    "拟表彰 {all} 项，{body}对其中 {count} 项还没有提出意见。",
    "Proposed awards: {all}. Without an opinion of the {body}: {count}.",
)
OBJECTION = Text(
    "{body}不同意{unit}列入{award}：{says}",
    "The {body} objects to {unit} for {award}: {says}",
)
NOBODY_ASKED = Text(
    "拟表彰 {all} 项没有征求过有关部门意见：还没有任命监察局、人事部门或考核组的人员。",
    "Nobody was asked about the proposed awards ({all}): for supervision bureau, personnel department and assessment "
    "group nobody is appointed.",
)


def opinions_said(visited: Visit, run: ScoreRun) -> Iterator[str]:
    """Every objection with its reason, then who has not spoken about everything."""
    yield from _objections_said(visited, run)
    yield from _silence_said(visited, run)


def _objections_said(visited: Visit, run: ScoreRun) -> Iterator[str]:
    names = {one.id: Text(one.name, one.english or one.name) for one in settled_of(run).scheme.awards}
    against = run.opinions.filter(agrees=False).select_related("unit").order_by("award", "unit__code", "given_at")
    for one in against:
        body = next(says for role, says in ROLES.items() if role == one.role)
        yield visited.said(OBJECTION, body=body, unit=str(one.unit), award=names[one.award], says=one.says)


def _silence_said(visited: Visit, run: ScoreRun) -> Iterator[str]:
    """One sentence for every body that has not spoken about everything."""
    found = silence(run)
    if found.proposed and not found.asked:
        yield visited.said(NOBODY_ASKED, all=found.proposed)
    for role, count in found.unspoken.items():
        yield visited.said(SILENT, all=found.proposed, body=ROLES[role], count=count)
