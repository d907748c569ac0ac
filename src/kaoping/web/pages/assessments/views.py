"""The pages of all assessments."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.create_assessment import create_assessment
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text
from kaoping.records.access import assessment_for, roles_of
from kaoping.records.accounts import assessments_known_to
from kaoping.records.models import Assessment
from kaoping.records.queries.people import roles_by_assessment
from kaoping.records.refusals import NotYours
from kaoping.web.pages.assessments.build import Ways, sheet_of
from kaoping.web.pages.assessments.forms import AssessmentForm
from kaoping.web.shared.administration import Administration, stand_outside
from kaoping.web.shared.forms import FormPage, form_answer
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer

PURPOSE = Text("您参加的各次考评，最近的在前。", "The assessments that you take part in, the newest first.")
OF_SYSTEM = Text(
    "系统里的全部考评。系统管理员新建考评，看不到其中的数据和得分；考核办由安全管理员任命。",
    "All assessments. The system administrator creates them and sees neither data nor scores; the security "
    "administrator appoints their office.",
)
OF_SECURITY = Text(
    "点考评名称，任命考核办、领导小组和其他人员。看不到其中的数据和得分。",
    "Open one to appoint its office, its leading group and others. Neither data nor scores are shown.",
)
ADD = Text("新建考评", "Create an assessment")
ADD_PURPOSE = Text(
    "新年度可以从上一年开始，也可以从头建立。", "A new year begins with what the last one had, or from scratch."
)
DONE = Text(
    "已新建“{name}”，沿用 {units} 个单位、{appointments} 项任命。请核对单位与人员，再确认计分口径。",
    "“{name}” is created, with {units} units and {appointments} appointments. Check them, then the readings.",
)
DONE_EMPTY = Text(
    "已新建“{name}”。请安全管理员任命考核办。",
    "“{name}” is created. The security administrator appoints its office next.",
)


@require_safe
@login_required
def assessments(request: HttpRequest) -> HttpResponse:
    """考评: all that somebody may know of."""
    here = stand_outside(request, "assessments")
    known = assessments_known_to(here.person).annotate(unit_count=Count("units")).select_related("copied_from")
    new = reverse("new-assessment") if "system_admin" in here.roles else ""
    mine = roles_by_assessment(here.person)
    ways = Ways(lambda one: _address(here, one), _next_year, new)
    sheet = sheet_of(known, mine, ways, here.language)
    asked = asked_of(request)
    if asked.export:
        return workbook_answer(sheet, asked, sheet.caption)
    purpose = OF_SYSTEM if "system_admin" in here.roles else OF_SECURITY if here.roles else PURPOSE
    context = {"table": arranged(sheet, asked), "new": new, "purpose": here.said(purpose)}
    return render(request, "pages/assessments/page.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new_assessment(request: HttpRequest) -> HttpResponse:
    """The system administrator creates one, from an earlier one or from scratch.

    Raises:
        NotYours: for everybody else.
    """
    here = stand_outside(request, "assessments")
    if "system_admin" not in here.roles:
        raise NotYours
    return _creating(request, here, list(assessments_known_to(here.person)), must=False)


@require_http_methods(["GET", "POST"])
@login_required
def next_year(request: HttpRequest, key: int) -> HttpResponse:
    """The office begins a new year with what the last one had.

    Raises:
        NotYours: for all but its office.
    """
    here = stand_outside(request, "assessments")
    old = assessment_for(here.person, key)
    if "office" not in roles_of(here.person, old):
        raise NotYours
    return _creating(request, here, [old], must=True)


def _creating(request: HttpRequest, here: Administration, earlier: list[Assessment], *, must: bool) -> HttpResponse:
    form = AssessmentForm(request, here.language, earlier, must=must)
    defects: list[Defect] = []
    if request.method == "POST" and form.is_valid():
        old = next((one for one in earlier if str(one.pk) == form.cleaned_data["copied_from"]), None)
        try:
            made = create_assessment(
                here.person, form.cleaned_data["year"], form.cleaned_data["name"], copied_from=old, scheme=form.chosen()
            )
        except Refused as refused:
            defects = refused.defects
        else:
            return _done(request, here, made, old)
    page = FormPage(here.said(ADD), here.said(ADD_PURPOSE), here.said(ADD), reverse("assessments"))
    return form_answer(request, page, form, defects=defects)


def _address(here: Administration, one: Assessment) -> str:
    """Where an assessment opens; the system administrator opens none."""
    if "system_admin" in here.roles:
        return ""
    return reverse("people" if "security_admin" in here.roles else "assessment", args=[one.pk])


def _next_year(one: Assessment) -> str:
    return reverse("next-year", args=[one.pk])


def _done(request: HttpRequest, here: Administration, made: Assessment, old: Assessment | None) -> HttpResponse:
    counts = {"units": made.units.count(), "appointments": made.appointments.exclude(person=here.person).count()}
    says = DONE_EMPTY if old is None else DONE
    messages.success(request, here.said(says, name=str(made), **counts))
    mine = made.appointments.filter(person=here.person).exists()
    return HttpResponseRedirect(reverse("units", args=[made.pk]) if mine else reverse("assessments"))
