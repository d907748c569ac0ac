"""零报告: one item or veto and one of its bodies, the units, which of them are declared, the form that declares more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kaoping.actions.declare_checked import declare_checked
from kaoping.core.text import Text
from kaoping.records.canonical import parsed
from kaoping.records.queries.facts import current
from kaoping.records.refusals import NotYours
from kaoping.schemes.responsible import named_body
from kaoping.web.pages.declarations.desk import Desk, desk_of
from kaoping.web.shared.entering import ASSESSING, tabs_of
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty, Progress
from kaoping.web.shared.visit import Visit, visit

PURPOSE = Text(
    "逐项核查完毕、没有（其他）可扣分的，请提交零报告。同一指标由几个部门考评的，各部门分别提交，缺一份都不能下发核对。",
    "Declare what was checked and has nothing (more) to deduct. Each body of an item declares for itself; nothing is "
    "released before all have.",
)
DONE, NOTHING = Text("已提交 {count} 项零报告。", "Declared: {count}."), Text("没有选择单位。", "No unit was chosen.")
NOT_NEEDED = Text(
    "没有由您提交的零报告：由您考评的指标都不要求零报告。",
    "There is nothing for you to declare: none of the items that you assess asks for it.",
)
BACK = Text("打分与数据", "Points and data")
PROGRESS = Text("已报", "Declared")
BY = Text("{who} {on}", "{who}, {on}")


@dataclass(frozen=True)
class UnitLine:
    """A unit under an item: whether the body has declared it, what was found there, why it cannot be declared."""

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
    desk = desk_of(visited)
    place = _one_of(request.GET.get("item", ""), desk.places)
    bodies = desk.bodies(place)
    body = _one_of(request.GET.get("body", ""), bodies)
    if request.method == "POST" and place:
        chosen = [(unit, place) for unit in request.POST.getlist("unit") if unit in desk.named.units]
        count = declare_checked(visited.person, visited.assessment, chosen, body) if chosen else 0
        messages.success(request, visited.said(DONE if chosen else NOTHING, count=count))
        return HttpResponseRedirect(_address(request, place, body))
    lines = _lines(visited, desk, place, body) if place else []
    done = sum(bool(line.declared) for line in lines)
    context = {
        "tabs": tabs_of(visited, "declared"),
        "purpose": visited.said(PURPOSE),
        "places": [Link(name, _address(request, one), one == place) for one, name in desk.places.items()],
        "bodies": [Link(name, _address(request, place, one), one == body) for one, name in bodies.items()],
        "for_others": body not in desk.entering.bodies and bool(body),
        "caption": desk.places.get(place, ""),
        "lines": lines,
        "progress": Progress(visited.said(PROGRESS), done, len(lines)),
        "open": any(not line.declared and not line.closed for line in lines),
        "address": _address(request, place, body),
        "empty": Empty(visited.said(NOT_NEEDED), visited.said(BACK), reverse("entry", args=[key])),
    }
    return render(request, "pages/declarations/page.html", context)


def _one_of(wanted: str, known: Mapping[str, str]) -> str:
    return wanted if wanted in known else next(iter(known), "")


def _address(request: HttpRequest, place: str, body: str = "") -> str:
    return f"{request.path}?{urlencode({'item': place, **({'body': body} if body else {})})}"


def _lines(visited: Visit, desk: Desk, place: str, body: str) -> list[UnitLine]:
    declared = _declared(visited, desk, place, body)
    rows = current(visited.assessment).filter(table__in=("findings", "events", "claims", "vetoes")).order_by()
    found = Counter(
        unit for unit, item in rows.values_list("unit", "item") if item == place or item.startswith(f"{place}.")
    )
    return [
        UnitLine(code, desk.named.unit(code), declared.get(code, ""), found[code], desk.closed(code, place))
        for code in desk.units(place, body)
    ]


def _declared(visited: Visit, desk: Desk, place: str, body: str) -> dict[str, str]:
    """When the body has declared which units; where no body is named for the place, who has."""
    facts = current(visited.assessment).filter(table="declared", item=place)
    told = ((fact.unit, parsed(fact.content)) for fact in facts)
    return {
        unit: visited.said(BY, who=row["by"], on=row.get("on", "")).strip()
        for unit, row in told
        if not body or named_body(desk.named.settled.scheme, str(row["by"])) == body
    }
