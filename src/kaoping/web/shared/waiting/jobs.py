"""What the person has asked for that takes long: under way, or over and not looked at yet."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from kaoping.core.text import Text
from kaoping.records.access import jobs_for
from kaoping.records.canonical import parsed
from kaoping.records.models.jobs import UNDER_WAY
from kaoping.records.verbs import VERBS
from kaoping.web.shared.jobs import address_of_job
from kaoping.web.shared.visit import Visit
from kaoping.web.shared.waiting.model import Waiting

STILL = Text("{what}：正在后台办理", "{what}: being worked on")
OVER = Text("{what}：{says}", "{what}: {says}")
NOT_DONE = Text("{what}：没有办成，没有改动任何数据", "{what}: refused; no data was changed")
FILE = Text("{verb}“{name}”", "{verb} “{name}”")
LOOK, SEE_WHY = Text("查看", "Look at it"), Text("看原因", "See why")


def jobs(visited: Visit) -> Iterator[Waiting]:
    """The newest first; what was refused is to be done again."""
    open_ones = Q(state__in=UNDER_WAY) | Q(seen_at=None)
    for job in jobs_for(visited.person, visited.assessment).filter(open_ones):
        verb, href = VERBS[job.kind].says, address_of_job(job)
        what = FILE.with_values(verb=verb, name=job.file_name) if job.file_name else verb
        if job.state in UNDER_WAY:
            yield Waiting(visited.said(STILL, what=what), visited.said(LOOK), href, acts=False)
        elif job.state == "done":
            says = Text(*parsed(job.says))
            yield Waiting(visited.said(OVER, what=what, says=says), visited.said(LOOK), href, acts=False)
        else:
            yield Waiting(visited.said(NOT_DONE, what=what), visited.said(SEE_WHY), href)
