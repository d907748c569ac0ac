"""How strictly bodies score: exact shares and means, counted for the leading body of every item with points."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from kaoping.demonstration.year import demonstration_facts
from kaoping.reports.leniency import leniency
from kaoping.schemes.assessment import Assessment, assess
from kaoping.schemes.read import read

CHAOYANG = "chaoyang-2009-efficiency"


def year(unit: str = "", item: str = "") -> Assessment:
    """The demonstration year; without the values of an item of a unit."""
    facts = demonstration_facts(CHAOYANG)
    values = {key: value for key, value in facts.values.items() if key[:2] != (unit, item)}
    return assess(read(CHAOYANG), replace(facts, values=values))


def test_every_score_of_an_item_with_points_is_counted_once_for_its_leading_body() -> None:
    scored = year()
    found = leniency(scored)
    pairs = [one for card in scored.cards for one in card.items if one.item.points and one.item.assessors]
    assert sum(one.scored for one in found) == len(pairs)
    assert sum(one.full for one in found) == sum(one.score == one.item.points for one in pairs)


def test_the_mean_loss_is_exact() -> None:
    scored = year()
    lost = [
        one.item.points - one.score
        for card in scored.cards
        for one in card.items
        if one.item.points and one.item.assessors and one.score is not None
    ]
    assert sum((one.loss * one.scored for one in leniency(scored)), Fraction(0)) == sum(lost)
    assert all(0 <= one.share <= 1 and 0 <= one.full_share <= 1 for one in leniency(scored))


def test_what_is_missing_is_no_loss() -> None:
    whole, lacking = leniency(year()), leniency(year("jd-10", "7"))
    assert sum(one.scored for one in whole) - sum(one.scored for one in lacking) == 1
