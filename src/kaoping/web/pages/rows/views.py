"""Rows of a table: the list, and the form of a new one, of which the place comes first."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.attach_evidence import attach_evidence
from kaoping.actions.enter_row import enter_row
from kaoping.actions.file_claim import file_claim
from kaoping.actions.propose_veto import propose_veto
from kaoping.core.defect import Refused
from kaoping.records.fact_access import facts_for
from kaoping.records.models import Fact
from kaoping.records.queries.entry import files_of, shapes_of
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import NotYours
from kaoping.web.pages.rows.asked import asked_at
from kaoping.web.pages.rows.forms import RowEntryForm, new_row_form
from kaoping.web.pages.rows.list import RowList
from kaoping.web.pages.rows.places import PlaceForm, declares, places_of, units_open_to
from kaoping.web.pages.rows.showing import Where, show_form, show_page
from kaoping.web.pages.rows.words import ADD, DECLARE, EMPTY, EMPTY_CHECKED, ENTERED, PURPOSES, SAVED
from kaoping.web.shared.entering import TABLES, tables_of, tabs_of
from kaoping.web.shared.frame import Link
from kaoping.web.shared.named import Named
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.uploads import Upload, upload_kept, upload_of
from kaoping.web.shared.visit import Visit, visit

VERB = {"claims": "file_claim", "vetoes": "propose_veto"}


@require_safe
@login_required
def rows(request: HttpRequest, key: int, table: str) -> HttpResponse:
    """The rows of a table that the person may look at."""
    visited = visited_table(request, key, table)
    settled = settled_now(visited.assessment)
    named = Named(settled, shapes_of(visited.assessment, settled), visited.language)
    found = list(
        facts_for(visited.person, visited.assessment)
        .filter(table=table, superseded_by=None)
        .select_related("supersedes__entered_by")
        .order_by("-entry", "pk")
    )
    if table not in VERB:
        found = [fact for fact in found if fact.state != "withdrawn"]
    files = {fact: len(known) for fact, known in files_of(found).items()}
    addresses = {fact.pk: reverse("fact", args=[key, fact.pk]) for fact in found}
    sheet = RowList(table, named, addresses, files, _empty(visited, named, table)).sheet(found)
    asked = asked_of(request)
    if asked.export:
        return workbook_answer(sheet, asked, sheet.caption)
    add = Link(visited.said(ADD[table]), reverse("new-row", args=[key, table]))
    context = {
        "tabs": tabs_of(visited, table),
        "title": visited.said(TABLES[table]),
        "purpose": visited.said(PURPOSES[table]),
        "action": add if may_add(visited, table) else None,
        "table": arranged(sheet, asked),
    }
    return render(request, "pages/rows/page.html", context)


def _empty(visited: Visit, named: Named, table: str) -> Empty:
    """What an empty table says: where points are deducted, that a check without any is declared."""
    if visited.may("declare_checked") and declares(visited, named, table):
        return Empty(
            visited.said(EMPTY_CHECKED), visited.said(DECLARE), reverse("declarations", args=[visited.assessment.pk])
        )
    return Empty(visited.said(EMPTY))


def visited_table(request: HttpRequest, key: int, table: str) -> Visit:
    """The visit of a table's page.

    Raises:
        NotYours: where the scheme has no such rows, or they are not for the person.
    """
    visited = visit(request, key, "entry")
    if table not in tables_of(visited, settled_now(visited.assessment)):
        raise NotYours
    return visited


def may_add(visited: Visit, table: str) -> bool:
    """Whether to show the way to a new row."""
    return visited.may(VERB.get(table, "enter_row"))


@require_http_methods(["GET", "POST"])
@login_required
def new_row(request: HttpRequest, key: int, table: str) -> HttpResponse:
    """First the place, then the row."""
    visited = visited_table(request, key, table)
    settled = settled_now(visited.assessment)
    named = Named(settled, shapes_of(visited.assessment, settled), visited.language)
    units = units_open_to(visited, named)
    unit, item = request.GET.get("unit", ""), request.GET.get("item", "")
    asked = asked_at(table, item, named.forms[unit]) if unit in units else None
    other = request.GET.get("listed", unit) != unit
    if asked is None or other or item not in places_of(visited, named, table, unit):
        return _place(request, visited, named, table, units)
    where = Where(named, unit, asked)
    if request.method == "POST":
        return _added(request, visited, where)
    return show_form(request, visited, where, new_row_form(asked, visited))


def _place(request: HttpRequest, visited: Visit, named: Named, table: str, units: dict[str, str]) -> HttpResponse:
    """The choice of the place: a list of the unit's own items, as soon as it is known which unit."""
    unit, item = request.GET.get("unit", ""), request.GET.get("item", "")
    listed = request.GET.get("listed", unit)
    chosen = unit if unit in units else next(iter(units)) if len(units) == 1 and not unit else ""
    places = places_of(visited, named, table, chosen) if chosen else {}
    # Whoever has only changed the unit has not chosen an item yet, and did nothing wrong.
    wrong = bool(unit) and (chosen != unit or listed == unit) and bool(item or "listed" in request.GET)
    form = PlaceForm(units, chosen, places, visited.language, request.GET if wrong else None)
    context = {"place": form, "heading": visited.said(ADD[table])}
    return show_page(request, visited, table, context, 422 if wrong else 200)


def _added(request: HttpRequest, visited: Visit, where: Where) -> HttpResponse:
    form = RowEntryForm(where.asked, visited, request.POST, request.FILES)
    file = _file_with(form, visited)
    if form.is_valid():
        try:
            fact = _entered(visited, where.asked.table, form.row(where.unit))
            if file is not None:
                attach_evidence(visited.person, fact, file.content, file.name)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, visited.said(SAVED.get(where.asked.table, ENTERED)))
            return HttpResponseRedirect(reverse("fact", args=[visited.assessment.pk, fact.pk]))
    if file is not None:
        form.keep(file.name, file.kept_for(visited.person))
    return show_form(request, visited, where, form, status=422)


def _file_with(form: RowEntryForm, visited: Visit) -> Upload | None:
    """The file that came with the form, or was kept when it was refused; said at its field where it cannot be had."""
    sent, kept = form.files.get("file"), form.data.get("kept", "")
    try:
        file = upload_of(sent)
    except Refused as refused:
        form.refuse_file(sent.name if sent else "", refused)
        return None
    if file is None and kept:
        file = upload_kept(kept, visited.person)
        if file is None:
            form.file_again()
    return file


def _entered(visited: Visit, table: str, row: dict[str, object]) -> Fact:
    act: dict[str, Callable[..., Fact]] = {"claims": file_claim, "vetoes": propose_veto}
    if table in act:
        return act[table](visited.person, visited.assessment, row)
    return enter_row(visited.person, visited.assessment, table, row)
