"""The first page: leads on to the work, or to the sign-in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kaoping.records.access import assessment_for, assessments_for, roles_of
from kaoping.records.models import Assessment, Person
from kaoping.records.refusals import NotYours
from kaoping.web.shared.administration import first_place
from kaoping.web.shared.frame import PLACES, Frame
from kaoping.web.shared.language import language_of
from kaoping.web.shared.visit import address_of, allowed, person_of
from kaoping.web.shared.waiting import count_for, visits_under_way


@require_safe
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """The administrators' first page; of others the assessment in which something is to be done, or the newest.

    Whoever has none is told so.
    """
    person = person_of(request)
    first = first_place(roles_of(person, None))
    if first:
        return HttpResponseRedirect(first)
    mine = assessments_for(person)
    newest = _busiest(request, person) or mine.exclude(state="published").first() or mine.first()
    if newest is None:
        request.frame = Frame(person=person.name)  # type: ignore[attr-defined]  # what templates read
        return render(request, "nothing.html")
    return HttpResponseRedirect(reverse("assessment", args=[newest.pk]))


def _busiest(request: HttpRequest, person: Person) -> Assessment | None:
    """The newest assessment in which the person has something to do."""
    under_way = visits_under_way(person, language_of(request))
    return next((one.assessment for one in under_way if count_for(one)), None)


@require_safe
@login_required
def assessment(request: HttpRequest, key: int) -> HttpResponse:
    """The first place of an assessment that the person has.

    Raises:
        NotYours: where there is none.
    """
    person = person_of(request)
    found = assessment_for(person, key)
    mine = allowed(roles_of(person, found))
    for place in (one for one in PLACES if one in mine):
        address = address_of(place, found)
        if address:
            return HttpResponseRedirect(address)
    raise NotYours
