"""Carrying out a job: what was sent is put back into a file, the work is done once, and what came of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text
from kaoping.files.received import received
from kaoping.records import clock
from kaoping.records.canonical import canonical
from kaoping.records.journal import made_for
from kaoping.records.kept_defects import kept_defects, kept_text
from kaoping.records.models import Job
from kaoping.records.models.jobs import UNDER_WAY
from kaoping.records.refusals import NotAllowed, NotYours

# Tells how far it is: what is being done, how many steps are done, how many there are.
Tell = Callable[[Text, int, int], None]
# Does what a job asks for, with the file that was sent, and says what was done.
Work = Callable[[Job, Path, Tell], Text]
READING = Text("正在读取文件", "Reading the file")
CHECKING = Text("正在核对", "Checking it")
WRITING = Text("正在写入", "Writing it down")


def untold(step: Text, done: int, whole: int) -> None:
    """Tells nobody: whoever waits for it sees when it is done."""


def work_of(kind: str) -> Work:
    """What is done for a kind of job, as the setting JOBS names it."""
    found: Work = import_string(settings.JOBS[kind])
    return found


def carry_out_job(job: Job) -> None:
    """Does a job and keeps what came of it; one that is over stays as it is.

    A job whose change is in the journal has been done, even where the worker died before it could say so.
    """
    if job.state not in UNDER_WAY:
        return
    if _is_made(job):
        return
    _show(job, "working")
    try:
        with made_for(job), received(job.file_name, [bytes(job.file)]) as path:
            says = work_of(job.kind)(job, path, lambda *how_far: _show(job, "working", *how_far))
    except Refused as refused:
        _end(job, "refused", refused.defects)
    except NotAllowed as refused:
        _end(job, "refused", [Defect("not-allowed", "", refused.why, Text("", ""))])
    except NotYours:
        _end(job, "refused", [Defect("not-yours", "", NOT_YOURS, ASK)])
    except Exception:
        give_up(job)
        raise
    else:
        _end(job, "done", says=says)


def give_up(job: Job) -> None:
    """Ends a job that cannot be done: nothing of it was kept, unless its change was made before it broke off."""
    if not _is_made(job):
        _end(job, "failed", [Defect("broken-off", "", BROKEN_OFF, TRY_AGAIN)])


def _is_made(job: Job) -> bool:
    """Whether its change is in the journal; then it is over."""
    entry = Job.objects.values_list("entry", flat=True).get(pk=job.pk)
    if entry is not None:
        _end(job, "done", says=DONE.with_values(entry=entry))
    return entry is not None


def _show(job: Job, state: str, step: Text | None = None, done: int = 0, whole: int = 0) -> None:
    kept = canonical(kept_text(step)) if step else ""
    Job.objects.filter(pk=job.pk, state__in=UNDER_WAY).update(state=state, step=kept, done=done, whole=whole)


def _end(job: Job, state: str, defects: list[Defect] | None = None, *, says: Text | None = None) -> None:
    Job.objects.filter(pk=job.pk, state__in=UNDER_WAY).update(
        state=state,
        says=canonical(kept_text(says)) if says else "",
        problems=kept_defects(defects or []),
        file=b"",
        finished_at=clock.now(),
    )


DONE = Text("已办完，见操作日志第{entry}号。", "Done; see line {entry} of the journal.")
NOT_YOURS = Text("办理时您已不能查看这项内容。", "When it was to be done it was no longer yours to see.")
ASK = Text("如有疑问，请问考核办。", "Ask the assessment office if in doubt.")
BROKEN_OFF = Text("办理时程序中断，没有改动任何数据。", "The program broke off; no data was changed.")
TRY_AGAIN = Text(
    "请再办一次；仍然不行的，请告诉系统管理员。",
    "Please try again; if that fails as well, tell the system administrator.",
)
