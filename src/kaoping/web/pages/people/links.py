"""Sign-in links for everybody in an assessment who has never signed in, as one workbook that is made once."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import timedelta

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kaoping.actions.issue_sign_in_links import issue_sign_in_links
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.models import Appointment, Person
from kaoping.records.queries.people import held_in
from kaoping.records.refusals import NotYours
from kaoping.web.pages.people.build import FOR, NAME, ROLE, USERNAME, for_whom, role_of
from kaoping.web.pages.people.uploading import words_of
from kaoping.web.shared.administration import visit_people
from kaoping.web.shared.dates import moment_said
from kaoping.web.shared.forms import FormPage, form_answer
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.table import Asked, Cell, Column, Row, Sheet
from kaoping.web.shared.table.arranging import arranged_whole
from kaoping.web.shared.table.export import TYPE, workbook
from kaoping.web.shared.visit import Visit, title_of

VALID_FOR = timedelta(days=14)
HEADING = Text("批量发放登录链接", "Sign-in links for many")
PURPOSE = Text(
    "给本考评中从未登录过的 {count} 人各发一个一次性登录链接，14 天内有效。链接写在下载的表格里，只有这一次；请分发后销毁。",
    "One link each for the {count} people of this assessment who have never signed in, for 14 days. The links stand in "
    "the workbook that is downloaded, this once; destroy it when they are handed out.",
)
NOBODY = Text("本考评中的人员都登录过，不需要再发。", "Everybody in this assessment has signed in already.")
ISSUE = Text("发放登录链接", "Issue the links")
ISSUED = Text(
    "已为 {count} 人发放登录链接，14 天内有效。请现在下载表格：离开本页以后不能再下载，只能重新发放。",
    "Links issued: {count}, valid for 14 days. Download the workbook now: it cannot be had again after you leave this "
    "page, and the links would have to be issued anew.",
)
LINK, UNTIL = Text("登录链接", "Sign-in link"), Text("有效至", "Valid until")
CAPTION = Text("{assessment} 登录链接", "{assessment} sign-in links")


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def people_links(request: HttpRequest, key: int) -> HttpResponse:
    """The links, issued and given as a workbook once; only for the security administrator.

    Raises:
        NotYours: for everybody else.
    """
    visited = visit_people(request, key)
    if "security_admin" not in visited.roles:
        raise NotYours
    held = [one for one in held_in(visited.assessment) if _waits(one.person)]
    people = list(dict.fromkeys(one.person for one in held))
    if request.method == "POST" and people:
        tokens = issue_sign_in_links(visited.person, people, VALID_FOR)
        links = {
            person: request.build_absolute_uri(reverse("sign-in-by-link", args=[token]))
            for person, token in tokens.items()
        }
        caption = visited.said(CAPTION, assessment=title_of(visited.assessment, visited.language))
        return _issued(request, visited, _sheet(held, links, caption, visited), len(people))
    purpose = visited.said(PURPOSE, count=len(people)) if people else visited.said(NOBODY)
    page = FormPage(visited.said(HEADING), purpose, visited.said(ISSUE), reverse("people", args=[key]))
    return form_answer(request, page, forms.Form())


def _issued(request: HttpRequest, visited: Visit, sheet: Sheet, count: int) -> HttpResponse:
    """Says what was done; the workbook goes along inside the page, since the links are kept nowhere else."""
    content = b64encode(workbook(arranged_whole(sheet, Asked()))).decode()
    context = {
        "heading": visited.said(HEADING),
        "says": visited.said(ISSUED, count=count),
        "workbook": f"data:{TYPE};base64,{content}",
        "name": f"{sheet.caption}.xlsx",
        "back": reverse("people", args=[visited.assessment.pk]),
    }
    return render(request, "pages/people/links.html", context)


def _waits(person: Person) -> bool:
    return person.is_active and person.last_login is None


def _sheet(held: Sequence[Appointment], links: Mapping[Person, str], caption: str, visited: Visit) -> Sheet:
    language, bodies = visited.language, words_of(visited.assessment).assessors
    until = moment_said(clock.now() + VALID_FOR, language)
    titles = {"name": NAME, "username": USERNAME, "role": ROLE, "for": FOR, "link": LINK, "until": UNTIL}
    columns = tuple(Column(key, title.in_language(language)) for key, title in titles.items())
    rows = tuple(
        Row(
            (
                Cell(one.person.name),
                Cell(one.person.username),
                Cell(role_of(one).in_language(language)),
                Cell(for_whom(one, bodies, language)),
                Cell(links[one.person]),
                Cell(until),
            )
        )
        for one in held
    )
    return Sheet("links", caption, columns, rows, Empty(""))
