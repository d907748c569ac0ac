"""Why the result changed between two runs that the reader may look at."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kaoping.core.text import Text
from kaoping.records.access import runs_for, unit_for, units_for
from kaoping.records.models import ScoreRun
from kaoping.records.queries.changes import Changes, changes_between
from kaoping.records.refusals import NotYours
from kaoping.schemes.assessment import Progress
from kaoping.web.pages.changes.build import ChangesBuilder
from kaoping.web.shared.frame import Link
from kaoping.web.shared.later import Later
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.runs import KEPT, scored
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.visit import Visit, visit

ONLY_ONE = Text(
    "至少有两次核算向您开放以后，这里说明结果为什么变了。",
    "Once two runs are open to you, this page says why the result changed.",
)
NUMBERED = Text("第{number}次核算", "run {number}")


@require_safe
@login_required
def changes(request: HttpRequest, key: int) -> HttpResponse:
    """为什么变了: all units that the reader may open."""
    visited = visit(request, key, "ranking")
    pair = _pair(visited, request)
    if pair is None:
        return render(request, "pages/changes/page.html", {"empty": Empty(visited.said(ONLY_ONE))})
    codes = set(units_for(visited.person, visited.assessment).values_list("code", flat=True))
    builder = _builder(visited, *pair)
    end = f"?from={pair[0].number}&to={pair[1].number}"
    sheet = builder.sheet(codes, lambda unit: f"{request.path}/{quote(unit, safe='')}{end}")
    asked = asked_of(request, kept=["from", "to"])
    if asked.export:
        return workbook_answer(sheet, asked, sheet.caption)
    context = {"table": arranged(sheet, asked), **_choice(visited, request, pair)}
    return render(request, "pages/changes/page.html", context)


@require_safe
@login_required
def unit_changes(request: HttpRequest, key: int, unit: str) -> HttpResponse:
    """One unit: every part, every item, every fact.

    Raises:
        NotYours: where the unit or the runs are not the reader's.
    """
    visited = visit(request, key, "ranking")
    found, pair = unit_for(visited.person, visited.assessment, unit), _pair(visited, request)
    if pair is None:
        raise NotYours
    content = _builder(visited, *pair).unit(found.code)
    end = f"?from={pair[0].number}&to={pair[1].number}"
    context = {"page": content, "all": f"{reverse('changes', args=[key])}{end}", **_choice(visited, request, pair)}
    return render(request, "pages/changes/unit.html", context)


def _pair(visited: Visit, request: HttpRequest) -> tuple[ScoreRun, ScoreRun] | None:
    """The two runs that the address names, otherwise the last two, the one with the earlier facts first.

    Raises:
        NotYours: where the address names one that is not the reader's.
    """
    known = {run.number: run for run in _runs(visited)}
    if len(known) < 2:
        return None
    numbers = list(known)
    wanted = [_number(request.GET.get(name, "")) or numbers[place] for name, place in (("from", 1), ("to", 0))]
    if any(number not in known for number in wanted):
        raise NotYours
    first, last = sorted((known[number] for number in wanted), key=lambda run: (run.as_of_entry, run.number))
    return first, last


def _runs(visited: Visit) -> list[ScoreRun]:
    found = runs_for(visited.person, visited.assessment).filter(state="done")
    return list(found.select_related("assessment", "version").distinct())


def _number(text: str) -> int:
    return int(text[:9]) if text.isascii() and text.isdigit() else 0


def _builder(visited: Visit, earlier: ScoreRun, later: ScoreRun) -> ChangesBuilder:
    found = _changes(earlier.pk, later.pk).found()
    return ChangesBuilder(earlier, later, found, (scored(earlier), scored(later)), visited.language)


@lru_cache(2 * KEPT)
def _changes(earlier: int, later: int) -> Later[Changes]:
    def compared(_: Progress) -> Changes:
        known = ScoreRun.objects.select_related("assessment", "version").in_bulk([earlier, later])
        return changes_between(known[earlier], known[later])

    return Later(compared)


def _choice(visited: Visit, request: HttpRequest, pair: tuple[ScoreRun, ScoreRun]) -> dict[str, object]:
    """The runs to choose from, for both ends."""
    known = _runs(visited)
    return {
        "choices": [
            (name, [Link(visited.said(NUMBERED, number=run.number), str(run.number), run == at) for run in known])
            for name, at in zip(("from", "to"), pair, strict=True)
        ],
        "path": request.path,
    }
