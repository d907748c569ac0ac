"""The analysis of the readings of a run: asked for once, computed in the background, then kept."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kaoping.actions.background import analyse_in_background
from kaoping.core.text import Text
from kaoping.records.canonical import parsed
from kaoping.records.models import ReadingAnalysis, ScoreRun
from kaoping.records.queries.runs import settled_of
from kaoping.records.queries.schemes import confirmations
from kaoping.records.refusals import NotYours
from kaoping.reports.naming import unit_labels
from kaoping.web.pages.readings.build import AnalysisBuilder
from kaoping.web.shared.parts import Progress
from kaoping.web.shared.runs import run_said, scored, shown_run
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.visit import Visit, visit

BEGUN = Text("已开始分析。", "The analysis has begun.")
COMPUTING = Text("正在逐条改换口径试算", "Trying one reading after another")


@require_http_methods(["GET", "POST"])
@login_required
def readings_analysis(request: HttpRequest, key: int) -> HttpResponse:
    """口径影响: by reading or by unit, once it has been computed.

    Raises:
        NotYours: for whoever does not see every unit.
    """
    visited = visit(request, key, "runs")
    run = shown_run(visited, request)
    if request.method == "POST":
        if run is None:
            raise NotYours
        analyse_in_background(visited.person, run)
        messages.success(request, visited.said(BEGUN))
        return HttpResponseRedirect(f"{reverse('readings-analysis', args=[key])}?run={run.number}")
    analysis = ReadingAnalysis.objects.filter(run=run).first() if run else None
    if run is None or analysis is None or analysis.state != "done":
        return _waiting(request, visited, run, analysis)
    return _shown(request, visited, run, analysis)


def _waiting(
    request: HttpRequest, visited: Visit, run: ScoreRun | None, analysis: ReadingAnalysis | None
) -> HttpResponse:
    computing = analysis is not None and analysis.state == "computing"
    progress = (
        Progress(visited.said(COMPUTING), analysis.done, max(analysis.whole, 1)) if analysis and computing else None
    )
    context = {
        "purpose": run_said(run, visited.language) if run else "",
        "progress": progress,
        "failed": analysis is not None and analysis.state == "failed",
        "starts": run is not None and not computing and visited.may("analyse_readings"),
        "run": run is not None,
    }
    return render(request, "pages/readings/waiting.html", context)


def _shown(request: HttpRequest, visited: Visit, run: ScoreRun, analysis: ReadingAnalysis) -> HttpResponse:
    builder = AnalysisBuilder(
        parsed(analysis.content),
        {one.id: one for one in settled_of(run).file.readings},
        frozenset(confirmations(run.version)),
        unit_labels(scored(run).facts.units),
        visited.language,
    )
    view = "units" if request.GET.get("view") == "units" else "readings"
    sheet = builder.by_unit() if view == "units" else builder.by_reading()
    asked = asked_of(request, kept=["run", "view"])
    if asked.export:
        return workbook_answer(sheet, asked, sheet.caption)
    context = {
        "tabs": builder.tabs(view, lambda one: f"{request.path}?run={run.number}&view={one}"),
        "table": arranged(sheet, asked),
        "notes": builder.notes() if view == "readings" else (),
        "purpose": run_said(run, visited.language),
    }
    return render(request, "pages/readings/page.html", context)
