"""Fifty people at once: no update is lost, no line of the journal is missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from kaoping.actions.tests.writers import amount
from kaoping.actions.tests.year import begun
from kaoping.records.journal import verify_journal
from kaoping.records.models import JournalEntry
from kaoping.records.queries.facts import history
from tests.databases import Settings

PROCESSES, THREADS = 5, 10
CODE = "import django; django.setup(); from kaoping.actions.tests.writers import main; main()"


@pytest.mark.slow
def test_fifty_writers_in_five_processes_lose_nothing(database: Settings, tmp_path: Path) -> None:
    year = begun(tmp_path)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", CODE, json.dumps(database)]
    started = [
        subprocess.Popen(  # noqa: S603  # our own program
            [*command, str(number * THREADS), str(THREADS)], env=environment, stdout=subprocess.PIPE, text=True
        )
        for number in range(PROCESSES)
    ]
    retries = [json.loads(process.communicate(timeout=300)[0]) for process in started]
    assert [process.returncode for process in started] == [0] * PROCESSES
    assert sum(map(len, retries)) == PROCESSES * THREADS
    assert sum(row.table == "events" for row in year.facts().rows) == 2 + PROCESSES * THREADS
    added = sum((amount(number) for number in range(0, PROCESSES * THREADS, 5)), Fraction(90))
    assert year.facts().values["u-1", "done", "actual"] == added
    assert history(year.assessment, "values", "u-1", "done", "actual").count() == 1 + PROCESSES * THREADS // 5
    written = JournalEntry.objects.filter(action__in=["enter_row", "enter_value"])
    assert written.count() == PROCESSES * THREADS * 6 // 5
    assert verify_journal() is None
