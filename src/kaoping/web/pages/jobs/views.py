"""The page of a job: asked again and again until it is over, it then says what came of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kaoping.actions.see_job import see_job
from kaoping.records.access import job_for
from kaoping.records.models import Assessment
from kaoping.records.refusals import NotYours
from kaoping.web.pages.jobs.build import WAYS, content_of
from kaoping.web.shared.administration import visit_people
from kaoping.web.shared.visit import Visit, person_of, visit


@require_safe
@login_required
def job(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """What somebody has asked for, for this person alone.

    Raises:
        NotYours: where it is somebody else's, or the person has no longer anything to do with it.
    """
    at = Assessment.objects.filter(pk=key).first()
    if at is None:
        raise NotYours
    found = job_for(person_of(request), at, number)
    visited = _visited(request, key, found.kind)
    see_job(found)
    return render(request, "pages/jobs/page.html", {"page": content_of(found, visited)})


def _visited(request: HttpRequest, key: int, kind: str) -> Visit:
    """People are appointed by the security administrator too, who sees nothing else of an assessment."""
    return visit_people(request, key) if kind == "appoint_people" else visit(request, key, WAYS[kind].place)
