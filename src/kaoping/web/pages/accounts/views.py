"""The list of all people, one person, and somebody new."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.create_person import create_person
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.accounts import people_for, person_for
from kaoping.records.models import Appointment, Person
from kaoping.records.queries.lockouts import locked_out
from kaoping.records.queries.people import held_by, roles_of_all
from kaoping.records.refusals import NotYours
from kaoping.records.roles import ADMINISTRATORS
from kaoping.web.pages.accounts.build import people_sheet, roles_sheet, state_of
from kaoping.web.pages.accounts.forms import PersonForm
from kaoping.web.shared.administration import Administration, administer
from kaoping.web.shared.dates import moment_said
from kaoping.web.shared.forms import FormPage, form_answer, refuse_in
from kaoping.web.shared.frame import Link
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer

PURPOSE = Text(
    "系统管理员新建、停用和启用人员，安全管理员发放登录链接、解除锁定、任命管理员。"
    "一次考评从“考评”页新建，由安全管理员任命考核办，其他人员由考核办任命以后才能工作。",
    "The system administrator adds people and shuts them out or admits them; the security administrator issues sign-in "
    "links, unlocks and appoints administrators. An assessment begins on the page “Assessments”: the security "
    "administrator appoints its office, and the office everybody else.",
)
OF_ONE = Text("能否登录、担任什么角色。更改都记入操作日志。", "Whether the person can sign in, and in which roles.")
ADD = Text("新建人员", "Add a person")
ADD_PURPOSE = Text(
    "新建以后还不能登录：请安全管理员发放一次性登录链接，由本人设定密码。",
    "A new person cannot sign in yet: the security administrator issues a link, and the person sets a password.",
)
ADDED = Text("已新建{name}。", "{name} was added.")
SHUT_OUT, ADMIT = Text("停用", "Shut out"), Text("启用", "Admit again")
LINK, UNLOCK = Text("发放登录链接", "Issue a sign-in link"), Text("解除登录锁定", "Unlock the sign-in")
APPOINT = Text("任命为管理员", "Appoint as administrator")
NEVER = Text("从未登录", "never")


@require_safe
@login_required
def accounts(request: HttpRequest) -> HttpResponse:
    """人员: everybody who is known."""
    here = administer(request, "accounts")
    known, locked = list(people_for(here.person)), locked_out()
    sheet = people_sheet(known, roles_of_all(), locked, lambda one: reverse("account", args=[one.pk]), here.language)
    asked = asked_of(request)
    if asked.export:
        return workbook_answer(sheet, asked, sheet.caption)
    context = {
        "table": arranged(sheet, asked),
        "purpose": here.said(PURPOSE),
        "new": reverse("new-account") if "system_admin" in here.roles else "",
        "locked": [one.name for one in known if one.username in locked],
    }
    return render(request, "pages/accounts/page.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new_account(request: HttpRequest) -> HttpResponse:
    """Adds somebody.

    Raises:
        NotYours: for all but the system administrator.
    """
    here = administer(request, "accounts")
    if "system_admin" not in here.roles:
        raise NotYours
    form = PersonForm(here.language, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = create_person(here.person, given["username"], given["name"], given["language"])
        except Refused as refused:
            refuse_in(form, refused, here.language)
        else:
            messages.success(request, here.said(ADDED, name=made.name))
            return HttpResponseRedirect(reverse("account", args=[made.pk]))
    page = FormPage(here.said(ADD), here.said(ADD_PURPOSE), here.said(ADD), reverse("accounts"))
    return form_answer(request, page, form)


@require_safe
@login_required
def account(request: HttpRequest, number: int) -> HttpResponse:
    """One person: what can be changed, and every role."""
    here = administer(request, "accounts")
    found = person_for(here.person, number)
    locked = locked_out()
    until = locked.get(found.username)
    sheet = roles_sheet(held_by(found), lambda one: _ending(here, one), here.language)
    context = {
        "person": {"name": found.name, "username": found.username},
        "purpose": here.said(OF_ONE),
        "state": state_of(found, locked, here.language),
        "locked_until": moment_said(until, here.language) if until else "",
        "last_seen": moment_said(found.last_login, here.language) if found.last_login else here.said(NEVER),
        "steps": tuple(_steps(here, found, locked=until is not None)),
        "table": arranged(sheet, asked_of(request)),
    }
    return render(request, "pages/accounts/person.html", context)


def _steps(here: Administration, found: Person, *, locked: bool) -> Iterator[Link]:
    if "system_admin" in here.roles and found != here.person:
        yield Link(here.said(SHUT_OUT if found.is_active else ADMIT), reverse("account-active", args=[found.pk]))
    if "security_admin" not in here.roles:
        return
    if found.is_active:
        yield Link(here.said(LINK), reverse("account-link", args=[found.pk]))
    if locked:
        yield Link(here.said(UNLOCK), reverse("account-unlock", args=[found.pk]))
    if found != here.person:
        yield Link(here.said(APPOINT), reverse("account-role", args=[found.pk]))


def _ending(here: Administration, one: Appointment) -> str:
    """Where an appointment is ended: nothing for those who cannot, nor for one's own."""
    if "security_admin" not in here.roles or one.person_id == here.person.pk:
        return ""
    if one.role in ADMINISTRATORS:
        return reverse("administrator", args=[one.person_id, one.pk])
    return reverse("appointment", args=[one.assessment_id, one.pk])
