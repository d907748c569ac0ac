"""A reason: a stable code and one sentence that says why a unit stands where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.numbers import decimal_places, fixed, written
from kaoping.core.text import Text, verbatim


@dataclass(frozen=True)
class Reason:
    """Why something is so. Digests cover the code; the sentence may be improved without changing a result."""

    code: str
    text: Text


@dataclass(frozen=True)
class Wording:
    """How numbers and items are printed in reasons: decimals of a score, names of items."""

    decimals: int = 2
    item_names: Mapping[str, Text] | None = None

    def score(self, score: Fraction) -> str:
        """A score with the printed number of decimals; exactly, where it needs more."""
        needed = decimal_places(score)
        return written(score) if needed is None or needed > self.decimals else fixed(score, self.decimals)

    def item(self, item: str) -> Text:
        """The printed name of an item, or its id where no name is known."""
        return (self.item_names or {}).get(item) or verbatim(item)

    def items(self, items: tuple[str, ...]) -> list[Text]:
        """The printed names of several items, in their order."""
        return [self.item(item) for item in items]


def percent(share: Fraction) -> str:
    """A share as an exact percentage: 1/5 is 20%."""
    return f"{written(share * 100)}%"
