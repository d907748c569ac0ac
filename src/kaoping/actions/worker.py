"""The worker: does what was asked for in the background, one thing after another; one worker per installation."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sqlite3
import sys
import threading
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

import django
from django.conf import settings

LOCK = "worker.lock"
A_WEEK = 7 * 24 * 60 * 60
PAUSE = 0.5


def main() -> None:
    """Works until it is ended, or until whoever started it is gone (its standard input ends)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaoping.settings.embedded")
    django.setup()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with closing(sqlite3.connect(Path(settings.DATA) / LOCK, timeout=A_WEEK)) as lock:
        # Held as long as this process lives, whatever ends it, on every system; nobody else is in the middle of a task.
        lock.execute("BEGIN EXCLUSIVE")
        # Facts and scorecards hold no cycles; searching them for any takes a quarter of a run's time.
        gc.disable()
        seen = None
        while True:
            # A look costs a thousandth of a second; the office's machine has other things to do.
            if (now := seen_now()) != seen or now.waiting:
                work()
                gc.collect()
            seen = now
            time.sleep(PAUSE)


class Seen(NamedTuple):
    """By what there may be something to do: whether a task waits, the last change, the day that schemes go by."""

    waiting: bool
    change: int
    day: date


def seen_now() -> Seen:
    """What a look at the database tells."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415  # needs the settings

    from kaoping.records import clock  # noqa: PLC0415  # as above
    from kaoping.records.journal import head_sequence  # noqa: PLC0415  # as above

    return Seen(DBTaskResult.objects.ready().exists(), head_sequence(), clock.today())


def work() -> None:
    """Everything that there is to do now."""
    from django_tasks_db.management.commands.db_worker import Worker  # noqa: PLC0415  # needs the settings

    from kaoping.actions.background import reap  # noqa: PLC0415  # as above
    from kaoping.actions.drafting import refresh_outdated  # noqa: PLC0415  # as above

    logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
    reap()
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"worker-{os.getpid()}",
        excluded_queue_names=[],
    ).run()
    refresh_outdated()


def _end_with_parent() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
