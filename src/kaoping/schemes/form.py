"""A form: what makes one unit's lines differ from another's: tasks, what does not apply, how a fact is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kaoping.core.facts import Facts, ItemChange, Task
from kaoping.kinds import KINDS


@dataclass(frozen=True)
class Form:
    """Units with equal forms share one compiled program."""

    tasks: tuple[Task, ...] | None = None
    changes: tuple[ItemChange, ...] = ()
    not_applicable: tuple[tuple[str, str, str], ...] = ()
    variants: tuple[tuple[str, str, str], ...] = ()

    def excused(self, item: str) -> str | None:
        """Why a whole item does not apply, or None where it does."""
        return next((why for place, name, why in self.not_applicable if place == item and not name), None)

    def excused_names(self, item: str) -> frozenset[str]:
        """The single facts of an item that do not apply."""
        return frozenset(name for place, name, _ in self.not_applicable if place == item and name)

    def variant(self, item: str) -> dict[str, str]:
        """The facts that change the shape of an item's formula."""
        return {name: value for place, name, value in self.variants if place == item}


def shaping_names() -> frozenset[str]:
    """The names of facts that change the shape of some kind's formula."""
    return frozenset(name for kind in KINDS.values() for name in kind.variants)


def forms(facts: Facts) -> dict[str, Form]:
    """The form of every unit."""
    variants = _variants(facts)
    excused: dict[str, list[tuple[str, str, str]]] = {}
    for (unit, item, name), why in facts.not_applicable.items():
        excused.setdefault(unit, []).append((item, name, why))
    return {
        unit.id: Form(
            facts.tasks.get(unit.id),
            facts.changes,
            tuple(sorted(excused.get(unit.id, ()))),
            tuple(sorted(variants.get(unit.id, ()))),
        )
        for unit in facts.units
    }


def _variants(facts: Facts) -> dict[str, set[tuple[str, str, str]]]:
    names = shaping_names()
    found: dict[str, set[tuple[str, str, str]]] = {}
    for (unit, item, name), value in facts.values.items():
        if name in names:
            found.setdefault(unit, set()).add((item, name, value if isinstance(value, str) else "given"))
    for row in _rated(facts):
        found.setdefault(row[0], set()).add((row[1], "ratings", "given"))
    return found


def _rated(facts: Facts) -> Iterable[tuple[str, str]]:
    return ((row.unit, row.item) for row in facts.rows if row.table == "ratings")
