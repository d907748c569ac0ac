"""What has not been said about the proposed awards, for whoever makes the result final."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.core.text import Text
from kaoping.records.models import ScoreRun
from kaoping.records.queries.opinions import silence
from kaoping.records.roles import ROLES
from kaoping.web.shared.visit import Visit

SILENT = Text(
    "拟表彰 {all} 项，{body}对其中 {count} 项还没有提出意见。",
    "Proposed awards: {all}. Without an opinion of the {body}: {count}.",
)
NOBODY_ASKED = Text(
    "拟表彰 {all} 项没有征求过有关部门意见：还没有任命监察局、人事部门或考核组的人员。",
    "Nobody was asked about the proposed awards ({all}): for supervision bureau, personnel department and assessment "
    "group nobody is appointed.",
)


def silence_said(visited: Visit, run: ScoreRun) -> Iterator[str]:
    """One sentence for every body that has not spoken about everything."""
    found = silence(run)
    if found.proposed and not found.asked:
        yield visited.said(NOBODY_ASKED, all=found.proposed)
    for role, count in found.unspoken.items():
        yield visited.said(SILENT, all=found.proposed, body=ROLES[role], count=count)
