"""From scores to results: rank, grade, awards and lists of every unit, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from kaoping.core.population.awards import Award, AwardDecision, Known, decide_award
from kaoping.core.population.grades import GradeBand, Graded, grades
from kaoping.core.population.history import Prize, Repetition, prizes_won, repeated
from kaoping.core.population.lists import Listed, Listing, RedBlack, list_units
from kaoping.core.population.ranks import (
    Place,
    Ranking,
    Tied,
    incomplete_in,
    not_counted_reason,
    places,
    pools,
    rank_reasons,
)
from kaoping.core.population.reason import Reason, Wording
from kaoping.core.population.standing import PastResult, Standing
from kaoping.core.population.vetoes import veto_reasons
from kaoping.core.text import Text


@dataclass(frozen=True)
class ResultRules:
    """Everything a scheme says about results. `grades` are best first; `year` is needed where history counts."""

    ranking: Ranking = field(default_factory=Ranking)
    grades: tuple[GradeBand, ...] = ()
    awards: tuple[Award, ...] = ()
    red_black: RedBlack | None = None
    repetitions: tuple[Repetition, ...] = ()
    prizes: tuple[Prize, ...] = ()
    year: int | None = None
    wording: Wording = field(default_factory=Wording)

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for award in self.awards:
            if award.id in seen or not seen.issuperset(award.excludes):
                raise ValueError(f"{award.id}: awards have different ids and exclude awards named before them")
            seen.add(award.id)
        if self.year is None and (self.repetitions or self.prizes):
            raise ValueError("what depends on years in a row needs the assessed year")


@dataclass(frozen=True)
class Outcome:
    """The result of one unit. `awards` by id: true, false, or None while it is not decided."""

    unit: str
    rank: int | None
    tied: bool
    grade: Text | None
    awards: Mapping[str, bool | None]
    listed: Listed | None
    consequences: tuple[str, ...]
    prizes: Mapping[str, Fraction]
    reasons: tuple[Reason, ...]

    @property
    def award(self) -> bool | None:
        """The first award of the scheme; None without one, or while it is not decided."""
        return next(iter(self.awards.values()), None)


@dataclass(frozen=True)
class Results:
    """The outcomes of all units by id, in the order of the input, and the decision on every award in every pool."""

    outcomes: Mapping[str, Outcome]
    decisions: tuple[AwardDecision, ...]


def decide(rules: ResultRules, standings: Iterable[Standing]) -> Results:
    """Ranks, grades, awards and lists of all units; the order of the input decides nothing.

    ValueError where a unit comes twice, or where the rules contradict each other.
    """
    units = tuple(standings)
    if len({unit.unit for unit in units}) < len(units):
        raise ValueError("a unit comes twice")
    ranked = _rank_and_grade(rules, units)
    decisions = _decide_awards(rules, units, ranked)
    held = _held(rules, decisions)
    listings = _list(rules, units)
    outcomes = {
        unit.unit: _outcome(unit, rules, ranked=ranked, decisions=decisions, held=held, listings=listings)
        for unit in units
    }
    return Results(outcomes, decisions)


@dataclass(frozen=True)
class _Ranked:
    """Places and grades of all units, with the reasons for the ranks."""

    placed: Mapping[str, Place]
    reasons: Mapping[str, list[Reason]]
    graded: Mapping[str, Graded]


def _rank_and_grade(rules: ResultRules, units: Tied) -> _Ranked:
    placed: dict[str, Place] = {}
    reasons: dict[str, list[Reason]] = {}
    graded: dict[str, Graded] = {}
    for pool in pools(units, rules.ranking.within).values():
        placed |= places(pool, rules.ranking)
        reasons |= rank_reasons(pool, rules.ranking, placed, rules.wording)
        graded |= grades(rules.grades, pool, placed, rules.ranking, rules.wording)
    return _Ranked(placed, reasons, graded)


def _decide_awards(rules: ResultRules, units: Tied, ranked: _Ranked) -> tuple[AwardDecision, ...]:
    names = {award.id: award.name for award in rules.awards}
    without_ranks = incomplete_in(units) if rules.ranking.within == "all" else ()
    decisions: tuple[AwardDecision, ...] = ()
    for award in rules.awards:
        held = _held(rules, decisions)
        known = Known(rules.ranking, ranked.placed, ranked.graded, held, names, without_ranks)
        in_pools = pools(units, award.within or rules.ranking.within).items()
        decisions += tuple(decide_award(award, name, pool, known, rules.wording) for name, pool in in_pools)
    return decisions


def _held(rules: ResultRules, decisions: tuple[AwardDecision, ...]) -> dict[str, dict[str, bool | None]]:
    held: dict[str, dict[str, bool | None]] = {award.id: {} for award in rules.awards}
    for decision in decisions:
        held[decision.award] |= decision.holders
    return held


def _list(rules: ResultRules, units: Tied) -> dict[str, Listing]:
    if rules.red_black is None:
        return {}
    listings: dict[str, Listing] = {}
    for name, pool in pools(units, rules.red_black.within or rules.ranking.within).items():
        listings |= list_units(rules.red_black, name, pool, rules.ranking, rules.wording)
    return listings


def _outcome(
    unit: Standing,
    rules: ResultRules,
    *,
    ranked: _Ranked,
    decisions: tuple[AwardDecision, ...],
    held: Mapping[str, Mapping[str, bool | None]],
    listings: Mapping[str, Listing],
) -> Outcome:
    if not unit.counted:
        return _not_counted(unit, rules)
    place = ranked.placed.get(unit.unit)
    graded = ranked.graded[unit.unit]
    listing = listings.get(unit.unit, Listing(None, ()))
    awards = {award.id: held[award.id][unit.unit] for award in rules.awards}
    repetitions, prizes = _over_the_years(unit, rules, graded, awards)
    return Outcome(
        unit=unit.unit,
        rank=place.rank if place else None,
        tied=bool(place and place.tied),
        grade=graded.grade,
        awards=awards,
        listed=listing.listed,
        consequences=tuple(repetitions),
        prizes={prize: amount for prize, (amount, _) in prizes.items()},
        reasons=(
            *veto_reasons(unit.vetoes),
            *ranked.reasons[unit.unit],
            *graded.reasons,
            *(decision.reasons[unit.unit] for decision in decisions if unit.unit in decision.reasons),
            *listing.reasons,
            *repetitions.values(),
            *(reason for _, reason in prizes.values()),
        ),
    )


def _over_the_years(
    unit: Standing, rules: ResultRules, graded: Graded, awards: Mapping[str, bool | None]
) -> tuple[dict[str, Reason], dict[str, tuple[Fraction, Reason]]]:
    if rules.year is None:
        return {}, {}
    holds = tuple(award for award, holds in awards.items() if holds)
    this_year = PastResult(rules.year, graded.grade.in_language("zh") if graded.grade else None, holds)
    return repeated(rules.repetitions, this_year, unit.history), prizes_won(rules.prizes, this_year, unit.history)


def _not_counted(unit: Standing, rules: ResultRules) -> Outcome:
    return Outcome(
        unit=unit.unit,
        rank=None,
        tied=False,
        grade=None,
        awards={award.id: False for award in rules.awards},
        listed=None,
        consequences=(),
        prizes={},
        reasons=(not_counted_reason(unit), *veto_reasons(unit.vetoes)),
    )
