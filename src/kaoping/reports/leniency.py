"""How strictly each body scores: how often it gives full marks, and what it takes on the average."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.numbers import added
from kaoping.core.text import Text
from kaoping.schemes.assessment import Assessment


@dataclass(frozen=True)
class Leniency:
    """What one body, the leading one of its items, has given: all exact.

    `scored` are the scores it has given, one per item and unit; `full` those at full marks or above. `loss` is the mean
    of what was taken, `share` the mean of what was taken as a share of the item's points.
    """

    body: Text
    items: int
    scored: int
    full: int
    loss: Fraction
    share: Fraction

    @property
    def full_share(self) -> Fraction:
        """How many of its scores are full marks, as a share."""
        return Fraction(self.full, self.scored)


def leniency(assessment: Assessment) -> tuple[Leniency, ...]:
    """Every body that leads an item with points and has scored it, in the scheme's order."""
    given: dict[str, list[tuple[str, Fraction, Fraction]]] = {}
    for body, item, points, score in _given(assessment):
        given.setdefault(body, []).append((item, points, score))
    known = {one.id: Text(one.name, one.english or one.name) for one in assessment.settled.scheme.assessors}
    order = [*(body for body in known if body in given), *(body for body in given if body not in known)]
    return tuple(_of_body(known.get(body, Text(body, body)), given[body]) for body in order)


def _given(assessment: Assessment) -> Iterator[tuple[str, str, Fraction, Fraction]]:
    """Every known score of an item with points: its leading body, the item, its points, the score."""
    for card in assessment.cards:
        for one in card.items:
            if one.item.points and one.item.assessors and one.score is not None:
                yield one.item.assessors[0], one.item.id, one.item.points, one.score


def _of_body(body: Text, given: list[tuple[str, Fraction, Fraction]]) -> Leniency:
    losses = [points - score for _, points, score in given]
    shares = [loss / points for loss, (_, points, _) in zip(losses, given, strict=True)]
    return Leniency(
        body=body,
        items=len({item for item, _, _ in given}),
        scored=len(given),
        full=sum(loss <= 0 for loss in losses),
        loss=added(losses) / len(given),
        share=added(shares) / len(given),
    )
