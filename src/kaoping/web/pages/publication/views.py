"""Publication: the page, an opinion on a proposed award, the freeze, the publication, reopening for a correction."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.give_opinion import give_opinion
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.access import permit, runs_for, unit_for
from kaoping.records.models import Publication, ScoreRun
from kaoping.records.queries.obstacles import before_freeze
from kaoping.records.queries.runs import latest, settled_of
from kaoping.records.refusals import NotYours
from kaoping.web.pages.publication.build import PublicationBuilder
from kaoping.web.pages.publication.forms import OpinionForm
from kaoping.web.pages.publication.proposed import proposed_sheet
from kaoping.web.shared.obstacles import obstacles_of
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.visit import Visit, visit

GIVEN = Text("意见已记录。", "Your opinion is recorded.")


@require_safe
@login_required
def publication(request: HttpRequest, key: int) -> HttpResponse:
    """印发与公示: where the result stands and what comes next."""
    visited = visit(request, key, "publication")
    versions = Publication.objects.filter(assessment=visited.assessment).select_related("freeze__run")
    run = proposed_run(visited)
    sheet = proposed_sheet(visited, run) if run is not None and settled_of(run).scheme.awards else None
    asked = asked_of(request)
    if sheet is not None and asked.export:
        return workbook_answer(sheet, asked, sheet.caption)
    content = PublicationBuilder(visited, run).content(versions.order_by("-version"))
    last = latest(visited.assessment) if visited.may("freeze") else None
    obstacles = obstacles_of(before_freeze(last), visited.assessment, visited.language) if last else ()
    freeze = reverse("freeze", args=[key]) if last and not obstacles else ""
    context = {
        "page": content,
        "table": arranged(sheet, asked) if sheet else None,
        "obstacles": obstacles,
        "freeze": freeze,
    }
    return render(request, "pages/publication/page.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def opinion(request: HttpRequest, key: int, unit: str, award: str) -> HttpResponse:
    """What a body says about a proposed award.

    Raises:
        NotYours: where the unit or a released run is not the reader's.
        NotAllowed: unless for the bodies that are asked.
    """
    visited = visit(request, key, "publication")
    permit(visited.person, "give_opinion", visited.assessment)
    run, about = proposed_run(visited), unit_for(visited.person, visited.assessment, unit)
    if run is None:
        raise NotYours
    form = OpinionForm(visited.language, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            given = form.cleaned_data
            try:
                give_opinion(visited.person, run, about, award, agrees=given["agrees"] == "yes", says=given["says"])
            except Refused as refused:
                form.add_error(None, [defect.in_language(visited.language) for defect in refused.defects])
            else:
                messages.success(request, visited.said(GIVEN))
                return HttpResponseRedirect(reverse("publication", args=[key]))
    context = {"form": form, "unit": str(about), "back": reverse("publication", args=[key])}
    return render(request, "pages/publication/opinion.html", context, status=status)


def proposed_run(visited: Visit) -> ScoreRun | None:
    """The newest run that is released or frozen and open to the person: what it proposes is asked about."""
    found = runs_for(visited.person, visited.assessment).filter(state="done").select_related("assessment", "version")
    released = found.exclude(release=None, freeze=None)
    return released.first()
