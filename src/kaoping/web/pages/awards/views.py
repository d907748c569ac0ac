"""The awards of a stored run, as far as the reader may see its results."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kaoping.core.text import Text
from kaoping.records.access import results_for, units_for, units_of
from kaoping.records.models import ScoreRun
from kaoping.web.pages.awards.build import AwardsBuilder
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.runs import run_said, scored, shown_run, stage_of
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.visit import Visit, visit

NOTHING = Text("核算完成并向您开放以后，这里显示评优结果。", "Awards appear here once a run is open to you.")
NO_AWARDS = Text("本方案没有设奖项。", "This scheme has no awards.")


@require_safe
@login_required
def awards(request: HttpRequest, key: int) -> HttpResponse:
    """评优: one award at a time, everybody with the reason."""
    visited = visit(request, key, "ranking")
    run = shown_run(visited, request)
    if run is None or not scored(run).settled.scheme.awards:
        empty = Empty(visited.said(NOTHING if run is None else NO_AWARDS))
        return render(request, "pages/awards/page.html", {"empty": empty})
    found = scored(run)
    known = [award.id for award in found.settled.scheme.awards]
    award = asked if (asked := request.GET.get("award", "")) in known else known[0]
    builder = _builder(visited, run)
    sheet, wanted = builder.sheet(award), asked_of(request, kept=["award", "run"])
    if wanted.export:
        return workbook_answer(sheet, wanted, sheet.caption)
    context = {
        "tabs": builder.tabs(award, lambda one: f"{request.path}?award={one}&run={run.number}"),
        "summary": builder.summary(award),
        "table": arranged(sheet, wanted),
        "purpose": run_said(run, visited.language, units_of(visited.person, visited.assessment)),
    }
    return render(request, "pages/awards/page.html", context)


def _builder(visited: Visit, run: ScoreRun) -> AwardsBuilder:
    seen = set(results_for(visited.person, run).values_list("unit", flat=True))
    mine = set(units_for(visited.person, visited.assessment).values_list("code", flat=True))
    cards = reverse("scorecards", args=[visited.assessment.pk])

    def card(unit: str) -> str:
        return f"{cards}/{quote(unit, safe='')}?run={run.number}" if unit in mine else ""

    return AwardsBuilder(scored(run), seen, visited.language, card, stage_of(run) == "published")
