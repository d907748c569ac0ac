"""Saving some cells without leaving the page: only their units are read, and a fragment tells what became of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaoping.actions.save_values import Entered
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.access import units_to_enter
from kaoping.records.refusals import Conflicts
from kaoping.web.pages.entry.build import Sent
from kaoping.web.pages.entry.desk import Table, save, saved_table, seen_in, table_of
from kaoping.web.pages.entry.lines import place_of_asked, values_of
from kaoping.web.pages.entry.saved import saved_of, told
from kaoping.web.shared.visit import Visit

# What the grid's script asks with; a form that is sent whole comes without.
ASKED_BY = "X-Kaoping-Grid"
SAVED, NOTHING = Text("已保存 {count} 项。", "Saved: {count}."), Text("没有改动。", "Nothing was changed.")


def save_in_place(request: HttpRequest, visited: Visit) -> HttpResponse:
    """The fragment; where anything is refused, only the status, and the script sends the whole form instead."""
    fields = {name: str(value) for name, value in request.POST.items()}
    codes = _units(visited, fields)
    part, why = request.GET.get("part", ""), fields.get("why", "").strip()
    table = table_of(visited, codes)
    entered = Sent(fields, seen_in(fields, visited), visited.language).changed(table.lines, part)
    try:
        count = save(visited, entered, why, own=False)
    except Refused:
        return HttpResponse(status=422)
    except Conflicts:
        return HttpResponse(status=409)
    now = saved_table(visited, codes, table)
    context = {
        "says": visited.said(SAVED if count else NOTHING, count=count),
        "saved": saved_of(visited, now.lines.asking, _shown(now, part), told(entered) if count else ""),
        "versions": dict(_versions(now, part, entered)),
    }
    return render(request, "pages/entry/saved_in_place.html", context)


def _units(visited: Visit, fields: Mapping[str, str]) -> list[str]:
    """The units of the cells: a line's key begins with its unit."""
    lines = {name.split(":", 2)[1] for name in fields if name.startswith("cell:")}
    named = {line.partition(" ")[0] for line in lines}
    return list(
        units_to_enter(visited.person, visited.assessment).filter(code__in=named).values_list("code", flat=True)
    )


def _shown(table: Table, part: str) -> frozenset[tuple[str, str]]:
    return frozenset((one.unit.id, one.item) for _, _, one in values_of(table.lines.lines(part)))


def _versions(table: Table, part: str, entered: Iterable[Entered]) -> Iterator[tuple[str, object]]:
    """The hidden fields of the cells with the facts that stand there now."""
    places: Collection[object] = {one.place for one in entered}
    for line, column, one in values_of(table.lines.lines(part)):
        if place_of_asked(one) in places:
            fact = table.builder.known.get(place_of_asked(one))
            counts = fact is not None and fact.state != "withdrawn"
            yield f"version:{line.key}:{column}", fact.pk if fact and counts else ""
