"""What a person may declare: items and vetoes, the bodies in whose name, and the units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kaoping.actions.entering import Entering, entering_of
from kaoping.core.text import Text
from kaoping.files.facts.declared import declarable
from kaoping.records.queries.entry import shapes_of
from kaoping.records.queries.schemes import settled_now
from kaoping.schemes.responsible import bodies_at
from kaoping.web.shared.named import Named, body_names
from kaoping.web.shared.visit import Visit

OFFICE = Text("考核办", "assessment office")


@dataclass(frozen=True)
class Desk:
    """A person before the zero reports that are the person's to make, or, for the office, to record."""

    named: Named
    entering: Entering

    @cached_property
    def places(self) -> dict[str, str]:
        """The items and vetoes of which the person may declare something, with their names."""
        found: dict[str, str] = {}
        for unit, form in self.named.forms.items():
            for place in declarable(form):
                if place not in found and self.entering.may_ever("declared", unit, place):
                    found[place] = self.named.place(unit, place)
        return found

    def bodies(self, place: str) -> dict[str, str]:
        """In whose name: the own bodies, for the office all of them; the office itself where nobody is named."""
        ids = dict.fromkeys(body for unit in self.named.units for body in self._bodies(unit, place))
        names = body_names(self.entering.scheme, self.named.language)
        return {one: names.get(one, one) if one else self.named.said(OFFICE) for one in ids}

    def units(self, place: str, body: str) -> list[str]:
        """The units of which the body declares the place."""
        return [unit for unit in self.named.units if body in self._bodies(unit, place)]

    def closed(self, unit: str, place: str) -> str:
        """Why the person cannot declare it now; empty where that is possible."""
        refusal = self.entering.refusal("declared", unit, place)
        return "" if refusal is None else self.named.said(refusal)

    def _bodies(self, unit: str, place: str) -> Iterator[str]:
        form = self.named.forms[unit]
        if place in declarable(form):
            bodies = bodies_at(self.entering.scheme, unit, form.program, place)
            office = "office" in self.entering.roles
            yield from (one for one in bodies if office or one in self.entering.bodies)
            yield from [""] * (office and not bodies)


def desk_of(visited: Visit) -> Desk:
    """The desk of a visitor."""
    settled = settled_now(visited.assessment)
    named = Named(settled, shapes_of(visited.assessment, settled), visited.language)
    return Desk(named, entering_of(visited.person, visited.assessment, settled, named.facts))
