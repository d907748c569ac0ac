"""What administrators do about one person: shut out or admit, issue a link, unlock, appoint, dismiss."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kaoping.actions.appoint import appoint
from kaoping.actions.dismiss import dismiss
from kaoping.actions.issue_sign_in_link import VALID_FOR, issue_sign_in_link
from kaoping.actions.set_active import set_active
from kaoping.actions.unlock_person import unlock_person
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.accounts import appointment_to_end, person_for
from kaoping.records.models import Person
from kaoping.records.refusals import NotYours
from kaoping.records.roles import ROLES
from kaoping.web.pages.accounts.forms import AdministratorForm
from kaoping.web.shared.administration import Administration, administer
from kaoping.web.shared.dates import moment_said
from kaoping.web.shared.forms import FormPage, ReasonForm, form_answer, refuse_in

SHUT_OUT, ADMIT = Text("停用{name}", "Shut out {name}"), Text("启用{name}", "Admit {name} again")
SHUT_PURPOSE = Text(
    "停用以后不能登录，正在使用的页面也立即失效；以前所做的都保留，任命也保留，启用以后继续有效。",
    "Nobody signs in once shut out, and open pages stop working at once. What was done stays, and so do appointments.",
)
ADMIT_PURPOSE = Text(
    "启用以后可以用原来的密码登录，任命继续有效。", "The old password and the appointments hold again."
)
SHUT, ADMITTED = Text("已停用{name}。", "{name} is shut out."), Text("已启用{name}。", "{name} may sign in again.")
LINK = Text("给{name}发放登录链接", "Issue a sign-in link for {name}")
LINK_PURPOSE = Text(
    "链接只显示一次，3 天内有效，用一次即失效。忘记密码、第一次登录，都用它。",
    "The link is shown once, works once and within 3 days: for the first sign-in, or where a password is forgotten.",
)
ISSUE = Text("发放登录链接", "Issue the link")
UNLOCK = Text("解除{name}的登录锁定", "Unlock the sign-in of {name}")
UNLOCK_PURPOSE = Text(
    "密码连续输错 5 次，锁定半小时。请先确认是本人输错，再解除。",
    "Five wrong passwords lock the sign-in for half an hour. Make sure first that it was the person.",
)
UNLOCKED = Text("已解除{name}的登录锁定。", "{name} may try again.")
APPOINT = Text("任命{name}为管理员", "Appoint {name} as administrator")
APPOINT_PURPOSE = Text(
    "系统、安全、审计三名管理员各由一人担任，不能互兼，也不能参与考评。",
    "The three administrators are three people; none of them holds another role or takes part in an assessment.",
)
GIVE = Text("任命管理员", "Appoint")
GIVEN = Text("已任命{name}为{role}。", "{name} is now: {role}.")
DISMISS = Text("解除{name}的{role}职务", "{name} is no longer: {role}")
DISMISS_PURPOSE = Text(
    "从今天起不再是管理员。请先任命接替的人。", "From today no administrator any more. Appoint somebody else first."
)
END, ENDED = (
    Text("解除任命", "End the appointment"),
    Text("已解除{name}的任命。", "The appointment of {name} is ended."),
)


@require_http_methods(["GET", "POST"])
@login_required
def account_active(request: HttpRequest, number: int) -> HttpResponse:
    """Shuts somebody out, or admits again."""
    here, found = _reached(request, number, "system_admin")
    active = not found.is_active
    form = ReasonForm(here.language, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            set_active(here.person, found, form.cleaned_data["why"], active=active)
        except Refused as refused:
            refuse_in(form, refused, here.language)
        else:
            return _done(request, found, here.said(ADMITTED if active else SHUT, name=found.name))
    heading = here.said(ADMIT if active else SHUT_OUT, name=found.name)
    purpose = here.said(ADMIT_PURPOSE if active else SHUT_PURPOSE)
    page = FormPage(heading, purpose, heading, reverse("account", args=[found.pk]), final=not active)
    return form_answer(request, page, form)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def account_link(request: HttpRequest, number: int) -> HttpResponse:
    """Issues a one-time link, and shows it once."""
    here, found = _reached(request, number, "security_admin")
    back = reverse("account", args=[found.pk])
    if request.method == "POST":
        token = issue_sign_in_link(here.person, found)
        link = request.build_absolute_uri(reverse("sign-in-by-link", args=[token]))
        until = moment_said(clock.now() + VALID_FOR, here.language)
        context = {"name": found.name, "link": link, "until": until, "back": back}
        return render(request, "pages/accounts/link.html", context)
    page = FormPage(here.said(LINK, name=found.name), here.said(LINK_PURPOSE), here.said(ISSUE), back)
    return form_answer(request, page, forms.Form())


@require_http_methods(["GET", "POST"])
@login_required
def account_unlock(request: HttpRequest, number: int) -> HttpResponse:
    """Lets somebody try the password again."""
    here, found = _reached(request, number, "security_admin")
    if request.method == "POST":
        unlock_person(here.person, found)
        return _done(request, found, here.said(UNLOCKED, name=found.name))
    heading = here.said(UNLOCK, name=found.name)
    page = FormPage(heading, here.said(UNLOCK_PURPOSE), heading, reverse("account", args=[found.pk]))
    return form_answer(request, page, forms.Form())


@require_http_methods(["GET", "POST"])
@login_required
def account_role(request: HttpRequest, number: int) -> HttpResponse:
    """Makes somebody one of the three administrators."""
    here, found = _reached(request, number, "security_admin")
    form = AdministratorForm(here.language, request.POST or None)
    if request.method == "POST" and form.is_valid():
        role = form.cleaned_data["role"]
        try:
            appoint(here.person, found, role)
        except Refused as refused:
            refuse_in(form, refused, here.language)
        else:
            return _done(request, found, here.said(GIVEN, name=found.name, role=ROLES[role]))
    heading = here.said(APPOINT, name=found.name)
    page = FormPage(heading, here.said(APPOINT_PURPOSE), here.said(GIVE), reverse("account", args=[found.pk]))
    return form_answer(request, page, form)


@require_http_methods(["GET", "POST"])
@login_required
def administrator(request: HttpRequest, number: int, key: int) -> HttpResponse:
    """Ends the appointment of an administrator."""
    here, found = _reached(request, number, "security_admin")
    held = appointment_to_end(here.person, None, key)
    if held.person != found:
        raise NotYours
    form = ReasonForm(here.language, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            dismiss(here.person, held, form.cleaned_data["why"])
        except Refused as refused:
            refuse_in(form, refused, here.language)
        else:
            return _done(request, found, here.said(ENDED, name=found.name))
    heading = here.said(DISMISS, name=found.name, role=ROLES[held.role])  # type: ignore[index]  # holds roles only
    back = reverse("account", args=[found.pk])
    page = FormPage(heading, here.said(DISMISS_PURPOSE), here.said(END), back, final=True)
    return form_answer(request, page, form)


def _reached(request: HttpRequest, number: int, role: str) -> tuple[Administration, Person]:
    """The administrator of this role, and the person concerned.

    Raises:
        NotYours: for an administrator of another role.
    """
    here = administer(request, "accounts")
    if role not in here.roles:
        raise NotYours
    return here, person_for(here.person, number)


def _done(request: HttpRequest, found: Person, says: str) -> HttpResponse:
    messages.success(request, says)
    return HttpResponseRedirect(reverse("account", args=[found.pk]))
