"""Folds over a unit's rows and statistics of its peers, spelled out cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kaoping.core.formula import Each, Number
from kaoping.core.readers.sheet.piece import ATOM, PRODUCT, Piece, added, call, of_many

LOWEST = "-1E+300"


@dataclass(frozen=True)
class Term:
    """One row of a fold: the condition on which it counts (none: always), its value and its weight."""

    condition: str
    value: Piece
    weight: Piece | None = None

    def counting(self, piece: Piece, otherwise: str = "0") -> Piece:
        """The piece where the row counts."""
        return call("IF", self.condition, piece.text, otherwise) if self.condition else piece


Terms = Sequence[Term]


def number_of(terms: Terms) -> Piece:
    """How many rows count."""
    if not any(term.condition for term in terms):
        return Piece(str(len(terms)))
    return added([term.counting(Piece("1")) for term in terms])


def where_any(terms: Terms, piece: Piece, otherwise: str = "0") -> Piece:
    """The piece where any row counts."""
    if any(not term.condition for term in terms):
        return piece
    return call("IF", f"{number_of(terms).text}=0", otherwise, piece.text) if terms else Piece(otherwise)


def sum_of(terms: Terms) -> Piece:
    """The sum of the rows that count."""
    return added([term.counting(term.value) for term in terms])


def _mean_of(terms: Terms) -> Piece:
    weighed, weights = [], []
    for term in terms:
        weight = term.weight or Piece("1")
        product = Piece(f"{term.value.within(PRODUCT)}*{weight.within(ATOM)}", PRODUCT) if term.weight else term.value
        weighed.append(term.counting(product))
        weights.append(term.counting(weight))
    count = added(weights) if any(term.weight for term in terms) else number_of(terms)
    return Piece(f"{added(weighed).within(PRODUCT)}/{count.within(ATOM)}", PRODUCT)


def _sum(each: Each, groups: Sequence[Terms], cap: Piece) -> Piece:
    return sum_of([term for terms in groups for term in terms])


def _highest(each: Each, groups: Sequence[Terms], cap: Piece) -> Piece:
    everything = [term for terms in groups for term in terms]
    return where_any(everything, of_many("MAX", [term.counting(term.value, LOWEST).text for term in everything]))


def _excess(each: Each, groups: Sequence[Terms], cap: Piece) -> Piece:
    above = [where_any(terms, call("MAX", f"{sum_of(terms).text}-{cap.within(PRODUCT)}", "0")) for terms in groups]
    missing_too = [] if each.cap is None or isinstance(each.cap, Number) else [Piece(f"0*{cap.within(ATOM)}", PRODUCT)]
    return added([*above, *missing_too])


def _mean(each: Each, groups: Sequence[Terms], cap: Piece) -> Piece:
    everything = [term for terms in groups for term in terms]
    if len(groups) <= 1:
        return where_any(everything, _mean_of(everything)) if groups else Piece("0")
    means = added([where_any(terms, _mean_of(terms)) for terms in groups])
    present = [where_any(terms, Piece("1")) for terms in groups]
    number = Piece(str(len(groups))) if all(piece.text == "1" for piece in present) else added(present)
    return where_any(everything, Piece(f"{means.within(PRODUCT)}/{number.within(ATOM)}", PRODUCT))


FOLDS: Mapping[str, Callable[[Each, Sequence[Terms], Piece], Piece]] = {
    "sum": _sum,
    "highest": _highest,
    "excess": _excess,
    "mean": _mean,
}
