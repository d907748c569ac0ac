"""Runs: the list and the start of one, one run with what can be done next, its release and its downloads."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.background import compute_in_background
from kaoping.actions.release_run import release_run
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.access import permit, run_for, runs_for
from kaoping.records.models import ScoreRun
from kaoping.records.queries.obstacles import before_release
from kaoping.records.verbs import VERBS
from kaoping.web.pages.runs.build import RunBuilder
from kaoping.web.pages.runs.forms import RunForm
from kaoping.web.pages.runs.list import Addresses, list_of
from kaoping.web.shared.obstacles import obstacles_of
from kaoping.web.shared.runs import stage_of
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.visit import Visit, visit

BEGUN = Text("第{number}次核算已经开始。", "Scoring run {number} has begun.")
RELEASED = Text("已下发各单位核对。", "Released to the units.")
KNOWN = ("release", "freeze__publication", "version", "started_by", "assessment")


@require_http_methods(["GET", "POST"])
@login_required
def runs(request: HttpRequest, key: int) -> HttpResponse:
    """核算: all runs, and the form that starts one."""
    visited = visit(request, key, "runs")
    found = list(runs_for(visited.person, visited.assessment).select_related(*KNOWN))
    latest = found[0].number if found else 0
    if request.method == "POST":
        return _started(request, visited, found, RunForm(visited.language, latest, request.POST))
    return _list(request, visited, found, RunForm(visited.language, latest))


def _list(
    request: HttpRequest, visited: Visit, found: list[ScoreRun], form: RunForm, status: int = 200
) -> HttpResponse:
    key = visited.assessment.pk
    addresses = Addresses(
        run=lambda number: reverse("run", args=[key, number]),
        ranking=lambda number: f"{reverse('ranking', args=[key])}?run={number}",
    )
    asked, sheet = asked_of(request), list_of(found, addresses, visited.language)
    if asked.export:
        return workbook_answer(sheet, asked, sheet.caption)
    may = visited.may("start_run")
    context = {"table": arranged(sheet, asked), "form": form if may else None}
    return render(request, "pages/runs/page.html", context, status=status)


def _started(request: HttpRequest, visited: Visit, found: list[ScoreRun], form: RunForm) -> HttpResponse:
    permit(visited.person, "start_run", visited.assessment)
    if not form.is_valid():
        return _list(request, visited, found, form, status=422)
    given = form.cleaned_data
    try:
        made = compute_in_background(visited.person, visited.assessment, given["on"], after=given["after"])
    except Refused as refused:
        form.add_error(None, [defect.in_language(visited.language) for defect in refused.defects])
        return _list(request, visited, found, form, status=422)
    messages.success(request, visited.said(BEGUN, number=made.number))
    return HttpResponseRedirect(reverse("run", args=[visited.assessment.pk, made.number]))


@require_safe
@login_required
def run(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """One run: what it rests on, what it led to, what can be done with it next."""
    visited = visit(request, key, "runs")
    found = _run(visited, number)
    stage = stage_of(found)
    obstacles = (
        before_release(found) if stage == "done" and visited.assessment.state in VERBS["release_run"].states else []
    )
    content = RunBuilder(found, visited).content()
    releases = stage == "done" and visited.may("release_run") and not obstacles
    told = obstacles_of(obstacles, visited.assessment, visited.language)
    context = {"page": content, "obstacles": told, "releases": releases}
    answer = render(request, "pages/runs/run.html", context)
    if "HX-Request" in request.headers and found.state != "computing":
        answer.headers["HX-Refresh"] = "true"  # done: what comes next stands outside the part that is asked for again
    return answer


@require_http_methods(["GET", "POST"])
@login_required
def release(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """下发核对: what becomes visible and what begins, then the step itself.

    Raises:
        NotAllowed: unless for the office, before the result is frozen.
        Refused: with everything that stands in the way.
    """
    visited = visit(request, key, "runs")
    found = _run(visited, number)
    if request.method == "POST":
        release_run(visited.person, found)
        messages.success(request, visited.said(RELEASED))
        return HttpResponseRedirect(reverse("run", args=[key, number]))
    permit(visited.person, "release_run", visited.assessment)
    obstacles = before_release(found)
    if obstacles:
        raise Refused(obstacles)
    return render(request, "pages/runs/release.html", {"step": RunBuilder(found, visited).confirmation()})


def _run(visited: Visit, number: int) -> ScoreRun:
    run_for(visited.person, visited.assessment, number)
    return visited.assessment.runs.select_related(*KNOWN).get(number=number)
