"""The pages of an assessment's people."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.appoint_people import Done, appoint_people
from kaoping.actions.dismiss import dismiss
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.accounts import appointment_to_end
from kaoping.records.models import Appointment
from kaoping.records.queries.people import held_in
from kaoping.records.roles import OVER_ALL
from kaoping.web.pages.people.build import for_whom, role_of, sheet_of
from kaoping.web.pages.people.forms import AppointmentForm
from kaoping.web.pages.people.uploading import what_was_done, without, words_of
from kaoping.web.shared.administration import visit_people
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.forms import FormPage, form_answer, refuse_in
from kaoping.web.shared.parts import Confirmation
from kaoping.web.shared.people import tabs
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.visit import Visit

APPOINT = Text("任命人员", "Appoint somebody")
APPOINT_PURPOSE = Text(
    "一次任命一个角色；一人担任几个角色的，分几次任命。",
    "One role at a time; whoever has several is appointed several times.",
)
HOLDS = Text("{role} {whom}，任命自 {since}。", "{role} {whom}, since {since}.")
ENDED = Text("{role} {whom}，已于 {until} 解除。", "{role} {whom}, ended on {until}.")
DISMISS, DISMISSED = (
    Text("解除任命", "End the appointment"),
    Text("已解除{name}的任命。", "The appointment of {name} is ended."),
)
FINAL = (
    Text("从今天起，{name}不再担任“{role}”，看不到相应的页面。", "From today {name} is no longer: {role}."),
    Text("以前填报、确认的内容都保留，仍署原来的姓名。", "What was entered and confirmed stays, with the name."),
)


@require_safe
@login_required
def people(request: HttpRequest, key: int) -> HttpResponse:
    """单位与人员: the people and their roles."""
    visited = visit_people(request, key)
    new = reverse("appoint", args=[key])
    sheet = sheet_of(
        held_in(visited.assessment),
        words_of(visited.assessment).assessors,
        lambda one: reverse("appointment", args=[key, one.pk]),
        new,
        visited.language,
    )
    context = {
        "table": arranged(sheet, asked_of(request)),
        "tabs": tabs(visited, "people") if "security_admin" not in visited.roles else (),
        "new": new,
        "upload": reverse("import-people", args=[key]),
        "workbook": reverse("people-workbook", args=[key]),
        "links": reverse("people-links", args=[key]) if "security_admin" in visited.roles else "",
    }
    return render(request, "pages/people/page.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def appoint(request: HttpRequest, key: int) -> HttpResponse:
    """Gives somebody a role; whoever is not known yet is added."""
    visited = visit_people(request, key)
    words = words_of(visited.assessment)
    given = words.roles if "security_admin" in visited.roles else without(words.roles, OVER_ALL)
    choices = {"role": given, "unit": words.units, "assessor": words.assessors}
    form = AppointmentForm(choices, visited.language, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            done = appoint_people(visited.person, visited.assessment, [form.listed()])
        except Refused as refused:
            refuse_in(form, refused, visited.language)
        else:
            return _done(request, visited, done)
    page = FormPage(
        visited.said(APPOINT), visited.said(APPOINT_PURPOSE), visited.said(APPOINT), reverse("people", args=[key])
    )
    return form_answer(request, page, form)


@require_http_methods(["GET", "POST"])
@login_required
def appointment(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """One appointment, and the step that ends it."""
    visited = visit_people(request, key)
    found = appointment_to_end(visited.person, visited.assessment, number)
    refused_with: list[str] = []
    if request.method == "POST":
        try:
            dismiss(visited.person, found, request.POST.get("reason", ""))
        except Refused as refused:
            refused_with = [defect.in_language(visited.language) for defect in refused.defects]
        else:
            messages.success(request, visited.said(DISMISSED, name=found.person.name))
            return HttpResponseRedirect(reverse("people", args=[key]))
    context = {
        "name": str(found.person),
        "purpose": _purpose(visited, found),
        "refused": refused_with,
        "step": _step(visited, found, request.POST.get("reason", "")),
        "back": reverse("people", args=[key]),
    }
    return render(request, "pages/people/dismiss.html", context, status=422 if refused_with else 200)


def _purpose(visited: Visit, found: Appointment) -> str:
    whom = for_whom(found, words_of(visited.assessment).assessors, visited.language)
    if found.until is not None and found.until <= clock.today():
        return visited.said(ENDED, role=role_of(found), whom=whom, until=day_said(found.until, visited.language))
    return visited.said(HOLDS, role=role_of(found), whom=whom, since=day_said(found.since, visited.language))


def _step(visited: Visit, found: Appointment, reason: str) -> Confirmation | None:
    """Ending it; nothing where it has ended, or where somebody else must end it."""
    ended = found.until is not None and found.until <= clock.today()
    if ended or (found.role in OVER_ALL and "security_admin" not in visited.roles):
        return None
    final = tuple(visited.said(says, name=found.person.name, role=role_of(found)) for says in FINAL)
    back = reverse("people", args=[visited.assessment.pk])
    return Confirmation(visited.said(DISMISS), final, visited.said(DISMISS), back, reason)


def _done(request: HttpRequest, visited: Visit, done: Done) -> HttpResponse:
    messages.success(request, visited.said(what_was_done(done)))
    return HttpResponseRedirect(reverse("people", args=[visited.assessment.pk]))
