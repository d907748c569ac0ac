"""Saving some cells without leaving the page: only their units are read, and a fragment tells what became of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaoping.actions.save_values import Entered, Saved, save_values
from kaoping.core.defect import Refused
from kaoping.files.facts.asked import Asking
from kaoping.records.access import units_to_enter
from kaoping.records.models import Fact
from kaoping.records.queries.entry import Place
from kaoping.records.refusals import Conflicts
from kaoping.web.pages.entry.build import Sent
from kaoping.web.pages.entry.desk import lines_of, seen_in
from kaoping.web.pages.entry.lines import Lines, place_of_asked, values_of
from kaoping.web.pages.entry.saved import saved_of, told
from kaoping.web.pages.entry.words import NOTHING, SAVED
from kaoping.web.shared.visit import Visit

# What the grid's script asks with; a form that is sent whole comes without.
ASKED_BY = "X-Kaoping-Grid"
FRAGMENT = "pages/entry/saved_in_place.html"


def save_in_place(request: HttpRequest, visited: Visit) -> HttpResponse:
    """The fragment; where anything is refused, only the status, and the script sends the whole form instead."""
    fields = {name: str(value) for name, value in request.POST.items()}
    codes = _units(visited, fields)
    part, why = request.GET.get("part", ""), fields.get("why", "").strip()
    lines, _ = lines_of(visited, codes)
    entered = Sent(fields, seen_in(fields, visited), visited.language).changed(lines, part)
    if not entered:
        return render(request, FRAGMENT, {"says": visited.said(NOTHING)})
    try:
        saved = save_values(visited.person, visited.assessment, entered, why)
    except Refused:
        return HttpResponse(status=422)
    except Conflicts:
        return HttpResponse(status=409)
    return render(request, FRAGMENT, _context(visited, lines, part, entered, saved))


def _context(visited: Visit, lines: Lines, part: str, entered: Sequence[Entered], saved: Saved) -> dict[str, object]:
    """What is shown of what was saved; what is asked stays the same, who may see it too."""
    after = saved.afterwards
    now = replace(lines, asking=Asking(after.basis.settled, after.facts))
    asked = told(entered) if saved.count else ""
    return {
        "says": visited.said(SAVED if saved.count else NOTHING, count=saved.count),
        "saved": saved_of(visited, now.asking, _shown(now, part), asked, after.basis),
        "versions": dict(_versions(now, part, entered, saved.ends)),
    }


def _units(visited: Visit, fields: Mapping[str, str]) -> list[str]:
    """The units of the cells: a line's key begins with its unit."""
    lines = {name.split(":", 2)[1] for name in fields if name.startswith("cell:")}
    named = {line.partition(" ")[0] for line in lines}
    return list(
        units_to_enter(visited.person, visited.assessment).filter(code__in=named).values_list("code", flat=True)
    )


def _shown(lines: Lines, part: str) -> frozenset[tuple[str, str]]:
    return frozenset((one.unit.id, one.item) for _, _, one in values_of(lines.lines(part)))


def _versions(
    lines: Lines, part: str, entered: Iterable[Entered], ends: Mapping[Place, Fact]
) -> Iterator[tuple[str, object]]:
    """The hidden fields of the cells with the facts that stand there now."""
    places: Collection[object] = {one.place for one in entered}
    for line, column, one in values_of(lines.lines(part)):
        if place_of_asked(one) in places:
            fact = ends.get(place_of_asked(one))
            counts = fact is not None and fact.state != "withdrawn"
            yield f"version:{line.key}:{column}", fact.pk if fact and counts else ""
