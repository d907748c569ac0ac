"""Conditions beside the score that a grade or an award may ask for: «总分≥90且无单项为0»."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast

from kaoping.core.numbers import decimal, written
from kaoping.core.population.ranks import Place
from kaoping.core.population.reason import Wording
from kaoping.core.population.standing import Standing
from kaoping.core.text import Text

Measure = Literal["score", "lowest_item", "rank", "rank_from_last", "item"]
Comparison = Literal[">=", ">", "<=", "<", "="]

_COMPARE: dict[Comparison, tuple[Callable[[Fraction, Fraction], bool], str]] = {
    ">=": (operator.ge, "≥"),
    ">": (operator.gt, ">"),
    "<=": (operator.le, "≤"),
    "<": (operator.lt, "<"),
    "=": (operator.eq, "="),
}
_SAYS: dict[Measure, Text] = {
    "score": Text("得分", "score"),
    "lowest_item": Text("最低单项得分", "lowest item score"),
    "rank": Text("名次", "rank"),
    "rank_from_last": Text("倒数名次", "rank from the last"),
    "item": Text("“{item}”得分", "score of “{item}”"),
}
_ONE = re.compile(r'(score|lowest_item|rank|rank_from_last|score\("(?P<item>[^"]+)"\))\s*(>=|<=|>|<|=)\s*(\S+)')


@dataclass(frozen=True)
class Condition:
    """One comparison; several together are a conjunction. `item` names the item of the measure `item`."""

    measure: Measure
    comparison: Comparison
    bound: Fraction
    item: str = ""

    def holds(self, unit: Standing, place: Place) -> bool:
        """Whether a complete unit meets it. An item that does not apply to the unit is no obstacle."""
        value = self._value(unit, place)
        return value is None or _COMPARE[self.comparison][0](value, self.bound)

    @property
    def needs_ranks(self) -> bool:
        """Whether it can be judged only when the whole group is complete."""
        return self.measure in ("rank", "rank_from_last")

    def says(self, wording: Wording) -> Text:
        """The condition in words."""
        values = {"what": _SAYS[self.measure], "sign": _COMPARE[self.comparison][1], "bound": written(self.bound)}
        if self.item:
            values["what"] = _SAYS["item"].with_values(item=wording.item(self.item))
        return Text("{what} {sign} {bound}", "{what} {sign} {bound}", values)

    def _value(self, unit: Standing, place: Place) -> Fraction | None:
        if self.measure == "item":
            return unit.items.get(self.item)
        if self.measure == "lowest_item" and unit.lowest_item is None:
            raise ValueError(f"{unit.unit} comes without its lowest item score, which a condition needs")
        measured = {
            "score": unit.score,
            "lowest_item": unit.lowest_item,
            "rank": Fraction(place.rank),
            "rank_from_last": Fraction(place.from_last),
        }
        return measured[self.measure]


def read_conditions(text: str) -> tuple[Condition, ...] | None:
    """Conditions from their text, `lowest_item > 0 and score("3") >= 40`, or None where it cannot be read.

    Measures are `score`, `lowest_item`, `rank`, `rank_from_last` and `score("ITEM")`; signs are `>= > <= < =`.
    """
    read = [_read(part.strip()) for part in text.split(" and ")]
    conditions = [condition for condition in read if condition]
    return tuple(conditions) if len(conditions) == len(read) else None


def _read(text: str) -> Condition | None:
    found = _ONE.fullmatch(text)
    bound = decimal(found[4]) if found else None
    if found is None or bound is None:
        return None
    measure = "item" if found["item"] else found[1]
    return Condition(cast("Measure", measure), cast("Comparison", found[3]), bound, found["item"] or "")


def unmet(conditions: Iterable[Condition], unit: Standing, placed: Mapping[str, Place]) -> list[Condition]:
    """The conditions that a complete unit does not meet."""
    return [condition for condition in conditions if not condition.holds(unit, placed[unit.unit])]
