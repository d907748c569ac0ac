"""Makes the page of a job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from kaoping.core.defect import Defect
from kaoping.core.text import Text
from kaoping.records.canonical import parsed
from kaoping.records.kept_defects import defects_of
from kaoping.records.models import Job
from kaoping.records.models.jobs import UNDER_WAY
from kaoping.records.verbs import VERBS
from kaoping.web.shared.dates import moment_said
from kaoping.web.shared.frame import Link
from kaoping.web.shared.jobs import AGAIN
from kaoping.web.shared.parts import Progress, State, Tone
from kaoping.web.shared.visit import Visit


@dataclass(frozen=True)
class Ways:
    """Where a kind of job leads: the place it belongs to, the page with what it changed, the form to try it again."""

    place: str
    after: str
    form: str
    name: Text


WAYS: Mapping[str, Ways] = {
    "import_facts": Ways("entry", "entry", "import-facts", Text("看打分与填报", "See the entry")),
    "import_units": Ways("units", "units", "import-units", Text("看单位", "See the units")),
    "appoint_people": Ways("units", "people", "import-people", Text("看人员", "See the people")),
    "draft_task_lists": Ways("task-lists", "task-lists", "import-task-lists", Text("看任务清单", "See the task lists")),
    "save_workbook": Ways("entry", "entry", "entry-workbook", Text("看打分与填报", "See the entry")),
    "publish": Ways("publication", "publication", "publish", Text("看印发与公示", "See the publication")),
}
WORDS: Mapping[str, tuple[Text, Tone]] = {
    "waiting": (Text("等待办理", "waiting its turn"), "due"),
    "working": (Text("正在办理", "being worked on"), "due"),
    "done": (Text("已办完", "done"), "done"),
    "refused": (Text("没有办成", "refused"), "lost"),
    "failed": (Text("中断", "broken off"), "lost"),
}
SENT = Text("“{name}”，{at}交来。", "“{name}”, sent {at}.")
ASKED = Text("{at}交办。", "Asked for {at}.")
WAITS = Text("前面的事办完以后就办", "Its turn comes after what was asked for before")
TRY_AGAIN = Text("改正以后再办一次", "Correct it and try again")


@dataclass(frozen=True)
class JobContent:
    """A job for its reader: how far it is, or what came of it and where to go now."""

    heading: str
    purpose: str
    state: State
    progress: Progress | None
    says: str
    defects: tuple[Defect, ...]
    way: Link | None


def content_of(job: Job, visited: Visit) -> JobContent:
    """The whole page."""
    word, tone = WORDS[job.state]
    at = moment_said(job.asked_at, visited.language)
    return JobContent(
        visited.said(VERBS[job.kind].says),
        visited.said(SENT, name=job.file_name, at=at) if job.file_name else visited.said(ASKED, at=at),
        State(visited.said(word), tone),
        _progress(job, visited),
        visited.said(Text(*parsed(job.says))) if job.says else "",
        tuple(defects_of(job.problems)),
        _way(job, visited),
    )


def _progress(job: Job, visited: Visit) -> Progress | None:
    if job.state not in UNDER_WAY:
        return None
    step = Text(*parsed(job.step)) if job.step else WAITS
    return Progress(visited.said(step), job.done, max(job.whole, 1))


def _way(job: Job, visited: Visit) -> Link | None:
    """To what was changed, or back to the form with what had been typed into it."""
    ways, key = WAYS[job.kind], job.assessment_id
    if job.state == "done":
        return Link(visited.said(ways.name), reverse(ways.after, args=[key]))
    if job.state in UNDER_WAY:
        return None
    return Link(visited.said(TRY_AGAIN), f"{reverse(ways.form, args=[key])}?{AGAIN}={job.pk}")
