"""Scorecards of a stored run: the list, one card in three depths, and the text behind a clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kaoping.core.text import Text
from kaoping.records.access import result_for, results_for, units_for, units_of
from kaoping.records.models import ScoreRun
from kaoping.records.queries.runs import settled_of
from kaoping.records.queries.schemes import confirmed, settled, settled_now
from kaoping.records.refusals import NotYours
from kaoping.schemes.compile import compile_scheme
from kaoping.web.pages.scorecard.build import ScorecardBuilder, depth_of
from kaoping.web.pages.scorecard.ledger import Sources, peer_scores
from kaoping.web.pages.scorecard.list import list_of
from kaoping.web.pages.scorecard.stamps import Stamps
from kaoping.web.pages.scorecard.still import Still
from kaoping.web.pages.scorecard.stored import Addresses, given_in, provenance_of
from kaoping.web.shared.runs import KEPT, run_said, scored, shown_run
from kaoping.web.shared.scheme_source import marks, marks_of_version, passage_of
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.visit import Visit, allowed, visit

JSON = "application/json"


@require_safe
@login_required
def scorecards(request: HttpRequest, key: int) -> HttpResponse:
    """得分表: the units whose scorecards the reader may open; straight to the card where it is one."""
    visited = visit(request, key, "scorecards")
    run = shown_run(visited, request)
    codes = list(units_for(visited.person, visited.assessment).values_list("code", flat=True))
    results = [] if run is None else list(results_for(visited.person, run).filter(unit__in=codes))
    if run is not None and len(results) == 1:
        return HttpResponseRedirect(_address(run, results[0].unit))
    asked = asked_of(request, kept=["run"])
    end = f"?run={run.number}" if run else ""
    sheet = list_of(
        results, lambda unit: f"{request.path}/{quote(unit, safe='')}{end}", visited.language, _groups(visited, run)
    )
    if asked.export:
        return workbook_answer(sheet, asked, sheet.caption)
    purpose = run_said(run, visited.language, units_of(visited.person, visited.assessment)) if run else ""
    return render(request, "pages/scorecard/list.html", {"table": arranged(sheet, asked), "purpose": purpose})


@require_safe
@login_required
def scorecard(request: HttpRequest, key: int, unit: str) -> HttpResponse:
    """One unit's card.

    Raises:
        NotYours: where the reader may not open it.
    """
    visited = visit(request, key, "scorecards")
    run = shown_run(visited, request)
    if run is None:
        raise NotYours
    builder = _builder(visited, run, unit)
    if request.GET.get("format") == "json":
        answer = HttpResponse(builder.trace(), content_type=JSON)
        answer.headers["Content-Disposition"] = f'attachment; filename="scorecard-{run.number}.json"'
        return answer
    depth = depth_of(request.GET.get("depth", ""))
    stamps = _stamps(visited, run, unit)
    asked = asked_of(request, kept=["run", "depth"])
    if asked.export:
        return workbook_answer(stamps.sheet(), asked, stamps.sheet().caption)
    still = Still(visited, run, unit)
    context = {
        "page": replace(builder.content(depth), still=still.sentences(), ways=still.ways()),
        "purpose": run_said(run, visited.language, units_of(visited.person, visited.assessment)),
        "record": f"{_address(run, unit)}&format=json",
        "stamps": arranged(stamps.sheet(), asked) if depth == "trace" else None,
        "opened_by": stamps.who_opens(),
    }
    return render(request, "pages/scorecard/page.html", context)


def _groups(visited: Visit, run: ScoreRun | None) -> dict[str, str]:
    """The names of the groups of a run's scheme."""
    groups = settled_of(run).scheme.groups if run else ()
    return {one.id: visited.said(Text(one.name, one.english or one.name)) for one in groups}


def _stamps(visited: Visit, run: ScoreRun, unit: str) -> Stamps:
    return Stamps(run, unit, scored(run).programs[unit], visited.language, _addresses(visited).fact)


@require_safe
@login_required
def clause(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """The original text around a clause, to be shown beside a page: of the scheme of a run, of a version, or in force.

    Raises:
        NotYours: where there is no such clause.
    """
    visited = visit(request, key, "scheme")
    if number := request.GET.get("version"):
        return _clause_of_version(request, visited, number, name)
    named = shown_run(visited, request) if request.GET.get("run") else None
    under = settled_of(named) if named else settled_now(visited.assessment)
    programs = [compile_scheme(under.scheme), *(scored(named).programs.values() if named else ())]
    place = marks(visited.assessment, named.number if named else None)
    return render(request, "clause.html", {"passage": passage_of(place, under, programs, name)})


def _clause_of_version(request: HttpRequest, visited: Visit, number: str, name: str) -> HttpResponse:
    version = visited.assessment.schemes.filter(number=number).first() if number.isdecimal() else None
    if version is None:
        raise NotYours
    under = settled(version, confirmed(version))
    found = passage_of(
        marks_of_version(visited.assessment, version.number), under, [compile_scheme(under.scheme)], name
    )
    return render(request, "clause.html", {"passage": found})


def _builder(visited: Visit, run: ScoreRun, unit: str) -> ScorecardBuilder:
    result = result_for(visited.person, run, unit)
    found = scored(run)
    program = found.programs[unit]
    sources = Sources(
        clause=marks(visited.assessment, run.number),
        peers=_peers(run.pk, run.digest, result.group),
        provenance=provenance_of(result, visited.language, _addresses(visited)),
        given=given_in(run, unit, program, visited.language),
        review=Still(visited, run, unit).of_item(),
    )
    here = _address(run, unit)
    return ScorecardBuilder(found, unit, visited.language, sources, lambda depth: f"{here}&depth={depth}")


def _addresses(visited: Visit) -> Addresses:
    """The history of a fact is for those who may open the pages of entering, its files for all who see the card."""
    key, opens = visited.assessment.pk, "entry" in allowed(visited.roles)
    return Addresses(
        fact=lambda fact: reverse("fact", args=[key, fact]) if opens else "",
        file=lambda file: reverse("evidence", args=[key, file]),
    )


def _address(run: ScoreRun, unit: str) -> str:
    return f"{reverse('scorecard', args=[run.assessment_id, unit])}?run={run.number}"


@lru_cache(4 * KEPT)
def _peers(key: int, digest: str, group: str) -> Mapping[str, tuple[Fraction, ...]]:
    return peer_scores(scored(ScoreRun.objects.get(pk=key, digest=digest)), group)
