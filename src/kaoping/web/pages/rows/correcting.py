"""The form that corrects a row; what it has no field for stays as it was."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kaoping.actions.correct_fact import correct_fact
from kaoping.core.defect import Refused
from kaoping.records.access import permit
from kaoping.records.canonical import parsed
from kaoping.records.fact_access import fact_for
from kaoping.records.models import Fact
from kaoping.records.queries.entry import shapes_of
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import Conflict, NotYours
from kaoping.web.pages.rows.asked import asked_at
from kaoping.web.pages.rows.forms import RowEntryForm
from kaoping.web.pages.rows.showing import Where, show_form
from kaoping.web.pages.rows.words import CORRECTED, MEANWHILE
from kaoping.web.shared.entering import TABLES
from kaoping.web.shared.named import Named
from kaoping.web.shared.visit import Visit, visit


@require_http_methods(["GET", "POST"])
@login_required
def correct(request: HttpRequest, key: int, fact: int) -> HttpResponse:
    """The form that corrects a row.

    Raises:
        NotYours: where there is no such row, or it has no such form.
    """
    visited = visit(request, key, "entry")
    found = fact_for(visited.person, visited.assessment, fact)
    permit(visited.person, "correct_fact", visited.assessment)
    settled = settled_now(visited.assessment)
    named = Named(settled, shapes_of(visited.assessment, settled), visited.language)
    asked = asked_at(found.table, found.item, named.forms[found.unit]) if found.table in TABLES else None
    if asked is None or found.state != "confirmed" or found.table == "vetoes":
        raise NotYours
    where = Where(named, found.unit, asked)
    given = {"id": "-", **parsed(found.content)}
    sent = request.POST if request.method == "POST" else None
    form = RowEntryForm(asked, visited, sent, given=given, correcting=True)
    if sent is None:
        return show_form(request, visited, where, form)
    return _corrected(request, visited, found, where, form)


def _corrected(request: HttpRequest, visited: Visit, found: Fact, where: Where, form: RowEntryForm) -> HttpResponse:
    if not form.is_valid():
        return show_form(request, visited, where, form, status=422)
    try:
        made = correct_fact(visited.person, found, _with_changes(found, form), form.cleaned_data["why"])
    except Refused as refused:
        form.refuse(refused)
        return show_form(request, visited, where, form, status=422)
    except Conflict:
        form.add_error(None, visited.said(MEANWHILE))
        return show_form(request, visited, where, form, status=409)
    messages.success(request, visited.said(CORRECTED))
    return HttpResponseRedirect(reverse("fact", args=[visited.assessment.pk, made.pk]))


def _with_changes(found: Fact, form: RowEntryForm) -> dict[str, object]:
    """The row as it will be: what the form has no field for stays, and so does its id."""
    content = parsed(found.content)
    kept = {name: value for name, value in content.items() if name not in form.fields or name == "id"}
    return {**form.row(found.unit), **kept} if "id" in kept else {**_without_id(form, found.unit), **kept}


def _without_id(form: RowEntryForm, unit: str) -> dict[str, object]:
    return {name: value for name, value in form.row(unit).items() if name != "id"}
