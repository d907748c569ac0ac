"""Seeing what came of a job: from then on it is no longer in the person's inbox."""

from __future__ import annotations

from kaoping.records import clock
from kaoping.records.models import Job
from kaoping.records.models.jobs import UNDER_WAY


def see_job(job: Job) -> None:
    """Remembers that the person has seen a job that is over; no change of what counts, so the journal has no line."""
    if job.seen_at is None and job.state not in UNDER_WAY:
        Job.objects.filter(pk=job.pk).update(seen_at=clock.now())
