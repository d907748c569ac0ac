"""Computes every frozen run of a database again, for the test of another process: told its settings as JSON."""

from __future__ import annotations

import json
import sys

from kaoping.actions.storing_results import first_difference
from kaoping.records.models import Freeze
from kaoping.records.queries.runs import computed
from kaoping.schemes.result import result_digest
from tests.databases import connected


def main() -> None:
    """Prints the digest of each, and the unit whose kept result differs, where there is one."""
    with connected(json.loads(sys.argv[1])):
        found = []
        for freeze in Freeze.objects.select_related("run__assessment", "run__version").order_by("pk"):
            again = computed(freeze.run)
            found.append([freeze.run.number, result_digest(again), first_difference(freeze.run, again)])
    sys.stdout.write(json.dumps(found))
