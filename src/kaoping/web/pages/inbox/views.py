"""What waits for the person, and how much of it, for the top of every page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kaoping.records.working_days import calendar_of
from kaoping.web.pages.inbox.list import list_of
from kaoping.web.shared.frame import Link
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.visit import Visit, title_of, visit
from kaoping.web.shared.waiting import count_for, visits_under_way, waiting_for


@require_safe
@login_required
def inbox(request: HttpRequest, key: int) -> HttpResponse:
    """待办."""
    visited = visit(request, key, "inbox")
    sheet = list_of(waiting_for(visited), calendar_of(visited.assessment), visited.language)
    asked = asked_of(request)
    if asked.export:
        return workbook_answer(sheet, asked, sheet.caption)
    return render(request, "pages/inbox/page.html", {"table": arranged(sheet, asked), "elsewhere": elsewhere(visited)})


def elsewhere(visited: Visit) -> list[Link]:
    """The inboxes of the person's other assessments under way, with how much waits in each."""
    others = [one for one in visits_under_way(visited.person, visited.language) if one.assessment != visited.assessment]
    found = [(one.assessment, len(waiting_for(one))) for one in others]
    return [
        Link(title_of(one, visited.language), reverse("inbox", args=[one.pk]), count=count)
        for one, count in found
        if count
    ]


@require_safe
@login_required
def inbox_count(request: HttpRequest, key: int) -> HttpResponse:
    """The number of things to do; every page asks for it after it is shown, so that no page waits for it."""
    visited = visit(request, key, "inbox")
    context = {"count": count_for(visited), "href": reverse("inbox", args=[key])}
    return render(request, "pages/inbox/count.html", context)
