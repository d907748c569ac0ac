"""What somebody enters about some units: the requests, what counts, what is closed; and the saving of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from kaoping.actions.entering import Entering, entering_of
from kaoping.actions.save_values import Entered, save_values
from kaoping.actions.score_oneself import score_oneself
from kaoping.files.facts.asked import Asked, Asking
from kaoping.records.models import Fact
from kaoping.records.queries.entry import ends_of_values, facts_of_units, self_scores
from kaoping.records.queries.schemes import settled_now
from kaoping.records.verbs import ENTERING
from kaoping.web.pages.entry.build import GridBuilder, version_in
from kaoping.web.pages.entry.lines import Lines
from kaoping.web.shared.visit import Visit


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
    state = visited.assessment.state
    is_open = state == "entry" or (state in ("set_up", "checking") and "office" in visited.roles)
    return Table(lines, builder, is_open)


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
