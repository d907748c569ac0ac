"""零报告: one item or veto, its units, which of them are declared, and the form that declares more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kaoping.actions.declare_checked import declare_checked
from kaoping.actions.entering import Entering, entering_of
from kaoping.core.text import Text
from kaoping.files.facts.declared import declarable
from kaoping.records.canonical import parsed
from kaoping.records.queries.entry import shapes_of
from kaoping.records.queries.facts import current
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import NotYours
from kaoping.web.shared.entering import ASSESSING, tabs_of
from kaoping.web.shared.frame import Link
from kaoping.web.shared.named import Named
from kaoping.web.shared.parts import Empty, Progress
from kaoping.web.shared.visit import Visit, visit

PURPOSE = Text(
    "逐项核查完毕、没有（其他）可扣分的，请提交零报告；考核办要求零报告的，缺一项都不能下发核对。",
    "Declare what was checked and has nothing (more) to deduct; where the office asks for it, nothing is released "
    "before all of it is declared.",
)
DONE, NOTHING = Text("已提交 {count} 项零报告。", "Declared: {count}."), Text("没有选择单位。", "No unit was chosen.")
NOT_NEEDED = Text("没有由您提交的零报告。", "There is nothing for you to declare.")
PROGRESS = Text("已报", "Declared")
BY = Text("{who} {on}", "{who}, {on}")


@dataclass(frozen=True)
class UnitLine:
    """A unit under an item: whether it is declared and by whom, what was found there, why it cannot be declared."""

    code: str
    name: str
    declared: str
    found: int
    closed: str


@require_http_methods(["GET", "POST"])
@login_required
def declarations(request: HttpRequest, key: int) -> HttpResponse:
    """The page.

    Raises:
        NotYours: for people who assess nothing.
    """
    visited = visit(request, key, "entry")
    if not visited.roles & ASSESSING:
        raise NotYours
    settled = settled_now(visited.assessment)
    named = Named(settled, shapes_of(visited.assessment, settled), visited.language)
    entering = entering_of(visited.person, visited.assessment, settled, named.facts)
    places = _places(named, entering)
    wanted = request.GET.get("item", "")
    place = wanted if wanted in places else next(iter(places), "")
    here = f"{reverse('declarations', args=[key])}?item={place}"
    if request.method == "POST" and place:
        chosen = [(unit, place) for unit in request.POST.getlist("unit") if unit in named.units]
        count = declare_checked(visited.person, visited.assessment, chosen) if chosen else 0
        messages.success(request, visited.said(DONE if chosen else NOTHING, count=count))
        return HttpResponseRedirect(here)
    lines = _lines(visited, named, entering, place) if place else []
    done = sum(bool(line.declared) for line in lines)
    context = {
        "tabs": tabs_of(visited, "declared"),
        "purpose": visited.said(PURPOSE),
        "places": [Link(title, f"{request.path}?item={one}", one == place) for one, title in places.items()],
        "caption": places.get(place, ""),
        "lines": lines,
        "progress": Progress(visited.said(PROGRESS), done, len(lines)),
        "open": any(not line.declared and not line.closed for line in lines),
        "address": here,
        "empty": Empty(visited.said(NOT_NEEDED)),
    }
    return render(request, "pages/declarations/page.html", context)


def _places(named: Named, entering: Entering) -> dict[str, str]:
    """The items and vetoes of which the person may declare something."""
    found: dict[str, str] = {}
    for unit, form in named.forms.items():
        for place in declarable(form):
            if place not in found and entering.may_ever("declared", unit, place):
                found[place] = named.place(unit, place)
    return found


def _lines(visited: Visit, named: Named, entering: Entering, place: str) -> list[UnitLine]:
    declared = _declared(visited, place)
    rows = current(visited.assessment).filter(table__in=("findings", "events", "claims", "vetoes")).order_by()
    found = Counter(
        unit for unit, item in rows.values_list("unit", "item") if item == place or item.startswith(f"{place}.")
    )
    return [
        UnitLine(code, name, declared.get(code, ""), found[code], _closed(visited, entering, code, place))
        for code, name in named.units.items()
        if place in declarable(named.forms[code])
    ]


def _declared(visited: Visit, place: str) -> dict[str, str]:
    facts = current(visited.assessment).filter(table="declared", item=place)
    told = ((fact.unit, parsed(fact.content)) for fact in facts)
    return {unit: visited.said(BY, who=row["by"], on=row.get("on", "")).strip() for unit, row in told}


def _closed(visited: Visit, entering: Entering, unit: str, place: str) -> str:
    refusal = entering.refusal("declared", unit, place)
    return "" if refusal is None else visited.said(refusal)
