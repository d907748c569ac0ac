"""Saving some cells of a grid without leaving the page: a fragment tells what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaoping.core.defect import Refused
from kaoping.records.access import units_to_enter
from kaoping.records.refusals import Conflicts
from kaoping.web.pages.entry.saved import SavedUnit
from kaoping.web.pages.entry.words import NOTHING, SAVED
from kaoping.web.shared.visit import Visit

# What the grid's script asks with; a form that is sent whole comes without.
ASKED_BY = "X-Kaoping-Grid"
FRAGMENT = "pages/entry/saved_in_place.html"


@dataclass(frozen=True)
class InPlace:
    """How many cells were saved, what is shown of their units, and the facts that stand in hidden fields from now."""

    count: int = 0
    saved: tuple[SavedUnit, ...] = ()
    versions: Mapping[str, object] = field(default_factory=dict)


def answer_in_place(request: HttpRequest, visited: Visit, save: Callable[[], InPlace]) -> HttpResponse:
    """The fragment; where anything is refused, only the status, and the script sends the whole form instead."""
    try:
        done = save()
    except Refused:
        return HttpResponse(status=422)
    except Conflicts:
        return HttpResponse(status=409)
    says = visited.said(SAVED if done.count else NOTHING, count=done.count)
    return render(request, FRAGMENT, {"says": says, "saved": done.saved, "versions": done.versions})


def units_of_cells(visited: Visit, fields: Mapping[str, str]) -> list[str]:
    """The units of the cells that the person may enter: a line's key begins with its unit."""
    lines = {name.split(":", 2)[1] for name in fields if name.startswith("cell:")}
    named = {line.partition(" ")[0] for line in lines}
    return list(
        units_to_enter(visited.person, visited.assessment).filter(code__in=named).values_list("code", flat=True)
    )
