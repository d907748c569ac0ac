"""打分与填报: a window of units and the values that the reader may enter; what is saved comes back as it counts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kaoping.actions.save_values import Entered
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text, verbatim
from kaoping.records.models import Fact
from kaoping.records.queries.facts import place_of
from kaoping.records.refusals import Conflicts
from kaoping.records.verbs import ENTERING, UNITS
from kaoping.web.pages.entry.build import GridBuilder, Sent, Typed, version_in
from kaoping.web.pages.entry.desk import Window, save, seen_in, table_of, window_of
from kaoping.web.pages.entry.in_place import ASKED_BY, answer_in_place
from kaoping.web.pages.entry.lines import Lines, Part, values_of
from kaoping.web.pages.entry.saved import saved_of, told
from kaoping.web.pages.entry.shown import shown_value
from kaoping.web.pages.entry.values_in_place import save_values_in_place
from kaoping.web.pages.entry.words import MEANWHILE, NOBODY, NOTHING, SAVED, TAKEN_BACK, closed_said
from kaoping.web.shared.entering import ASSESSING, tabs_of
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.visit import Visit, visit

PURPOSE = Text(
    "您负责的指标都在这里。低于满分的，请在旁边写明理由。一次保存，全部成功或全部不动。",
    "The items that you are responsible for. Below full marks, say why beside it. All is saved, or nothing.",
)
PURPOSE_OF_UNIT = Text(
    "填写本单位的自评和说明，供考评主体打分时参考；计分以考评主体确认的为准。",
    "Score your own unit and say why; assessors see it beside their own. What they confirm counts.",
)
CAPTION = Text("{part}", "{part}")
NOTHING_ASKED = Text("这里没有要您填的数据。", "There is no value for you to enter here.")
FROM_ABOVE = Text(
    "这里没有要您填的数据。{names}请从上面进入。", "There is no value for you to enter here; {names} are above."
)
NOTHING_FOR_ROLE = Text("本方案没有要您登记或决定的内容。", "This scheme has nothing for you to record or to decide.")
PURPOSE_OF_NOBODY = Text(
    "问题、申报和一票否决在这里登记和决定。", "Findings, claims and vetoes are recorded and decided here."
)


@dataclass(frozen=True)
class Desk:
    """What a person works on: a window of units, what is asked, what is there."""

    visited: Visit
    lines: Lines
    builder: GridBuilder
    part: str
    parts: tuple[Part, ...]
    window: Window
    open: bool

    @property
    def own(self) -> bool:
        """Whether the person scores the own unit."""
        return self.builder.entering is None

    @property
    def seen(self) -> frozenset[tuple[str, str]]:
        """The units and items of the part that is open."""
        return frozenset((one.unit.id, one.item) for line in self.lines.lines(self.part) for one in line.asked.values())

    def address(self, path: str, **other: object) -> str:
        """The address of this or another part and window."""
        asked = {"part": self.part, "page": self.window.page, **other}
        return f"{path}?{urlencode({name: value for name, value in asked.items() if value not in ('', 1)})}"


@require_http_methods(["GET", "POST"])
@login_required
def entry(request: HttpRequest, key: int) -> HttpResponse:
    """The grid; a form that is refused keeps everything that was typed."""
    visited = visit(request, key, "entry")
    if not visited.roles & (ASSESSING | UNITS):
        return _elsewhere(request, visited)
    if request.method == "POST" and ASKED_BY in request.headers and visited.roles & ENTERING:
        return answer_in_place(request, visited, lambda: save_values_in_place(request, visited))
    desk = _desk(visited, request)
    if request.method == "GET" or not desk.part:
        return _page(request, desk)
    fields = {name: str(value) for name, value in request.POST.items()}
    sent = Sent(fields, seen_in(fields, visited), visited.language)
    entered = sent.changed(desk.lines, desk.part)
    why = request.POST.get("why", "").strip()
    try:
        count = _save(desk, entered, why)
    except Refused as refused:
        return _page(request, _typed(desk, sent, _by_place(refused, entered, visited)), refused.defects, 422, why)
    except Conflicts as conflicts:
        return _page(request, _conflicting(desk, sent, conflicts), (), 409, why)
    messages.success(request, visited.said(SAVED if count else NOTHING, count=count))
    saved = told(entered) if count and not desk.own else ""
    return HttpResponseRedirect(desk.address(request.path, saved=saved))


def _elsewhere(request: HttpRequest, visited: Visit) -> HttpResponse:
    """The first part of the entry that is for somebody who enters no values; without any, the page says so."""
    tabs = tabs_of(visited, "")
    if tabs:
        return HttpResponseRedirect(tabs[0].href)
    empty = Empty(visited.said(NOTHING_FOR_ROLE))
    return render(request, "pages/entry/page.html", {"empty": empty, "purpose": visited.said(PURPOSE_OF_NOBODY)})


def _save(desk: Desk, entered: Sequence[Entered], why: str) -> int:
    return save(desk.visited, entered, why, own=desk.own)


def _desk(visited: Visit, request: HttpRequest) -> Desk:
    window = window_of(visited, request.GET)
    table = table_of(visited, window.codes)
    lines = table.lines
    parts = lines.parts()
    wanted = request.GET.get("part", "") or lines.part_with(request.GET.get("item", ""))
    part = next((one.key for one in parts if one.key == wanted), parts[0].key if parts else "")
    return Desk(visited, lines, table.builder, part, parts, window, table.open)


def _typed(desk: Desk, sent: Sent, wrong: dict[tuple[str, str, str], str]) -> Desk:
    return replace(desk, builder=replace(desk.builder, typed=Typed(sent.fields, wrong, _versions(desk, sent))))


def _versions(desk: Desk, sent: Sent) -> dict[tuple[str, str, str], int | None]:
    """What the person saw stays what the person saw, until it is saved."""
    return {
        (one.unit.id, one.item, one.name): version_in(sent.fields.get(f"version:{line.key}:{column}", ""))
        for line, column, one in values_of(desk.lines.lines(desk.part))
    }


def _by_place(refused: Refused, entered: Sequence[Entered], visited: Visit) -> dict[tuple[str, str, str], str]:
    """What is wrong, by the value that it is about."""
    places = {place_of("values", one.row): one.place for one in entered}
    found: dict[tuple[str, str, str], str] = {}
    for defect in refused.defects:
        place = places.get(_words(defect, places))
        if place is not None:
            found[place] = defect.says.in_language(visited.language) + defect.remedy.in_language(visited.language)
    return found


def _words(defect: Defect, known: Collection[str]) -> str:
    """The place of a row, of which a defect may name a field behind a dot; ids have dots, too."""
    place = defect.place.in_language("zh") if defect.place else ""
    return place if place in known else place.rpartition(".")[0]


def _conflicting(desk: Desk, sent: Sent, conflicts: Conflicts) -> Desk:
    """Both versions at their fields; the next attempt replaces the other one knowingly."""
    wrong, versions = {}, _versions(desk, sent)
    for conflict in conflicts.found:
        row, theirs = conflict.yours, conflict.theirs
        place = str(row["unit"]), str(row["item"]), str(row["name"])
        assert theirs is None or isinstance(theirs, Fact)
        versions[place] = theirs.pk if theirs else None
        wrong[place] = desk.visited.said(
            MEANWHILE if theirs else TAKEN_BACK,
            who=theirs.entered_by.name if theirs else "",
            value=shown_value(theirs, desk.visited.language),
        )
    return replace(desk, builder=replace(desk.builder, typed=Typed(sent.fields, wrong, versions)))


def _page(
    request: HttpRequest, desk: Desk, defects: Sequence[Defect] = (), status: int = 200, why: str = ""
) -> HttpResponse:
    tabs = tabs_of(desk.visited, "values")
    caption = next((one.title for one in desk.parts if one.key == desk.part), "")
    grid = desk.builder.grid(desk.part, caption, desk.address(request.path), why, is_open=desk.open)
    context = {
        "grid": grid if grid.rows else None,
        "parts": [(one, desk.address(request.path, part=one.key), one.key == desk.part) for one in desk.parts],
        "pages": desk.window.links(lambda page: desk.address(request.path, page=page)),
        "empty": Empty(desk.visited.said(_nothing(desk, tabs))),
        "closed": "" if desk.open else closed_said(desk.visited),
        "defects": [_with_names(defect, desk) for defect in defects],
        "conflict": status == 409,
        "purpose": desk.visited.said(PURPOSE_OF_UNIT if desk.own else PURPOSE),
        "own": desk.own,
        "saved": () if desk.own else saved_of(desk.visited, desk.lines.asking, desk.seen, request.GET.get("saved", "")),
        "tabs": tabs,
    }
    return render(request, "pages/entry/page.html", context, status=status)


def _nothing(desk: Desk, tabs: Sequence[Link]) -> Text:
    """Why there is no grid, and which tabs lead to what the person enters elsewhere."""
    if not desk.lines.asking.facts.units:
        return NOBODY
    others = [verbatim(one.name) for one in tabs if not one.current]
    return FROM_ABOVE.with_values(names=others) if others else NOTHING_ASKED


def _with_names(defect: Defect, desk: Desk) -> Defect:
    """A defect whose place is named by the headings of the grid."""
    columns = {column.key: column.title for column in desk.lines.columns(desk.part)}
    for line, column, one in values_of(desk.lines.lines(desk.part)):
        row = {"unit": one.unit.id, "item": one.item, "name": one.name}
        words = place_of("values", row)
        if words == _words(defect, (words,)):
            return replace(defect, place=verbatim(f"{line.title} · {columns[column]}"))
    return defect
