"""Red and black lists (红黑榜): the best and the last of a pool; nobody stands in both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kaoping.core.population.quotas import Choice, Quota, choose
from kaoping.core.population.ranks import Ranking, Tied, Within, in_order, incomplete_in
from kaoping.core.population.reason import Reason, Wording
from kaoping.core.population.standing import Standing
from kaoping.core.population.verdicts import LISTED, verdict_reason
from kaoping.core.text import Text

Listed = Literal["red", "black"]
_NAMES: Mapping[Listed, Text] = {"red": Text("红榜", "Red list"), "black": Text("黑榜", "Black list")}


@dataclass(frozen=True)
class RedBlack:
    """How many of the best and how many of the last are listed. A vetoed unit may stand in the black list only."""

    red: Quota
    black: Quota
    within: Within | None = None


@dataclass(frozen=True)
class Listing:
    """In which list a unit stands, and why; None is neither, or not yet decided."""

    listed: Listed | None
    reasons: tuple[Reason, ...]


def list_units(rules: RedBlack, pool_name: str, pool: Tied, ranking: Ranking, wording: Wording) -> dict[str, Listing]:
    """The listing of every counted unit of one pool."""
    waiting = len(incomplete_in(pool))
    if waiting:
        says = Text(
            "红黑榜：还有 {n} 个单位数据不全，暂不公布。", "Red and black lists wait; units still incomplete: {n}."
        )
        return {unit.unit: Listing(None, (Reason("list-waits", says.with_values(n=waiting)),)) for unit in pool}
    ordered = in_order((unit for unit in pool if not unit.barred), ranking.tie_breaks)
    red_seats = rules.red.arithmetic(len(pool), sum(map(len, ordered)), of_group=bool(pool_name))
    black_seats = rules.black.arithmetic(len(pool), len(pool), of_group=bool(pool_name))
    red = choose(rules.red, red_seats, ordered)
    worst_first = tuple(reversed(in_order(pool, ranking.tie_breaks)))
    black = choose(rules.black, black_seats, worst_first, worst_first=True)
    return {unit.unit: _listing(unit, rules, red, black, wording) for unit in pool}


def _listing(unit: Standing, rules: RedBlack, red: Choice, black: Choice, wording: Wording) -> Listing:
    in_red, in_black = not unit.barred and red.holds(unit.unit), black.holds(unit.unit)
    if in_red and in_black:
        says = Text("同时够红榜和黑榜，两榜都不列。", "Within reach of both lists, so in neither.")
        return Listing(None, (Reason("list-both", says),))
    reasons = [_why("black", unit, black, rules.black, wording)]
    if not unit.barred:
        reasons.insert(0, _why("red", unit, red, rules.red, wording))
    if not in_red and not in_black:
        return Listing(None, tuple(reasons))
    return Listing("red" if in_red else "black", tuple(reasons))


def _why(listed: Listed, unit: Standing, choice: Choice, quota: Quota, wording: Wording) -> Reason:
    return verdict_reason(f"{listed}-list", unit, choice, quota, name=_NAMES[listed], wording=wording, chosen=LISTED)
