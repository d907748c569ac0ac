"""Publication: what is proposed, final and published, and the step that comes next."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kaoping.records.access import runs_for
from kaoping.records.models import Publication, ScoreRun
from kaoping.records.queries.obstacles import before_freeze
from kaoping.records.queries.runs import latest, settled_of
from kaoping.web.pages.publication.build import PublicationBuilder
from kaoping.web.pages.publication.proposed import proposals, proposed_sheet, waiting_for
from kaoping.web.shared.obstacles import obstacles_of
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.visit import Visit, visit


@require_safe
@login_required
def publication(request: HttpRequest, key: int) -> HttpResponse:
    """印发与公示: where the result stands and what comes next."""
    visited = visit(request, key, "publication")
    versions = Publication.objects.filter(assessment=visited.assessment).select_related("freeze__run")
    run = proposed_run(visited)
    proposed = proposals(visited, run) if run is not None else ()
    sheet = proposed_sheet(visited, run, proposed) if run is not None and settled_of(run).scheme.awards else None
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
        "asked": len(waiting_for(visited, proposed)),
        "opinions": reverse("opinions", args=[key]),
    }
    return render(request, "pages/publication/page.html", context)


def proposed_run(visited: Visit) -> ScoreRun | None:
    """The newest run that is released or frozen and open to the person: what it proposes is asked about."""
    found = runs_for(visited.person, visited.assessment).filter(state="done").select_related("assessment", "version")
    released = found.exclude(release=None, freeze=None)
    return released.first()
