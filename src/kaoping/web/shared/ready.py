"""The newest runs are computed before anybody asks: with thousands of units that takes seconds."""

from __future__ import annotations

import logging
import time
from contextlib import suppress

from django.db import connection
from django.db.models import Max

from kaoping.core.defect import Refused
from kaoping.records.models import Assessment, ScoreRun
from kaoping.records.queries.owing import everything_asked
from kaoping.records.verbs import UNDECIDED
from kaoping.web.shared.runs import KEPT, scored

PAUSE = 2.0
log = logging.getLogger(__name__)


def keep_ready() -> None:
    """For a thread of a server, as long as it lives."""
    while True:
        try:
            make_ready()
        except Exception:
            # Whoever opens the page will compute the run, or be told why it cannot be.
            log.exception("the newest runs could not be computed ahead")
        finally:
            connection.close()
        time.sleep(PAUSE)


def make_ready() -> None:
    """Computes the newest run of each of the latest assessments, and what is asked for, where that is not known yet."""
    newest = ScoreRun.objects.filter(state="done").values("assessment").annotate(last=Max("pk")).order_by("-last")
    # One place is left for what somebody looks up beside them.
    for run in ScoreRun.objects.filter(pk__in=[one["last"] for one in newest[: KEPT - 1]]).order_by("pk"):
        scored(run)
    # What is asked for of every unit, which every inbox counts.
    for assessment in Assessment.objects.filter(state__in=UNDECIDED).order_by("-pk")[: KEPT - 1]:
        with suppress(Refused):  # the pages say what does not fit the scheme
            everything_asked(assessment)
