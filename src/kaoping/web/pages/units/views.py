"""The pages of the assessed units."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.correct_fact import correct_fact
from kaoping.actions.import_units import import_units
from kaoping.actions.remove_unit import remove_unit
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.access import permit, unit_for
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact
from kaoping.records.queries.facts import current
from kaoping.records.queries.people import of_units
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import Conflict, NotYours
from kaoping.schemes.read import Settled
from kaoping.web.pages.units.build import sheet_of
from kaoping.web.pages.units.content import UnitLine
from kaoping.web.pages.units.forms import UnitForm
from kaoping.web.shared.forms import FormPage, ReasonForm, form_answer, refuse_in
from kaoping.web.shared.frame import Link
from kaoping.web.shared.people import tabs
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.visit import Visit, visit

ADD, CHANGE = Text("添加单位", "Add a unit"), Text("更改单位", "Change a unit")
ADD_PURPOSE = Text(
    "新单位立即列入考评；随后请任命它的人员。", "The unit is assessed from now on; appoint its people next."
)
CHANGE_PURPOSE = Text(
    "{name}（编号 {code}）。更改以后，原来的名称和类别留在操作日志里。",
    "{name} (code {code}). What it was called before stays in the journal.",
)
REMOVE, REMOVE_ONE = Text("删除这个单位", "Remove this unit"), Text("删除单位“{name}”", "Remove the unit “{name}”")
REMOVE_PURPOSE = Text(
    "只能删除误加的单位：还没有数据，没有任命过人员，也没有任务清单。",
    "Only a unit that was added by mistake: without data, appointments and task lists.",
)
REMOVED = Text("已删除单位“{name}”。", "The unit “{name}” is removed.")
SAVE = Text("保存更改", "Save the change")
ADDED = Text("已添加单位“{name}”。", "The unit “{name}” was added.")
CHANGED = Text("已更改单位“{name}”。", "The unit “{name}” was changed.")
TAKEN = Text("编号“{code}”已有单位使用。", "The code “{code}” is taken.")
MEANWHILE = Text(
    "别人刚刚把它改成“{name}”（类别 {group}）。您填的还在下面；仍要改的，请再保存一次。",
    "Somebody else has just changed it to “{name}” (group {group}). What you typed is still below; save again to "
    "change it nevertheless.",
)


@require_safe
@login_required
def units(request: HttpRequest, key: int) -> HttpResponse:
    """单位与人员: the units."""
    visited = visit(request, key, "units")
    groups = _groups_if_any(visited)
    people = of_units(visited.assessment)
    place = reverse("units", args=[key])
    opens = visited.may("import_units")
    lines = [
        UnitLine(
            one.code,
            one.name,
            groups.get(one.group, one.group),
            people[one.code]["unit_head"],
            people[one.code]["unit_clerk"],
            f"{place}/at/{quote(one.code, safe='')}" if opens else "",
        )
        for one in visited.assessment.units.order_by("code")
    ]
    sheet = sheet_of(lines, reverse("new-unit", args=[key]) if opens else "", visited.language)
    context = {
        "table": arranged(sheet, asked_of(request)),
        "tabs": tabs(visited, "units"),
        "new": reverse("new-unit", args=[key]) if opens else "",
        "upload": reverse("import-units", args=[key]) if opens else "",
        "workbook": reverse("units-workbook", args=[key]),
    }
    return render(request, "pages/units/page.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new_unit(request: HttpRequest, key: int) -> HttpResponse:
    """Adds one unit."""
    visited = visit(request, key, "units")
    permit(visited.person, "import_units", visited.assessment)
    form = UnitForm(_groups(settled_now(visited.assessment), visited), visited.language, request.POST or None)
    if request.method == "POST" and form.is_valid():
        unit = form.unit()
        if visited.assessment.units.filter(code=unit.id).exists():
            form.add_error("code", visited.said(TAKEN, code=unit.id))
        else:
            try:
                import_units(visited.person, visited.assessment, [unit])
            except Refused as refused:
                refuse_in(form, refused, visited.language)
            else:
                return _done(request, visited, visited.said(ADDED, name=unit.name))
    page = FormPage(visited.said(ADD), visited.said(ADD_PURPOSE), visited.said(ADD), reverse("units", args=[key]))
    return form_answer(request, page, form)


@require_http_methods(["GET", "POST"])
@login_required
def unit(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """Renames or regroups a unit.

    Raises:
        NotYours: where there is none of this code.
    """
    visited = visit(request, key, "units")
    permit(visited.person, "correct_fact", visited.assessment)
    known = unit_for(visited.person, visited.assessment, code)
    fact = _fact_of(visited, code)
    given = {"name": known.name, "group": known.group, "expected": fact.pk}
    groups = _groups(settled_now(visited.assessment), visited)
    form = UnitForm(groups, visited.language, request.POST or None, given)
    status = None
    if request.method == "POST" and form.is_valid():
        try:
            return _changed(request, visited, form, code)
        except Refused as refused:
            refuse_in(form, refused, visited.language)
        except Conflict as conflict:
            form, status = _with_theirs(request, visited, groups, given, conflict), 409
    purpose = visited.said(CHANGE_PURPOSE, name=known.name or code, code=code)
    remove = Link(visited.said(REMOVE), reverse("remove-unit", args=[key, code]))
    page = FormPage(visited.said(CHANGE), purpose, visited.said(SAVE), reverse("units", args=[key]), (remove,))
    return form_answer(request, page, form, status=status)


def _fact_of(visited: Visit, code: str) -> Fact:
    found = current(visited.assessment).filter(table="units", unit=code).first()
    if found is None:
        raise NotYours
    return found


@require_http_methods(["GET", "POST"])
@login_required
def remove(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """Removes a unit that was listed by mistake."""
    visited = visit(request, key, "units")
    permit(visited.person, "remove_unit", visited.assessment)
    found = unit_for(visited.person, visited.assessment, code)
    form = ReasonForm(visited.language, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            remove_unit(visited.person, found, form.cleaned_data["why"])
        except Refused as refused:
            refuse_in(form, refused, visited.language)
        else:
            return _done(request, visited, visited.said(REMOVED, name=str(found)))
    verb = visited.said(REMOVE_ONE, name=str(found))
    back = reverse("unit", args=[key, code])
    return form_answer(request, FormPage(verb, visited.said(REMOVE_PURPOSE), verb, back, final=True), form)


def _changed(request: HttpRequest, visited: Visit, form: UnitForm, code: str) -> HttpResponse:
    seen = visited.assessment.facts.filter(pk=form.cleaned_data["expected"], table="units", unit=code).first()
    if seen is None:
        raise NotYours
    wanted = form.unit(code)
    row = {"id": wanted.id, "name": wanted.name, "group": wanted.group}
    correct_fact(visited.person, seen, row, form.cleaned_data["why"])
    return _done(request, visited, visited.said(CHANGED, name=wanted.name))


def _with_theirs(
    request: HttpRequest, visited: Visit, groups: dict[str, str], given: dict[str, object], conflict: Conflict
) -> UnitForm:
    """Shows what the other person saved and keeps what this one typed; the next try changes it knowingly."""
    theirs = conflict.theirs
    data = request.POST.copy()
    data["expected"] = str(given["expected"])
    form = UnitForm(groups, visited.language, data, given)
    row = parsed(theirs.content) if isinstance(theirs, Fact) else given
    group = groups.get(str(row.get("group", "")), "—")
    form.add_error(None, visited.said(MEANWHILE, name=row.get("name", ""), group=group))
    return form


def _groups_if_any(visited: Visit) -> dict[str, str]:
    """None before there is a scheme."""
    try:
        return _groups(settled_now(visited.assessment), visited)
    except Refused:
        return {}


def _groups(settled: Settled, visited: Visit) -> dict[str, str]:
    """The names of the scheme's groups."""
    return {one.id: visited.said(Text(one.name, one.english or one.name)) or one.id for one in settled.scheme.groups}


def _done(request: HttpRequest, visited: Visit, says: str) -> HttpResponse:
    messages.success(request, says)
    return HttpResponseRedirect(reverse("units", args=[visited.assessment.pk]))
