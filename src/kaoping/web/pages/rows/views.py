"""Rows of a table: the list, the place of a new one, its form, and the form that corrects one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.attach_evidence import attach_evidence, checked_kind
from kaoping.actions.correct_fact import correct_fact
from kaoping.actions.enter_row import enter_row
from kaoping.actions.file_claim import file_claim
from kaoping.actions.propose_veto import propose_veto
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.access import permit, units_to_enter
from kaoping.records.canonical import parsed
from kaoping.records.fact_access import fact_for, facts_for
from kaoping.records.models import Fact
from kaoping.records.queries.entry import files_of, shapes_of
from kaoping.records.queries.owing import bodies_for
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import Conflict, NotYours
from kaoping.records.verbs import VERBS
from kaoping.web.pages.rows.forms import Asked, PlaceForm, RowEntryForm, asked_at
from kaoping.web.pages.rows.list import RowList
from kaoping.web.shared.entering import TABLES, tables_of, tabs_of
from kaoping.web.shared.frame import Link
from kaoping.web.shared.named import Named
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.visit import Visit, visit

PURPOSES = {
    "findings": Text(
        "逐考点登记发现的问题：谁发现的、何时发现、何时整改。",
        "Problems by checkpoint: who found them, when, mended when.",
    ),
    "events": Text("登记按次计分的事件。", "Events that count each time."),
    "claims": Text(
        "加分由单位申报，扣分由考评主体提出；考核办审定以后才计分。", "Claims count once the office has decided them."
    ),
    "ratings": Text(
        "按评议主体登记评议结果和人数。", "Ratings by group of raters, with how many were asked and answered."
    ),
    "vetoes": Text(
        "先提出，听取单位申辩，再作出决定；决定以后才生效。", "Proposed, heard, decided; nothing takes effect before."
    ),
}
ADD = {
    "findings": Text("登记问题", "Enter a finding"),
    "events": Text("登记事件", "Enter an event"),
    "claims": Text("申报", "File a claim"),
    "ratings": Text("登记评议", "Enter a rating"),
    "vetoes": Text("提出否决", "Propose a veto"),
}
EMPTY = Text("还没有登记。", "Nothing has been entered.")
DECLARE = Text("提交零报告", "Declare what was checked")
EMPTY_CHECKED = Text(
    "还没有登记。检查过、没有可扣分的，请提交零报告。",
    "Nothing has been entered. If you have checked and found nothing to deduct, declare that.",
)
SAVED = Text("已登记。", "Entered.")
CORRECTED = Text("已更正，原来的一条保留在记录里。", "Corrected; the old row is kept.")
MEANWHILE = Text(
    "别人刚刚改了这一条，请打开最新的一条再改。", "Somebody has just changed this row; open the newest one."
)


@dataclass(frozen=True)
class Where:
    """Where a row belongs, and what is asked of it there."""

    named: Named
    unit: str
    asked: Asked


VERB = {"claims": "file_claim", "vetoes": "propose_veto"}


@require_safe
@login_required
def rows(request: HttpRequest, key: int, table: str) -> HttpResponse:
    """The rows of a table that the person may look at."""
    visited = visited_table(request, key, table)
    settled = settled_now(visited.assessment)
    named = Named(settled, shapes_of(visited.assessment, settled), visited.language)
    found = list(
        facts_for(visited.person, visited.assessment).filter(table=table, superseded_by=None).order_by("-entry", "pk")
    )
    if table not in VERB:
        found = [fact for fact in found if fact.state != "withdrawn"]
    files = {fact: len(known) for fact, known in files_of(found).items()}
    addresses = {fact.pk: reverse("fact", args=[key, fact.pk]) for fact in found}
    sheet = RowList(table, named, addresses, files, _empty(visited, table)).sheet(found)
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


def _empty(visited: Visit, table: str) -> Empty:
    """What an empty table says: where points are deducted, that a check without any is declared."""
    if table in ("findings", "events") and visited.may("declare_checked"):
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
    """First the place, then the row.

    Raises:
        NotYours: where no such row belongs there.
    """
    visited = visited_table(request, key, table)
    settled = settled_now(visited.assessment)
    named = Named(settled, shapes_of(visited.assessment, settled), visited.language)
    unit, item = request.GET.get("unit", ""), request.GET.get("item", "")
    units = _units(visited, named)
    if not item or unit not in units:
        places = _places(visited, named, table)
        chosen = PlaceForm(units, places, visited.language, request.GET or None)
        return _page(request, visited, table, {"place": chosen, "heading": visited.said(ADD[table])})
    asked = asked_at(table, item, named.forms[unit])
    if asked is None:
        raise NotYours
    if request.method == "POST":
        return _added(request, visited, named, unit, asked)
    form = RowEntryForm(asked, visited.language, given={"id": f"r-{uuid4().hex[:12]}"})
    return _form(request, visited, Where(named, unit, asked), form)


def _added(request: HttpRequest, visited: Visit, named: Named, unit: str, asked: Asked) -> HttpResponse:
    form = RowEntryForm(asked, visited.language, request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, visited, Where(named, unit, asked), form, status=422)
    try:
        file = _checked(form.cleaned_data.get("file"))
        fact = _entered(visited, asked.table, form.row(unit))
        if file is not None:
            attach_evidence(visited.person, fact, *file)
    except Refused as refused:
        form.add_error(None, [defect.in_language(visited.language) for defect in refused.defects])
        return _form(request, visited, Where(named, unit, asked), form, status=422)
    messages.success(request, visited.said(SAVED))
    return HttpResponseRedirect(reverse("fact", args=[visited.assessment.pk, fact.pk]))


def _entered(visited: Visit, table: str, row: dict[str, object]) -> Fact:
    act: dict[str, Callable[..., Fact]] = {"claims": file_claim, "vetoes": propose_veto}
    if table in act:
        return act[table](visited.person, visited.assessment, row)
    return enter_row(visited.person, visited.assessment, table, row)


def _checked(file: UploadedFile[bytes] | None) -> tuple[bytes, str] | None:
    """The file with its name, before anything is entered: a row is not saved without the file that came with it.

    Raises:
        Refused: where it is no evidence.
    """
    if file is None:
        return None
    content = file.read()
    checked_kind(content)
    return content, file.name or ""


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
    if request.method == "POST":
        return _corrected(request, visited, found, where)
    given = {"id": "-", **parsed(found.content)}
    return _form(request, visited, where, RowEntryForm(asked, visited.language, given=given, correcting=True))


def _corrected(request: HttpRequest, visited: Visit, found: Fact, where: Where) -> HttpResponse:
    form = RowEntryForm(where.asked, visited.language, request.POST, correcting=True)
    if not form.is_valid():
        return _form(request, visited, where, form, status=422)
    try:
        made = correct_fact(visited.person, found, _with_changes(found, form), form.cleaned_data["why"])
    except Refused as refused:
        form.add_error(None, [defect.in_language(visited.language) for defect in refused.defects])
        return _form(request, visited, where, form, status=422)
    except Conflict:
        form.add_error(None, visited.said(MEANWHILE))
        return _form(request, visited, where, form, status=409)
    messages.success(request, visited.said(CORRECTED))
    return HttpResponseRedirect(reverse("fact", args=[visited.assessment.pk, made.pk]))


def _with_changes(found: Fact, form: RowEntryForm) -> dict[str, object]:
    """The row as it will be: what the form has no field for stays, and so does its id."""
    content = parsed(found.content)
    kept = {name: value for name, value in content.items() if name not in form.fields or name == "id"}
    return {**form.row(found.unit), **kept} if "id" in kept else {**_without_id(form, found.unit), **kept}


def _without_id(form: RowEntryForm, unit: str) -> dict[str, object]:
    return {name: value for name, value in form.row(unit).items() if name != "id"}


def _units(visited: Visit, named: Named) -> dict[str, str]:
    """The units about which the person may enter a row: all for deciders, nobody the own one."""
    if visited.may("propose_veto") and not visited.roles & VERBS["enter_row"].roles:
        return dict(named.units)
    codes = set(units_to_enter(visited.person, visited.assessment).values_list("code", flat=True))
    return {code: name for code, name in named.units.items() if code in codes}


def _places(visited: Visit, named: Named, table: str) -> dict[str, str]:
    """Where such rows belong, for any unit; an assessor's own items alone."""
    if table == "vetoes":
        return {veto.id: named.place("", veto.id) for veto in named.settled.scheme.vetoes}
    bodies = bodies_for(visited.person, visited.assessment, named.settled)
    everything = not bodies or bool(visited.roles & {"office", "inspector"})
    found: dict[str, str] = {}
    for unit, form in named.forms.items():
        for place in form.row_forms[table]:
            if place not in found and (everything or bodies & set(form.item_at[place].assessors)):
                found[place] = named.place(unit, place)
    return found


def _form(request: HttpRequest, visited: Visit, where: Where, form: RowEntryForm, status: int = 200) -> HttpResponse:
    table = where.asked.table
    context = {
        "form": form,
        "heading": visited.said(TABLES[table]),
        "unit": where.named.unit(where.unit),
        "item": where.named.place(where.unit, where.asked.place),
        "verb": visited.said(ADD[table]),
    }
    return _page(request, visited, table, context, status)


def _page(
    request: HttpRequest, visited: Visit, table: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    shown = {
        "tabs": tabs_of(visited, table),
        "purpose": visited.said(PURPOSES[table]),
        "back": reverse("rows", args=[visited.assessment.pk, table]),
    }
    return render(request, "pages/rows/form.html", {**shown, **context}, status=status)
