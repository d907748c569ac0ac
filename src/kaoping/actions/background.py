"""What is done in the background: asked for here, done by the worker, however often a worker dies over it."""

from __future__ import annotations

from datetime import date

from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from kaoping.actions.analyse_readings import analyse_readings, finish_analysis
from kaoping.actions.carrying_out import carry_out_job, give_up
from kaoping.actions.finish_run import fail_run, finish_run
from kaoping.actions.start_run import start_run
from kaoping.core.text import Text
from kaoping.records.models import Assessment, Job, Person, ReadingAnalysis, ScoreRun
from kaoping.records.models.jobs import UNDER_WAY

TRIES = 3


def compute_in_background(
    by: Person, assessment: Assessment, on: date | None = None, *, after: int | None = None
) -> ScoreRun:
    """A run that has begun, to be looked at again later: over everything up to now, or as of the end of a day.

    Raises:
        NotAllowed: unless by the office, before the result is frozen.
        Refused: without a scheme in force; for a day that has not ended; where a later run has been started.
    """
    run = start_run(by, assessment, on, after=after)
    finish.enqueue(run.pk)
    run.refresh_from_db()
    return run


@task()
def finish(key: int) -> None:
    """Finishes the run of this key."""
    finish_run(ScoreRun.objects.get(pk=key))


def analyse_in_background(by: Person, run: ScoreRun) -> ReadingAnalysis:
    """The analysis of a run's readings that has begun, or the one that is there.

    Raises:
        NotAllowed: unless by the office or the leading group.
        Refused: of a run that is not done.
    """
    asked = ReadingAnalysis.objects.filter(run=run, state__in=("computing", "done")).exists()
    made = analyse_readings(by, run)
    if not asked:
        analyse.enqueue(made.pk)
    return made


@task()
def analyse(key: int) -> None:
    """Finishes the analysis of this key."""
    finish_analysis(ReadingAnalysis.objects.select_related("run__assessment", "run__version").get(pk=key))


@task()
def carry_out(key: int) -> None:
    """Does the job of this key."""
    carry_out_job(Job.objects.select_related("assessment", "asked_by").get(pk=key))


def reap() -> None:
    """Asks again for what a worker died over; gives it up after the third try. For the only worker, between tasks."""
    for left in DBTaskResult.objects.running():
        left.set_failed(WorkerDied())
    for run in ScoreRun.objects.filter(state="computing").order_by("pk"):
        if not _again(finish, run.pk):
            fail_run(run, [_GIVEN_UP])
    for analysis in ReadingAnalysis.objects.filter(state="computing").order_by("pk"):
        if not _again(analyse, analysis.pk):
            ReadingAnalysis.objects.filter(pk=analysis.pk).update(state="failed")
    for job in Job.objects.filter(state__in=UNDER_WAY).order_by("pk"):
        if not _again(carry_out, job.pk):
            give_up(job)


def _again(work: Task[[int], None], key: int) -> bool:
    """Whether it is waiting to be done, if need be asked for once more; not after the third try."""
    tries = DBTaskResult.objects.filter(task_path=work.module_path, args_kwargs={"args": [key], "kwargs": {}})
    if tries.filter(status=TaskResultStatus.READY).exists():
        return True
    if tries.count() >= TRIES:
        return False
    work.enqueue(key)
    return True


class WorkerDied(Exception):
    """The worker ended in the middle of a task: it was killed, or the machine went down."""


_GIVEN_UP = Text(
    f"后台核算中断了 {TRIES} 次，已经停止。请再核算一次；仍然不行的，请告诉系统管理员。",
    f"The computation broke off {TRIES} times and was given up. Start another run; "
    "if that fails as well, tell the system administrator.",
)
