"""Computing a run in the background: asked for here, done by the worker, however often a worker dies over it."""

from __future__ import annotations

from datetime import date

from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from kaoping.actions.finish_run import fail_run, finish_run
from kaoping.actions.start_run import start_run
from kaoping.core.text import Text
from kaoping.records.models import Assessment, Person, ScoreRun

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


def reap() -> None:
    """Asks again for runs whose worker died; gives them up after the third try. For the only worker, between tasks."""
    for left in DBTaskResult.objects.running():
        left.set_failed(WorkerDied())
    for run in ScoreRun.objects.filter(state="computing").order_by("pk"):
        tries = DBTaskResult.objects.filter(task_path=finish.module_path, args_kwargs={"args": [run.pk], "kwargs": {}})
        if tries.filter(status=TaskResultStatus.READY).exists():
            continue
        if tries.count() < TRIES:
            finish.enqueue(run.pk)
        else:
            fail_run(run, [_GIVEN_UP])


class WorkerDied(Exception):
    """The worker ended in the middle of a task: it was killed, or the machine went down."""


_GIVEN_UP = Text(
    f"后台核算中断了 {TRIES} 次，已经停止。请再核算一次；仍然不行的，请告诉系统管理员。",
    f"The computation broke off {TRIES} times and was given up. Start another run; "
    "if that fails as well, tell the system administrator.",
)
