"""Entrusting what takes long to the worker; a request that comes twice is one job."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from django.db import IntegrityError, transaction

from kaoping.actions.background import carry_out
from kaoping.records import clock
from kaoping.records.canonical import canonical
from kaoping.records.models import Assessment, Job, Person
from kaoping.records.models.jobs import UNDER_WAY


class Sent(NamedTuple):
    """A file that was sent along."""

    name: str = ""
    content: bytes = b""


def job_of(by: Person, assessment: Assessment, kind: str, given: Mapping[str, object], file: Sent | None = None) -> Job:
    """A job that is not kept yet; what it does is permitted, or not, when it is done."""
    typed, file = canonical(given), file or Sent()
    return Job(
        assessment=assessment,
        kind=kind,
        given=typed,
        file=file.content,
        file_name=file.name,
        fingerprint=sha256(f"{kind}\n{typed}\n".encode() + file.content).hexdigest(),
        asked_by=by,
        asked_at=clock.now(),
    )


def entrust(job: Job) -> Job:
    """The job, kept and waiting for the worker; where the same was asked for and is not over, that one."""
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        return Job.objects.get(
            assessment=job.assessment, asked_by=job.asked_by, fingerprint=job.fingerprint, state__in=UNDER_WAY
        )
    carry_out.enqueue(job.pk)
    job.refresh_from_db()
    return job
