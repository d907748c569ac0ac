"""What the names in an item's expressions stand for."""

from __future__ import annotations

from fractions import Fraction

from kaoping.core.expression import Names
from kaoping.core.formula import Cell, Expression, Fact, number
from kaoping.core.line import Ask, Quantity
from kaoping.core.numbers import written
from kaoping.core.program import TOTAL
from kaoping.core.rule import RowNames
from kaoping.core.text import Text
from kaoping.schemes.leaves import Leaf
from kaoping.schemes.model import FactEntry

TABLES = ("findings", "events", "claims", "ratings")


class ItemNames(Names):
    """The facts that an item declares, its points, and other items' scores; quantities for peers are made on demand.

    Without a leaf, the names of what concerns several items: `place` is then the prefix of the quantities.
    """

    def __init__(self, leaf: Leaf | None, leaves: tuple[Leaf, ...], place: str = "") -> None:
        self.item, self.place = leaf.id if leaf else "", leaf.id if leaf else place
        self.facts = leaf.entry.facts if leaf else {}
        self.points = leaf.points if leaf else None
        self.addresses = (leaf.id,) if leaf else tuple(one.id for one in leaves)
        self.asks = tuple(declared_ask(self.item, name, entry) for name, entry in self.facts.items())
        self.quantities: list[Quantity] = []
        self._facts = {one.id: one.entry.facts for one in leaves}
        self._scores = {one.id for one in leaves} | {parent.id for one in leaves for parent in one.parents} | {TOTAL}

    def name(self, text: str) -> Expression | None:
        """A declared fact, or `points`."""
        if text in self.facts or (self.item and text in _KIND_FACTS):
            return Fact(self.item, text)
        return number(self.points or Fraction(0)) if text == "points" and self.item else None

    def known(self) -> tuple[str, ...]:
        """The declared facts and `points`."""
        return (*self.facts, "points") if self.item else ()

    def quantity(self, expression: Expression) -> Cell:
        """The cell for an expression: an item's score as it is, anything else as a quantity of its own."""
        if isinstance(expression, Cell):
            return expression
        found = next((one for one in self.quantities if one.formula == expression), None)
        if found is None:
            place = f"{self.place}.compared.{len(self.quantities) + 1}"
            found = Quantity(place, self.item, self._called(expression), expression)
            self.quantities.append(found)
        return Cell(found.id)

    def _called(self, expression: Expression) -> Text:
        """What is compared among peers: a fact by its own name."""
        entry = self._facts.get(expression.item, {}).get(expression.name) if isinstance(expression, Fact) else None
        return Text(entry.name, entry.english or entry.name) if entry else Text("比较值", "compared value")

    def score(self, item: str) -> Cell | None:
        """The cell of an item's score."""
        return Cell(item) if item in self._scores else None

    def fact(self, item: str, name: str) -> Fact | None:
        """A fact that an item declares, or one that a kind brings."""
        known = self._facts.get(item)
        return Fact(item, name) if known is not None and (name in known or name in _KIND_FACTS) else None

    def rows(self, table: str) -> tuple[str, ...] | None:
        """The item's own rows of a table; those of all items where no item is meant."""
        return self.addresses if table in TABLES else None

    def is_word(self, fact: Fact) -> bool:
        """A fact with choices."""
        entry = self._facts.get(fact.item, {}).get(fact.name)
        return entry is not None and bool(entry.choices)

    def in_row(self) -> Names:
        """With the fields of a row."""
        return RowNames(self)


# Facts that kinds bring; an expression beside such a rule may name them.
_KIND_FACTS = ("done", "target", "actual", "planned", "given", "count")


def declared_ask(item: str, name: str, entry: FactEntry) -> Ask:
    """A declared fact as a value asked for."""
    return Ask(
        item,
        name,
        Text(entry.name, entry.english or entry.name),
        form="choice" if entry.choices else entry.form,
        low=None if entry.low is None else written(entry.low),
        high=None if entry.high is None else written(entry.high),
        choices=entry.choices,
        optional=entry.optional,
        measure=entry.unit,
        owed_by=(entry.owed_by,) if entry.owed_by else (),
    )
