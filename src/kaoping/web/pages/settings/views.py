"""The settings of an assessment, for its office."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kaoping.actions.close_entry import close_entry
from kaoping.actions.fill_calendar import fill_calendar
from kaoping.actions.open_entry import open_entry
from kaoping.actions.set_calendar_day import set_calendar_day
from kaoping.actions.set_options import set_options
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.core.words import NO_WORD, YES_WORD
from kaoping.records.access import permit
from kaoping.records.options import Options, options_of
from kaoping.records.queries.calendar import calendar_years
from kaoping.records.queries.owing import everything_asked
from kaoping.records.states import STATES
from kaoping.web.pages.settings.calendar import calendar_sheet, known_said, year_shown
from kaoping.web.pages.settings.forms import LABELS, WORKING, DayForm, OptionsForm
from kaoping.web.shared.forms import FormPage, form_answer, refuse_in
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.visit import Visit, visit

SAVED, NOTED = Text("设置已保存。", "The settings are saved."), Text("日历已更新。", "The calendar is changed.")
NOW = Text("现在的阶段：{stage}。", "The stage is now: {stage}.")
DAYS = Text("登记节假日或调休", "Add days to the calendar")
DAYS_PURPOSE = Text(
    "可以一次登记连续的几天，例如国庆节 7 天；周末上班的另登记一次。",
    "Several days in a row at once; weekends on which there is work are added apart.",
)
SAVE = Text("登记", "Add them")
FILLED = Text("已填入{year}年节假日和调休上班 {count} 天。", "Days of {year} filled in: {count}.")


@require_http_methods(["GET", "POST"])
@login_required
def settings(request: HttpRequest, key: int) -> HttpResponse:
    """考评设置: times and conditions, and the calendar."""
    visited = visit(request, key, "settings")
    known = options_of(visited.assessment.options)
    form = OptionsForm(known, visited.language, request.POST or None)
    if request.method == "POST":
        permit(visited.person, "set_options", visited.assessment)
        if form.is_valid():
            set_options(visited.person, visited.assessment, Options(**form.cleaned_data))
            messages.success(request, visited.said(SAVED))
            return HttpResponseRedirect(reverse("settings", args=[key]))
    add = reverse("calendar-days", args=[key])
    days = calendar_sheet(visited.assessment.calendar.all(), add, visited.language)
    context = {
        "stage": visited.said(STATES[visited.assessment.state]),
        "opens": visited.may("open_entry"),
        "closes": visited.may("close_entry"),
        "resume": reverse("resume-entry", args=[key]) if visited.may("resume_entry") else "",
        "to_stage": reverse("stage", args=[key]),
        "form": form if visited.may("set_options") else None,
        "kept": tuple(_kept(visited, known)),
        "add": add,
        "fill": reverse("fill-calendar", args=[key]),
        "known": known_said(visited.language),
        "years": [year_shown(one, visited.language) for one in calendar_years(visited.assessment)],
        "next_year": reverse("next-year", args=[key]),
        "table": arranged(days, asked_of(request)),
    }
    return render(request, "pages/settings/page.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
def stage(request: HttpRequest, key: int) -> HttpResponse:
    """Opens the entry, or closes it."""
    visited = visit(request, key, "settings")
    if request.POST.get("entry") == "open":
        open_entry(visited.person, visited.assessment)
    else:
        permit(visited.person, "close_entry", visited.assessment)
        missing = sum(one.owed for one in everything_asked(visited.assessment))
        if missing and "confirmed" not in request.POST:
            return _asks_to_close(request, visited, missing)
        close_entry(visited.person, visited.assessment)
    messages.success(request, visited.said(NOW, stage=STATES[visited.assessment.state]))
    return HttpResponseRedirect(reverse("settings", args=[key]))


def _asks_to_close(request: HttpRequest, visited: Visit, missing: int) -> HttpResponse:
    """Says what is still missing before the entry ends."""
    key = visited.assessment.pk
    context = {
        "missing": missing,
        "to_stage": reverse("stage", args=[key]),
        "progress": reverse("completeness", args=[key]),
        "back": reverse("settings", args=[key]),
    }
    return render(request, "pages/settings/closing.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def calendar_days(request: HttpRequest, key: int) -> HttpResponse:
    """Adds days to the calendar, or leaves them to the week again."""
    visited = visit(request, key, "settings")
    form = DayForm(visited.language, request.POST or None, request.GET)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            set_calendar_day(
                visited.person,
                visited.assessment,
                given["first"],
                WORKING[given["kind"]],
                given["name"].strip(),
                last=given["last"],
            )
        except Refused as refused:
            refuse_in(form, refused, visited.language)
        else:
            messages.success(request, visited.said(NOTED))
            return HttpResponseRedirect(reverse("settings", args=[key]))
    page = FormPage(visited.said(DAYS), visited.said(DAYS_PURPOSE), visited.said(SAVE), reverse("settings", args=[key]))
    return form_answer(request, page, form)


@require_POST
@login_required
def fill_year(request: HttpRequest, key: int) -> HttpResponse:
    """Fills the statutory days of a year into the calendar."""
    visited = visit(request, key, "settings")
    year = request.POST.get("year", "")
    count = fill_calendar(visited.person, visited.assessment, int(year) if year.isdecimal() else 0)
    messages.success(request, visited.said(FILLED, year=year, count=count))
    return HttpResponseRedirect(reverse("settings", args=[key]))


def _kept(visited: Visit, known: Options) -> Iterator[tuple[str, str]]:
    for name, label in LABELS.items():
        value = getattr(known, name)
        said = visited.said(YES_WORD if value else NO_WORD) if isinstance(value, bool) else str(value)
        yield visited.said(label), said
