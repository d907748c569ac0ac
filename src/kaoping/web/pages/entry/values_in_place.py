"""Saving some values without leaving the page: only their units are read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.http import HttpRequest

from kaoping.actions.save_values import Entered, Saved, save_values
from kaoping.files.facts.asked import Asking
from kaoping.records.models import Fact
from kaoping.records.queries.entry import Place
from kaoping.web.pages.entry.build import Sent
from kaoping.web.pages.entry.desk import lines_of, seen_in
from kaoping.web.pages.entry.in_place import InPlace, units_of_cells
from kaoping.web.pages.entry.lines import Lines, place_of_asked, values_of
from kaoping.web.pages.entry.saved import saved_of, told
from kaoping.web.shared.visit import Visit


def save_values_in_place(request: HttpRequest, visited: Visit) -> InPlace:
    """Saves the cells that were sent.

    Raises:
        As `save_values`.
    """
    fields = {name: str(value) for name, value in request.POST.items()}
    part, why = request.GET.get("part", ""), fields.get("why", "").strip()
    lines, _ = lines_of(visited, units_of_cells(visited, fields))
    entered = Sent(fields, seen_in(fields, visited), visited.language).changed(lines, part)
    if not entered:
        return InPlace()
    return _shown(visited, lines, part, entered, save_values(visited.person, visited.assessment, entered, why))


def _shown(visited: Visit, lines: Lines, part: str, entered: Sequence[Entered], saved: Saved) -> InPlace:
    """What is shown of what was saved; what is asked stays the same, who may see it too."""
    after = saved.afterwards
    now = replace(lines, asking=Asking(after.basis.settled, after.facts))
    asked = told(entered) if saved.count else ""
    seen = frozenset((one.unit.id, one.item) for _, _, one in values_of(now.lines(part)))
    units = saved_of(visited, now.asking, seen, asked, after.basis)
    return InPlace(saved.count, units, dict(_versions(now, part, entered, saved.ends)))


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
