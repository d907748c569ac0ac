"""What somebody enters about some units: the requests, what counts, what is closed; and the saving of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from kaoping.actions.entering import Entering, entering_of
from kaoping.actions.save_values import Entered, save_values
from kaoping.actions.score_oneself import score_oneself
from kaoping.files.facts.asked import Asked, Asking
from kaoping.records.access import units_to_enter
from kaoping.records.models import Fact
from kaoping.records.queries.entry import ends_of_values, facts_of_units, self_scores
from kaoping.records.queries.schemes import settled_now
from kaoping.records.verbs import ENTERING
from kaoping.web.pages.entry.build import GridBuilder, version_in
from kaoping.web.pages.entry.lines import Lines
from kaoping.web.shared.frame import Link
from kaoping.web.shared.visit import Visit

WINDOW = 50


@dataclass(frozen=True)
class Window:
    """The units that one page shows: their codes, which page that is, and how many there are."""

    codes: tuple[str, ...]
    page: int
    pages: int

    def links(self, address: Callable[[int], str]) -> list[Link]:
        """The ways to all windows, where there are several."""
        numbers = range(1, self.pages + 1) if self.pages > 1 else ()
        return [Link(str(page), address(page), page == self.page) for page in numbers]


def window_of(visited: Visit, asked: Mapping[str, str]) -> Window:
    """The window that an address asks for: by its number, or by a unit that stands in it."""
    units = units_to_enter(visited.person, visited.assessment)
    pages = max((units.count() + WINDOW - 1) // WINDOW, 1)
    code = asked.get("unit", "")
    wanted = version_in(asked.get("page", "")) or (units.filter(code__lt=code).count() // WINDOW + 1 if code else 1)
    page = min(max(wanted, 1), pages)
    codes = units.values_list("code", flat=True)[(page - 1) * WINDOW : page * WINDOW]
    return Window(tuple(codes), page, pages)


def is_open(visited: Visit) -> bool:
    """Whether anything can be entered now: by everybody while the entry is open, by the office until the release."""
    state = visited.assessment.state
    return state == "entry" or (state in ("set_up", "checking") and "office" in visited.roles)


@dataclass(frozen=True)
class Table:
    """The lines of some units with what stands in them, and whether anything can be changed now."""

    lines: Lines
    builder: GridBuilder
    open: bool


def lines_of(visited: Visit, codes: Collection[str]) -> tuple[Lines, Entering]:
    """What is asked about the units of these codes and the person sees, and what of it the person may enter."""
    own = not visited.roles & ENTERING
    settled = settled_now(visited.assessment)
    facts = facts_of_units(visited.assessment, settled, codes)
    facts = replace(facts, units=tuple(one for one in facts.units if one.id in codes))
    asking = Asking(settled, facts)
    entering = entering_of(visited.person, visited.assessment, settled, facts)

    def seen(one: Asked) -> bool:
        named = asking.forms[one.unit.id].item_at[one.item].assessors
        return own or "office" in visited.roles or not entering.bodies.isdisjoint((*one.bodies, *named))

    return Lines(asking, visited.language, seen, by_unit=not own), entering


def table_of(visited: Visit, codes: Collection[str]) -> Table:
    """What the person enters about the units of these codes: of others, or of the own unit alone."""
    own = not visited.roles & ENTERING
    lines, entering = lines_of(visited, codes)
    claimed = self_scores(visited.assessment, codes)
    builder = GridBuilder(
        lines,
        None if own else entering,
        claimed if own else ends_of_values(visited.assessment, codes),
        visited.language,
        beside={} if own else claimed,
        history=lambda fact: reverse("fact", args=[visited.assessment.pk, fact.pk]),
    )
    return Table(lines, builder, is_open(visited))


def save(visited: Visit, entered: Sequence[Entered], why: str, *, own: bool) -> int:
    """How many values were changed.

    Raises:
        As `save_values` and `score_oneself`.
    """
    if not entered:
        return 0
    if own:
        return score_oneself(visited.person, visited.assessment, entered)
    return save_values(visited.person, visited.assessment, entered, why).count


def seen_in(fields: Mapping[str, str], visited: Visit) -> dict[int, Fact]:
    """The facts that the person saw in the fields."""
    versions = (version_in(value) for name, value in fields.items() if name.startswith("version:"))
    return visited.assessment.facts.in_bulk({key for key in versions if key is not None})
