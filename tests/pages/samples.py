"""The demonstration year as the pages show it: scored once, complete and with facts missing."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kaoping.core.facts import Facts, Unit
from kaoping.demonstration.year import demonstration_facts
from kaoping.schemes.assessment import Assessment, assess
from kaoping.schemes.read import read
from kaoping.schemes.reading_effects import Effect, Trial
from kaoping.web.pages.ranking.build import Doubts

CHAOYANG, STATIONS = "chaoyang-2009-efficiency", "beijing-stations-2020"
MISSING = {("jd-10", "7", "given"), ("jd-10", "9", "leader"), ("dq-02", "9", "opinion")}
OPEN_READINGS = (("quota-ties", "none-in"), ("rating-scale", "mean"), ("quota-rounding", "floor"))


@cache
def year(scheme: str) -> Assessment:
    """The demonstration year of a scheme."""
    return assess(read(scheme), demonstration_facts(scheme))


@cache
def unfinished_year() -> Assessment:
    """The year of Chaoyang before everybody has reported."""
    facts = demonstration_facts(CHAOYANG)
    values = {key: value for key, value in facts.values.items() if key not in MISSING}
    return assess(read(CHAOYANG), replace(facts, values=values))


@cache
def effects() -> dict[tuple[str, str], Effect]:
    """What some readings that nobody has confirmed yet would change."""
    trial = Trial(read(CHAOYANG), demonstration_facts(CHAOYANG))
    return {choice: trial.effect((choice,)) for choice in OPEN_READINGS}


def doubts() -> Doubts:
    """The units whose rank or award depends on them."""
    found = ({unit for one in effects().values() for unit in one.changed[aspect]} for aspect in ("rank", "award"))
    return Doubts(*found)


def many_units(count: int) -> Facts:
    """The facts of one station unit, given to so many units."""
    facts = demonstration_facts(STATIONS)
    first = facts.units[0]
    units = tuple(Unit(f"u{number:04}", f"示例单位{number:04}", first.group) for number in range(1, count + 1))
    values = {
        (unit.id, item, name): value
        for unit in units
        for (owner, item, name), value in facts.values.items()
        if owner == first.id
    }
    return Facts(STATIONS, units, values, sample=True)
