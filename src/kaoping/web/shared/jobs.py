"""What a page does while its reader waits, where that is quick; what takes long is entrusted to the worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from kaoping.actions.carrying_out import untold, work_of
from kaoping.actions.entrust import entrust
from kaoping.core.text import Text
from kaoping.files.received import received
from kaoping.records.access import jobs_for, roles_of
from kaoping.records.canonical import parsed
from kaoping.records.models import Job
from kaoping.records.models.jobs import UNDER_WAY
from kaoping.web.shared.frame import Link
from kaoping.web.shared.language import known_language
from kaoping.web.shared.visit import Visit

# Bytes of a workbook, about seven thousand rows, and units, above which nobody should be kept waiting.
LARGE_FILE = 100_000
MANY_UNITS = 300
# The job whose form is filled in once more.
AGAIN = "again"
UNDER_WAY_STILL = Text("您交来的“{name}”正在办理", "“{name}”, which you have sent, is being worked on")


def done_now(job: Job) -> Text:
    """Does a job while its reader waits, and says what was done; nothing is kept of the job itself.

    Raises:
        Whatever its work refuses.
    """
    with received(job.file_name, [bytes(job.file)]) as path:
        return work_of(job.kind)(job, path, untold)


def begun(job: Job) -> HttpResponse:
    """Entrusts a job to the worker, and shows how far it is."""
    kept = entrust(job)
    return HttpResponseRedirect(address_of_job(kept))


def address_of_job(job: Job) -> str:
    """Where one sees how far a job is, and what came of it."""
    return reverse("job", args=[job.assessment_id, job.pk])


def visit_of(job: Job) -> Visit:
    """The person who asked for a job, as one whose page is made: in the roles of now and the own language."""
    person, assessment = job.asked_by, job.assessment
    roles = roles_of(person, assessment) | roles_of(person, None)
    return Visit(person, assessment, roles, known_language(person.language))


def typed_before(request: HttpRequest, visited: Visit, kind: str) -> Mapping[str, object]:
    """What was typed into the form of a job that was refused, so that it need not be typed again."""
    number = request.GET.get(AGAIN, "")
    jobs = jobs_for(visited.person, visited.assessment).filter(kind=kind)
    job = jobs.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
    return parsed(job.given) if job else {}


def under_way(visited: Visit, kind: str) -> Iterator[Link]:
    """The way to what the person has sent and is not done yet."""
    for job in jobs_for(visited.person, visited.assessment).filter(kind=kind, state__in=UNDER_WAY):
        yield Link(visited.said(UNDER_WAY_STILL, name=job.file_name), address_of_job(job))
