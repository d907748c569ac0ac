"""The ranking of a stored run, as far as the reader may see it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kaoping.core.text import Language, Text
from kaoping.records.access import results_for, units_for, units_of
from kaoping.records.canonical import parsed
from kaoping.records.models import ReadingAnalysis, ScoreRun
from kaoping.records.queries.schemes import confirmations
from kaoping.web.pages.ranking.build import EMPTY, Addresses, Doubts, RankingBuilder, shown_group
from kaoping.web.pages.ranking.computed import ranked_groups
from kaoping.web.pages.ranking.content import RankedGroup
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.runs import KEPT, run_said, scored, shown_run
from kaoping.web.shared.table import Asked, Table, arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.visit import Visit, allowed, visit
from kaoping.web.shared.ways import ways_of

MARK = Text("示例数据 · 虚构", "demonstration data · invented")
UNRELEASED = Text("核算结果还没有下发核对。", "No result has been released yet.")
NOT_YET = Text("核算完成并向您开放以后，这里显示名次。", "The ranking appears here once a run is open to you.")


@require_safe
@login_required
def ranking(request: HttpRequest, key: int) -> HttpResponse:
    """排名: the groups that the reader may see, one of them as a table."""
    visited = visit(request, key, "ranking")
    run = shown_run(visited, request)
    groups = [] if run is None else visible_groups(visited, run)
    if run is None or not groups:
        empty = Empty(visited.said(EMPTY if "runs" in allowed(visited.roles) else UNRELEASED))
        return render(request, "pages/ranking/none.html", {"empty": empty, "purpose": visited.said(NOT_YET)})
    asked, shown = asked_of(request, kept=["group", "run"]), shown_group(groups, request.GET.get("group", ""))
    builder = RankingBuilder(visited.language, _addresses(visited, run), _doubts(visited, run))
    if asked.export:
        sheet = builder.sheet(shown)
        return workbook_answer(sheet, asked, sheet.caption, visited.said(MARK) if visited.assessment.sample else "")
    context = {
        "page": builder.content(groups, shown),
        "table": _table(builder, shown, asked),
        "purpose": run_said(run, visited.language, units_of(visited.person, visited.assessment)),
        "ways": ways_of(visited, run),
    }
    return render(request, "pages/ranking/page.html", context)


def visible_groups(visited: Visit, run: ScoreRun) -> list[RankedGroup]:
    """The groups with the units whose results the reader may see; lines are drawn only through whole groups."""
    seen = set(results_for(visited.person, run).values_list("unit", flat=True))
    found = [_seen(group, seen) for group in _groups(run.pk, run.digest, visited.language)]
    return [group for group in found if group.units]


@lru_cache(2 * KEPT)
def _groups(key: int, digest: str, language: Language) -> tuple[RankedGroup, ...]:
    return ranked_groups(scored(ScoreRun.objects.get(pk=key, digest=digest)), language)


def _seen(group: RankedGroup, units: Collection[str]) -> RankedGroup:
    seen = tuple(unit for unit in group.units if unit.unit in units)
    if len(seen) == len(group.units):
        return group
    complete = sum(unit.score is not None for unit in seen)
    return replace(group, units=seen, count=len(seen), complete=complete, vetoed=0, cuts=(), line=None)


def _table(builder: RankingBuilder, group: RankedGroup, asked: Asked) -> Table:
    """In its own order only the rows of the window are made; sorted or filtered, all of them."""
    if asked.sort or asked.words:
        return arranged(builder.sheet(group), asked)
    last = max((len(group.units) + asked.size - 1) // asked.size, 1)
    first = (min(asked.page, last) - 1) * asked.size
    window = replace(group, units=group.units[first : first + asked.size], skipped=first)
    return arranged(builder.sheet(window), asked, count=len(group.units))


def _doubts(visited: Visit, run: ScoreRun) -> Doubts:
    """Whose rank or award depends on a reading that nobody has confirmed, where that was analysed."""
    analysis = ReadingAnalysis.objects.filter(run=run, state="done").first()
    if analysis is None or "runs" not in allowed(visited.roles):
        return Doubts()
    known = confirmations(run.version)
    open_ones = [one["changed"] for one in parsed(analysis.content)["alone"] if one["reading"] not in known]
    found = ({unit for changed in open_ones for unit in changed[aspect]} for aspect in ("rank", "award"))
    return Doubts(*found)


def _addresses(visited: Visit, run: ScoreRun) -> Addresses:
    """Links to scorecards only where the reader may open them."""
    here, cards = (reverse(place, args=[visited.assessment.pk]) for place in ("ranking", "scorecards"))
    mine = set(units_for(visited.person, visited.assessment).values_list("code", flat=True))

    def scorecard(unit: str) -> str:
        return f"{cards}/{quote(unit, safe='')}?run={run.number}" if unit in mine else ""

    readings, owing = (reverse(place, args=[visited.assessment.pk]) for place in ("readings-analysis", "completeness"))
    return Addresses(
        group=lambda group: f"{here}?group={group}&run={run.number}",
        scorecard=scorecard,
        comparison=lambda _: f"{readings}?run={run.number}&view=units",
        remind=(lambda _: owing) if visited.may("remind") else None,
    )
