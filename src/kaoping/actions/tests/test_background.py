"""The worker: what it does while nobody waits, and what becomes of a run whose worker is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from kaoping.actions.background import TRIES, compute_in_background, reap
from kaoping.actions.start_run import start_run
from kaoping.actions.storing_results import first_difference
from kaoping.actions.tests.year import Year, begun, small_facts
from kaoping.actions.withdraw_fact import withdraw_fact
from kaoping.actions.worker import seen_now, work
from kaoping.records.journal import verify_journal
from kaoping.records.models import JournalEntry, ScoreRun
from kaoping.records.queries.runs import computed
from tests.databases import Databases, Settings

BACKGROUND = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# The worker, with the database of a test as the installation's.
CODE = """
import json, sys
from django.conf import settings
from kaoping.settings.databases import sqlite
settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
settings.DATABASES = {"default": json.loads(sys.argv[1])}
from kaoping.actions.worker import main
main()
"""


@pytest.fixture(autouse=True)
def background() -> Iterator[None]:
    """Tasks wait for a worker, as they do in an installation."""
    with override_settings(TASKS=BACKGROUND):
        yield


def many_units(count: int) -> dict[str, Any]:
    """A facts file with so many units."""
    units = [{"id": f"u-{number}", "name": f"示例单位{number}", "group": "all"} for number in range(1, count + 1)]
    given = (("done", "target", "100"), ("done", "actual", "90"), ("given", "given", "27.5"))
    values = [
        {"unit": unit["id"], "item": item, "name": name, "value": value}
        for unit in units
        for item, name, value in given
    ]
    return small_facts(units=units, values=values, events=[])


def test_a_run_is_computed_after_whoever_asked_for_it_has_gone_on(year: Year) -> None:
    run = compute_in_background(year.office, year.assessment)
    assert (run.state, run.done_units) == ("computing", 0)
    work()
    run.refresh_from_db()
    assert (run.state, run.done_units) == ("done", 3)
    assert first_difference(run, computed(run)) is None
    work()
    assert JournalEntry.objects.filter(action="finish_run").count() == 1


def test_a_worker_sees_what_there_is_to_do_and_rests_otherwise(year: Year) -> None:
    work()
    at_rest = seen_now()
    assert not at_rest.waiting
    assert seen_now() == at_rest
    withdraw_fact(year.office, year.value("u-1", "given", "given"), "录错")
    assert seen_now().change > at_rest.change
    compute_in_background(year.office, year.assessment)
    assert seen_now().waiting
    work()
    assert not seen_now().waiting


def test_a_run_that_was_started_and_never_asked_for_is_computed_all_the_same(year: Year) -> None:
    run = start_run(year.office, year.assessment)
    work()
    run.refresh_from_db()
    assert run.state == "done"


def test_a_run_over_which_workers_die_again_and_again_is_given_up_and_says_so(year: Year) -> None:
    run = compute_in_background(year.office, year.assessment)
    for _ in range(TRIES):
        DBTaskResult.objects.ready().get().claim("dead")
        reap()
    run.refresh_from_db()
    assert run.state == "failed"
    assert "3 次" in run.problems
    assert not DBTaskResult.objects.ready().exists()
    assert compute_in_background(year.office, year.assessment).number == 2


def test_a_task_that_fails_is_tried_again(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    run = compute_in_background(year.office, year.assessment)
    with monkeypatch.context() as broken:
        broken.setattr("kaoping.actions.background.finish_run", _broken)
        work()
    run.refresh_from_db()
    assert run.state == "computing"
    work()
    run.refresh_from_db()
    assert run.state == "done"


def _broken(run: ScoreRun) -> None:
    raise RuntimeError("the disk is full")


@pytest.mark.slow
def test_a_run_whose_worker_is_killed_goes_on_with_the_next_worker(databases: Databases, tmp_path: Path) -> None:
    with databases("sqlite") as settings:
        year = begun(tmp_path, many_units(1500))
        run = compute_in_background(year.office, year.assessment)
        with worker(settings, tmp_path) as killed:
            wait_until(run, run.results.exists)
            killed.send_signal(signal.SIGKILL)
            killed.wait()
        run.refresh_from_db()
        assert (run.state, 0 < run.results.count() < 1500) == ("computing", True)
        with worker(settings, tmp_path):
            # The run is done a moment before its task is.
            wait_until(run, lambda: run.state != "computing" and not DBTaskResult.objects.running().exists())
        assert (run.state, run.done_units, run.results.count()) == ("done", 1500, 1500)
        assert first_difference(run, computed(run)) is None
        assert verify_journal() is None
        assert [one.status for one in DBTaskResult.objects.order_by("enqueued_at")] == ["FAILED", "SUCCESSFUL"]


@pytest.mark.slow
def test_a_worker_ends_with_whoever_started_it(databases: Databases, tmp_path: Path) -> None:
    with databases("sqlite") as settings, worker(settings, tmp_path) as alone:
        assert alone.stdin is not None
        alone.stdin.close()
        assert alone.wait(30) == -signal.SIGTERM


@contextmanager
def worker(settings: Settings, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker process."""
    environment = {
        **os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DJANGO_SETTINGS_MODULE": "kaoping.settings.embedded",
        "KAOPING_DATA": str(folder),
    }  # fmt: skip
    started = subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-c", CODE, json.dumps(settings)], env=environment, stdin=subprocess.PIPE
    )
    try:
        yield started
    finally:
        started.kill()
        started.wait()


def wait_until(run: ScoreRun, reached: Callable[[], bool]) -> None:
    """Looks at the run until it has come so far."""
    for _ in range(600):
        run.refresh_from_db()
        if reached():
            return
        time.sleep(0.05)
    raise TimeoutError(run.state)
