"""评议: a window of units and their ratings in a grid, one item at a time; saved as a block, all or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kaoping.actions.entering import entering_of
from kaoping.actions.save_rows import save_rows
from kaoping.actions.saving_rows import EnteredRow
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text, verbatim
from kaoping.files.facts.asked import Asking
from kaoping.files.facts.vocabulary import standard
from kaoping.records.access import permit
from kaoping.records.canonical import parsed
from kaoping.records.journal import head_sequence
from kaoping.records.models import Fact
from kaoping.records.queries.entry import facts_of_units
from kaoping.records.queries.facts import current
from kaoping.records.queries.rated import scored_items
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import Conflicts, NotYours
from kaoping.web.pages.entry.build import Typed, version_in
from kaoping.web.pages.entry.desk import Window, is_open, seen_in, window_of
from kaoping.web.pages.entry.in_place import ASKED_BY, InPlace, answer_in_place, units_of_cells
from kaoping.web.pages.entry.rated import (
    FIELDS,
    RatedGrid,
    RatedItems,
    Raters,
    SentRatings,
    groups_in,
    place_of,
    shown,
    versions_now,
)
from kaoping.web.pages.entry.saved import saved_of, told_items
from kaoping.web.pages.entry.words import (
    MEANWHILE,
    NO_GROUPS,
    NO_RATINGS,
    NOBODY,
    NONE_YOURS,
    NOTHING,
    RATINGS,
    READ_RATINGS,
    SAVED,
    SCORED,
    TAKEN_BACK,
    closed_said,
)
from kaoping.web.shared.entering import tables_of, tabs_of
from kaoping.web.shared.grid import EntryGrid
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.visit import Visit, visit

RATING = Text("{value} 分、参评 {raters} 人", "{value} by {raters}")
RATING_OF = Text("{value} 分、参评 {raters} 人、应评 {asked} 人", "{value} by {raters} of {asked} asked")
LONGEST_GROUP, MOST_GROUPS = 60, 12


@dataclass(frozen=True)
class RatingDesk:
    """What a person works on: a window of units, an item, what is there."""

    visited: Visit
    rated: RatedItems
    grid: RatedGrid | None
    window: Window

    def address(self, item: str | None = None, **other: object) -> str:
        """The address of this or another item and window."""
        here = item or (self.grid.item if self.grid else "")
        known = self.rated.groups.get(here, ())
        more = tuple(one for one in self.rated.more if one not in known) if item in (None, here) else ()
        asked = {"item": here, "page": self.window.page, "group": more, **other}
        given = {name: value for name, value in asked.items() if value not in ("", 1, ())}
        return f"{reverse('ratings', args=[self.visited.assessment.pk])}?{urlencode(given, doseq=True)}"


@require_http_methods(["GET", "POST"])
@login_required
def ratings(request: HttpRequest, key: int) -> HttpResponse:
    """The grid; a form that is refused keeps everything that was typed."""
    visited = visit(request, key, "entry")
    if "ratings" not in tables_of(visited, settled_now(visited.assessment)):
        raise NotYours
    if request.method == "POST" and ASKED_BY in request.headers:
        return answer_in_place(request, visited, lambda: _save_in_place(request, visited))
    desk = _desk(visited, request, window_of(visited, request.GET))
    if request.method == "GET":
        return _page(request, desk)
    permit(visited.person, "save_rows", visited.assessment)
    if desk.grid is None:
        return _page(request, desk, (), 422)
    fields = {name: str(value) for name, value in request.POST.items()}
    sent = SentRatings(fields, seen_in(fields, visited))
    entered = sent.changed(desk.grid)
    try:
        count = _save(visited, sent, entered)
    except Refused as refused:
        typed = Typed(fields, _wrong(refused, desk), sent.versions(desk.grid))
        return _page(request, _with(desk, typed), refused.defects, 422)
    except Conflicts as conflicts:
        return _page(request, _with(desk, _conflicting(desk, sent, conflicts)), (), 409)
    messages.success(request, visited.said(SAVED if count else NOTHING, count=count))
    return HttpResponseRedirect(desk.address(saved=_told(entered) if count else ""))


def _save(visited: Visit, sent: SentRatings, entered: Sequence[EnteredRow]) -> int:
    since, why = version_in(sent.fields.get("since", "")) or 0, sent.fields.get("why", "").strip()
    return save_rows(visited.person, visited.assessment, entered, since, why) if entered else 0


def _save_in_place(request: HttpRequest, visited: Visit) -> InPlace:
    """Saves the cells that were sent; only their units are read.

    Raises:
        As `save_rows`; and Refused where something was sent that has no place here any more, or does not stand there
            afterwards: nothing else is called saved.
    """
    fields = {name: str(value) for name, value in request.POST.items()}
    window = Window(tuple(units_of_cells(visited, fields)), 1, 1)
    grid, sent = _desk(visited, request, window).grid, SentRatings(fields, seen_in(fields, visited))
    if grid is None or grid.item != request.GET.get("item") or sent.stray(grid):
        raise Refused([])
    entered = sent.changed(grid)
    count = _save(visited, sent, entered)
    now = _desk(visited, request, window)
    versions = dict(versions_now(replace(grid, rated=now.rated), entered))
    if len(versions) < len(entered) * len(FIELDS):
        raise Refused([])
    pairs = frozenset((code, grid.item) for code in window.codes)
    units = saved_of(visited, now.rated.asking, pairs, _told(entered) if count else "")
    return InPlace(count, units, versions)


def _told(entered: Sequence[EnteredRow]) -> str:
    return told_items((str(one.about["unit"]), str(one.about["item"])) for one in entered)


def _desk(visited: Visit, request: HttpRequest, window: Window) -> RatingDesk:
    settled = settled_now(visited.assessment)
    facts = facts_of_units(visited.assessment, settled, window.codes)
    facts = replace(facts, units=tuple(one for one in facts.units if one.id in window.codes))
    entering = entering_of(visited.person, visited.assessment, settled, facts)
    known, groups = _known(visited, window)
    rated = RatedItems(
        Asking(settled, facts),
        entering,
        known,
        groups,
        visited.language,
        everything="office" in visited.roles,
        more=_more(request),
        scored=scored_items(visited.assessment, standard(settled.scheme).row_forms["ratings"]),
        history=lambda fact: reverse("fact", args=[visited.assessment.pk, fact.pk]),
    )
    wanted, parts = request.GET.get("item", ""), rated.parts
    item = wanted if wanted in rated.items else next((one.key for one in parts), "")
    return RatingDesk(visited, rated, RatedGrid(rated, item) if item else None, window)


def _more(request: HttpRequest) -> tuple[str, ...]:
    """Groups that have columns whether or not they have rated anybody: those asked for, and those typed at."""
    asked = (*request.GET.getlist("group"), *groups_in(request.POST))
    named = dict.fromkeys(filter(None, (one.strip()[:LONGEST_GROUP] for one in asked)))
    return tuple(named)[:MOST_GROUPS]


def _known(visited: Visit, window: Window) -> tuple[dict[Raters, list[Fact]], dict[str, tuple[str, ...]]]:
    """The ratings of the window's units, and which groups have rated anybody at each item."""
    known: dict[Raters, list[Fact]] = {}
    groups: dict[str, tuple[str, ...]] = {}
    rated = current(visited.assessment).filter(table="ratings").select_related("entered_by")
    for item, content in rated.values_list("item", "content"):
        group = str(parsed(content)["rater_group"])
        groups[item] = tuple(dict.fromkeys((*groups.get(item, ()), group)))
    for fact in rated.filter(unit__in=window.codes):
        known.setdefault((fact.unit, fact.item, shown(fact, "rater_group")), []).append(fact)
    return known, groups


def _with(desk: RatingDesk, typed: Typed) -> RatingDesk:
    assert desk.grid is not None
    return replace(desk, grid=replace(desk.grid, typed=typed))


def _titles(desk: RatingDesk) -> dict[str, tuple[Raters, str]]:
    """The field behind the place of a defect, and its name as the page shows it."""
    assert desk.grid is not None
    columns = desk.grid.grid("", "", 0).columns
    titles = {column.key: column.title for column in columns}
    names = {unit.id: unit.name or unit.id for unit in desk.rated.asking.facts.units}
    found: dict[str, tuple[Raters, str]] = {}
    for unit, _, group in desk.grid.places():
        for name in FIELDS:
            title = f"{names[unit]} · {titles[f'{name} {group}']}"
            found[f"{place_of(unit, group)}.{name}"] = (unit, group, name), title
        found[place_of(unit, group)] = (unit, group, "value"), f"{names[unit]} · {group}"
        # What is said about the item as a whole names it.
        found[f"{place_of(unit, group)}.item"] = (unit, group, "value"), ""
    return found


def _place(defect: Defect) -> str:
    return defect.place.in_language("zh") if defect.place else ""


def _wrong(refused: Refused, desk: RatingDesk) -> dict[Raters, str]:
    """What is wrong, by the field that it is about."""
    titles, language = _titles(desk), desk.visited.language
    return {
        titles[_place(one)][0]: one.says.in_language(language) + one.remedy.in_language(language)
        for one in refused.defects
        if _place(one) in titles
    }


def _named(defects: Sequence[Defect], desk: RatingDesk) -> list[Defect]:
    """Defects whose places are named by the headings of the grid."""
    titles = _titles(desk) if defects else {}
    return [replace(one, place=verbatim(titles[_place(one)][1])) if _place(one) in titles else one for one in defects]


def _conflicting(desk: RatingDesk, sent: SentRatings, conflicts: Conflicts) -> Typed:
    """Both versions at their fields; the next attempt replaces the other one knowingly."""
    assert desk.grid is not None
    wrong, versions = {}, sent.versions(desk.grid)
    for conflict in conflicts.found:
        unit, group = str(conflict.yours["unit"]), str(conflict.yours["rater_group"])
        theirs = conflict.theirs
        assert isinstance(theirs, Fact)
        counts = theirs.state == "confirmed"
        versions |= {(unit, group, name): theirs.pk if counts else None for name in FIELDS}
        wrong[unit, group, "value"] = _meanwhile(desk.visited, theirs if counts else None)
    return Typed({**sent.fields, "since": str(head_sequence())}, wrong, versions)


def _meanwhile(visited: Visit, theirs: Fact | None) -> str:
    if theirs is None:
        return visited.said(TAKEN_BACK)
    fields = {name: shown(theirs, name) for name in FIELDS}
    value = visited.said(RATING_OF if fields["asked"] else RATING, **fields)
    return visited.said(MEANWHILE, who=theirs.entered_by.name, value=value)


def _page(request: HttpRequest, desk: RatingDesk, defects: Sequence[Defect] = (), status: int = 200) -> HttpResponse:
    visited, rated, opened = desk.visited, desk.rated, is_open(desk.visited)
    here = desk.grid.item if desk.grid else ""
    grid = _grid(desk, is_open=opened)
    pairs = frozenset((unit.id, here) for unit in rated.asking.facts.units)
    context = {
        "grid": grid,
        "parts": [(one, desk.address(one.key), one.key == here) for one in rated.parts],
        "pages": desk.window.links(lambda page: desk.address(page=page)),
        "empty": Empty(visited.said(_why_empty(desk))),
        "closed": "" if opened else closed_said(visited),
        "defects": _named(defects, desk),
        "conflict": status == 409,
        "purpose": visited.said(RATINGS if opened else READ_RATINGS),
        "saved": saved_of(visited, rated.asking, pairs, request.GET.get("saved", "")),
        "tabs": tabs_of(visited, "ratings"),
        "rows": reverse("rows", args=[visited.assessment.pk, "ratings"]),
        "adds": {"item": here, "page": desk.window.page, "groups": rated.more}
        if opened and desk.grid and rated.is_open_to_groups(here)
        else None,
    }
    return render(request, "pages/entry/ratings.html", context, status=status)


def _grid(desk: RatingDesk, *, is_open: bool) -> EntryGrid | None:
    """The grid with what was typed, as of the line of the journal that the person knows of."""
    if desk.grid is None:
        return None
    typed = desk.grid.typed.fields
    since = version_in(typed.get("since", "")) or head_sequence()
    caption = desk.rated.items[desk.grid.item]
    grid = desk.grid.grid(caption, desk.address(), since, typed.get("why", ""), is_open=is_open)
    return grid if grid.columns and grid.rows else None


def _why_empty(desk: RatingDesk) -> Text:
    if not desk.rated.asking.facts.units:
        return NOBODY
    if desk.grid:
        return NO_GROUPS if is_open(desk.visited) else NO_RATINGS
    return SCORED if desk.rated.scored else NONE_YOURS
