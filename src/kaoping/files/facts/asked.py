"""What is asked of whom: every value, rating and declaration that units' items need, and whether it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kaoping.core.facts import Facts, Unit
from kaoping.core.item import Item
from kaoping.core.line import Ask
from kaoping.core.text import Text, verbatim
from kaoping.core.words import TABLE_NAMES
from kaoping.files.facts.accepted import Accepted, accepted
from kaoping.files.facts.declared import declarable
from kaoping.kinds.rating.rule import Rating
from kaoping.schemes.model_results import VetoEntry
from kaoping.schemes.read import Settled
from kaoping.schemes.responsible import bodies_of, judging, named_body

DECLARATION = Text("零报告", "declaration that it was checked")


@dataclass(frozen=True)
class Asked:
    """One thing that is asked for: of which unit, at which address, from whom (the leading body first).

    `name` is that of the value; of ratings, declarations and countersignatures it is the word `ratings`, `declared` or
    `countersigned`. Declarations and countersignatures are asked from one body each.
    """

    unit: Unit
    item: str
    name: str
    title: Text
    label: Text
    bodies: tuple[str, ...]
    given: bool
    ask: Ask | None = None

    @property
    def owed(self) -> bool:
        """Whether somebody still has to enter it."""
        return not self.given and not (self.ask and self.ask.optional)


@dataclass(frozen=True)
class Asking:
    """What the facts leave to be asked under a scheme."""

    settled: Settled
    facts: Facts

    @cached_property
    def forms(self) -> Mapping[str, Accepted]:
        """What the facts of every unit may say."""
        return accepted(self.settled.scheme, self.facts)

    def all(self) -> Iterator[Asked]:
        """Everything that is asked for, unit by unit in the scheme's order."""
        for unit in self.facts.units:
            yield from self.of(unit)

    def of(self, unit: Unit) -> Iterator[Asked]:
        """Everything that is asked for of one unit."""
        form = self.forms[unit.id]
        to_declare = declarable(form)
        for item in form.program.items:
            if form.form.excused(item.id) is None:
                yield from self.values(unit, item)
                yield from self._ratings(unit, item)
                if item.id in to_declare:
                    bodies = bodies_of(self.settled.scheme, unit.id, item)
                    yield from self._to_declare(unit, item.id, verbatim(item.name), bodies)
        for veto in self.settled.scheme.vetoes:
            bodies = judging(self.settled.scheme, unit.id, veto.assessors)
            yield from self._to_declare(unit, veto.id, _veto_title(veto), bodies)

    def values(self, unit: Unit, item: Item) -> Iterator[Asked]:
        """The values that an item of a unit asks for."""
        excused = self.forms[unit.id].form.excused_names(item.id)
        for ask in item.asks:
            if ask.name not in excused:
                bodies = bodies_of(self.settled.scheme, unit.id, item, ask)
                given = (unit.id, ask.item, ask.name) in self.facts.values
                yield Asked(unit, ask.item, ask.name, verbatim(item.name), ask.label, bodies, given, ask)

    def _ratings(self, unit: Unit, item: Item) -> Iterator[Asked]:
        if any(isinstance(rule, Rating) for rule in self.forms[unit.id].rules(item.id)):
            given = bool(self.facts.rows_of(unit.id, "ratings", (item.id,)))
            bodies = bodies_of(self.settled.scheme, unit.id, item)
            yield Asked(unit, item.id, "ratings", verbatim(item.name), TABLE_NAMES["ratings"], bodies, given)

    def _to_declare(self, unit: Unit, place: str, title: Text, bodies: tuple[str, ...]) -> Iterator[Asked]:
        """One from each body: none speaks for another. Where nobody is named, anybody's will do."""
        said = self._declared.get((unit.id, place), frozenset())
        for body in bodies:
            yield Asked(unit, place, "declared", title, DECLARATION, (body,), body in said)
        if not bodies:
            yield Asked(unit, place, "declared", title, DECLARATION, (), bool(said))

    @cached_property
    def _declared(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """The ids of the bodies that have declared, by unit and place."""
        found: dict[tuple[str, str], set[str]] = {}
        for unit, place, by, _ in self.facts.declared:
            found.setdefault((unit, place), set()).add(named_body(self.settled.scheme, by))
        return {place: frozenset(bodies) for place, bodies in found.items()}


def _veto_title(veto: VetoEntry) -> Text:
    return Text(veto.name, veto.english or veto.name)
