"""The worker: does what was asked for in the background, one thing after another; one worker per installation."""

from __future__ import annotations

import fcntl
import gc
import logging
import os
import signal
import sys
import threading
import time
from pathlib import Path

import django
from django.conf import settings

LOCK = "worker.lock"
PAUSE = 0.5


def main() -> None:
    """Works until it is ended, or until whoever started it is gone (its standard input ends)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaoping.settings.embedded")
    django.setup()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with (Path(settings.DATA) / LOCK).open("a") as lock:
        # Held as long as this process lives, whatever ends it; so nobody else is in the middle of a task.
        fcntl.flock(lock, fcntl.LOCK_EX)
        # Facts and scorecards hold no cycles; searching them for any takes a quarter of a run's time.
        gc.disable()
        while True:
            work()
            gc.collect()
            time.sleep(PAUSE)


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
