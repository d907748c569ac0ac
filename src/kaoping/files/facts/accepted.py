"""What the facts of one unit may say: the values and rows that the unit's own program asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kaoping.core.facts import Facts
from kaoping.core.item import Item
from kaoping.core.line import Ask, RowForm
from kaoping.core.program import Program
from kaoping.core.rule import Rule
from kaoping.kinds.appraisal.rule import Appraisal
from kaoping.kinds.checklist.rule import Checklist
from kaoping.kinds.rating.rule import Rating
from kaoping.kinds.tally.rule import Tally
from kaoping.schemes.compile import compile_scheme
from kaoping.schemes.form import Form, forms
from kaoping.schemes.leaves import Leaf, leaves
from kaoping.schemes.model import Scheme

ROW_TABLES = ("findings", "events", "claims", "ratings")
FINDERS = ("self", "assessor", "inspection")
SEVERITIES = ("minor", "serious", "grave")
_DECIDING = {"findings": "severity", "claims": "clause"}


@dataclass(frozen=True)
class Accepted:
    """One form of unit: its program, and the leaves that it was compiled from."""

    scheme: Scheme
    form: Form
    program: Program

    @cached_property
    def leaf(self) -> Mapping[str, Leaf]:
        """The leaves by id."""
        return {leaf.id: leaf for leaf in leaves(self.scheme, self.form)}

    @cached_property
    def item_at(self) -> Mapping[str, Item]:
        """The item of every address: items, and the leaf checkpoints below them."""
        found = {item.id: item for item in self.program.items}
        return found | {point.id: item for item in self.program.items for point in item.checkpoints}

    @cached_property
    def asks_at(self) -> Mapping[str, tuple[Ask, ...]]:
        """The values asked for at every address."""
        found: dict[str, list[Ask]] = {}
        for ask in self.program.asks.values():
            found.setdefault(ask.item, []).append(ask)
        return {address: tuple(asks) for address, asks in found.items()}

    def why_excused(self, address: str) -> str | None:
        """Why the item of an address does not apply, or None where it does."""
        item = self.item_at.get(address)
        return self.form.excused(item.id) if item else None

    @cached_property
    def row_forms(self) -> Mapping[str, Mapping[str, RowForm]]:
        """What rows may hold, by table and address; problems are found at the leaf checkpoints where there are any."""
        found: dict[str, dict[str, RowForm]] = {table: {} for table in ROW_TABLES}
        for item in self.program.items:
            for form in item.rows:
                places = [point.id for point in item.checkpoints] if form.table == "findings" else []
                found.setdefault(form.table, {}).update(dict.fromkeys(places or [item.id], form))
            if self.takes_ratings(item.id):
                found["ratings"].setdefault(item.id, RowForm("ratings", item.id))
        return found

    def rules(self, item: str) -> Iterator[Rule]:
        """The rules of an item; of a composite task also those of its completion."""
        leaf = self.leaf[item]
        yield from (entry.rule for entry in leaf.rules)
        if leaf.completion and leaf.completion in self.scheme.task_types:
            yield from (entry.rule for entry in self.scheme.task_types[leaf.completion].own_rules)

    def takes_ratings(self, item: str) -> bool:
        """Whether an item is rated, or its award may be taken from ratings."""
        leaf = self.leaf[item]
        if self.form.excused(item) is not None:
            return False
        return any(
            isinstance(rule, Rating)
            or (isinstance(rule, Appraisal) and (rule.joint == "lead" or len(leaf.assessors) < 2))
            for rule in self.rules(item)
        )

    def best_rating(self, item: str) -> str:
        """What a perfect rating of an item is."""
        return next((str(rule.full) for rule in self.rules(item) if isinstance(rule, Rating)), "100")

    def deciding_field(self, table: str, item: str) -> str:
        """The field whose words the options of a row form are."""
        tallies = (rule for rule in self.rules(item) if isinstance(rule, Tally) and rule.rows == table and rule.levels)
        return next((tally.level_field for tally in tallies), _DECIDING.get(table, "kind"))

    def finders(self, item: str) -> tuple[str, ...]:
        """Who may have found a problem; empty where that makes no difference."""
        tables = [rule.found_by for rule in self.rules(item) if isinstance(rule, Checklist)]
        return tuple(dict.fromkeys(word for table in tables for word in table))


def accepted(scheme: Scheme, facts: Facts, before: Iterable[Accepted] = ()) -> dict[str, Accepted]:
    """What every unit's facts may say; units of one form share it, and forms known before are not compiled again."""
    of_form = {known.form: known for known in before}
    found = forms(facts)
    for form in found.values():
        if form not in of_form:
            of_form[form] = Accepted(scheme, form, compile_scheme(scheme, form))
    return {unit: of_form[form] for unit, form in found.items()}
