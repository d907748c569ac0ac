"""Awards: who may be chosen, who is, and one sentence for every unit that is in or out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kaoping.core.population.conditions import Condition, unmet
from kaoping.core.population.grades import Graded
from kaoping.core.population.quotas import Quota, QuotaArithmetic, choose
from kaoping.core.population.ranks import Place, Ranking, Tied, Within, in_order, incomplete_in
from kaoping.core.population.reason import Reason, Wording
from kaoping.core.population.standing import Standing
from kaoping.core.population.verdicts import verdict_reason
from kaoping.core.text import Text


@dataclass(frozen=True)
class Award:
    """An award with its quota. `within` is that of the ranking unless it says otherwise.

    `by` compares one item's score instead of the total (单项先进). `grades` are the printed words of the grades that may
    be chosen (none named: any). `excludes` are awards named before this one whose holders cannot have it as well.
    """

    id: str
    name: Text
    quota: Quota
    within: Within | None = None
    by: str | None = None
    grades: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    excludes: tuple[str, ...] = ()

    @property
    def needs_ranks(self) -> bool:
        """Whether it asks for a place in the ranking beyond its own quota."""
        return any(condition.needs_ranks for condition in self.conditions)


@dataclass(frozen=True)
class AwardDecision:
    """An award in one pool: the arithmetic, who has it (None: not yet decided), and why.

    `pool` is the group, "" for all units together. `waits_for` are the units whose facts it waits for; until they are
    there an arithmetic on the base `eligible` is provisional.
    """

    award: str
    pool: str
    arithmetic: QuotaArithmetic
    holders: Mapping[str, bool | None]
    reasons: Mapping[str, Reason]
    waits_for: tuple[str, ...] = ()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The units that have the award, by id."""
        return tuple(sorted(unit for unit, holds in self.holders.items() if holds))

    @property
    def undecided(self) -> tuple[str, ...]:
        """The units for which it is not decided, by id."""
        return tuple(sorted(unit for unit, holds in self.holders.items() if holds is None))


@dataclass(frozen=True)
class Known:
    """What is decided before an award is: places, grades, the awards before it, and units whose ranks still wait."""

    ranking: Ranking
    placed: Mapping[str, Place]
    graded: Mapping[str, Graded]
    held: Mapping[str, Mapping[str, bool | None]]
    award_names: Mapping[str, Text]
    without_ranks: Tied = ()


def decide_award(award: Award, pool_name: str, pool: Tied, known: Known, wording: Wording) -> AwardDecision:
    """Decide one award in one pool of counted units."""
    waits_for = _waits_for(award, pool, known)
    if waits_for or _waits_for_decision(award, pool, known):
        return _waiting(award, pool_name, pool, waits_for)
    refused = {unit.unit: reason for unit in pool if (reason := _refusal(award, unit, known, wording))}
    candidates = [unit for unit in pool if unit.unit not in refused]
    arithmetic = award.quota.arithmetic(len(pool), len(candidates), of_group=bool(pool_name))
    tie_breaks = known.ranking.tie_breaks if award.by is None else ()
    choice = choose(award.quota, arithmetic, in_order(candidates, tie_breaks, award.by))
    holders = dict.fromkeys(refused, False) | {unit.unit: choice.holds(unit.unit) for unit in candidates}
    said = {
        unit.unit: verdict_reason("award", unit, choice, award.quota, name=award.name, wording=wording, by=award.by)
        for unit in candidates
    }
    told = {unit: _with_arithmetic(award, arithmetic, reason) for unit, reason in refused.items()}
    return AwardDecision(award.id, pool_name, arithmetic, holders, told | said)


def _waits_for(award: Award, pool: Tied, known: Known) -> tuple[str, ...]:
    ranks = known.without_ranks if award.needs_ranks else ()
    return tuple(sorted({unit.unit for unit in (*incomplete_in(pool), *ranks)}))


def _waits_for_decision(award: Award, pool: Tied, known: Known) -> bool:
    """Whether a grade or an earlier award that this one builds on is still open for a unit of the pool."""
    open_grade = award.grades and not all(known.graded[unit.unit].settled for unit in pool)
    return bool(open_grade) or any(known.held[other][unit.unit] is None for other in award.excludes for unit in pool)


def _waiting(award: Award, pool_name: str, pool: Tied, waits_for: tuple[str, ...]) -> AwardDecision:
    if waits_for:
        says = Text("还有 {n} 个单位数据不全，暂不评定。", "Not decided yet; units still incomplete: {n}.")
        why = Reason("award-waits", _named(award, says.with_values(n=len(waits_for))))
    else:
        says = Text("等次或在先的评选尚未定，暂不评定。", "Not decided yet: grades or an award before it are open.")
        why = Reason("award-waits-for-decision", _named(award, says))
    units = [unit.unit for unit in pool]
    eligible = sum(not unit.barred for unit in pool)
    arithmetic = award.quota.arithmetic(len(pool), eligible, of_group=bool(pool_name))
    return AwardDecision(award.id, pool_name, arithmetic, dict.fromkeys(units), dict.fromkeys(units, why), waits_for)


def _refusal(award: Award, unit: Standing, known: Known, wording: Wording) -> Reason | None:
    """Why a unit cannot be chosen at all (half a sentence), or None for a candidate."""
    failed = unmet(award.conditions, unit, known.placed)
    grade = known.graded[unit.unit].grade
    other = next((id_ for id_ in award.excludes if known.held[id_][unit.unit]), None)
    refusals = [
        (unit.barred, "award-vetoed", _VETOED),
        (other, "award-excluded", _EXCLUDED.with_values(other=known.award_names[other] if other else "")),
        (
            award.grades and (grade is None or grade.in_language("zh") not in award.grades),
            "award-grade",
            _grade_says(award, grade),
        ),
        (failed, "award-condition", _FAILED.with_values(failed=[condition.says(wording) for condition in failed])),
        (award.by and award.by not in unit.items, "award-not-applicable", _item_says(award, wording)),
    ]
    return next((Reason(code, says) for holds, code, says in refusals if holds), None)


_VETOED = Text("因一票否决未入选，名额依次递补", "vetoed, not chosen; the place goes to the next")
_EXCLUDED = Text("已获“{other}”，不再参评", "holds “{other}” already, not chosen")
_FAILED = Text("不满足：{failed}，未入选", "not met: {failed}, not chosen")


def _grade_says(award: Award, grade: Text | None) -> Text:
    says = Text("等次为“{grade}”，要求“{asked}”，未入选", "its grade is “{grade}”, asked for is “{asked}”: not chosen")
    return says.with_values(grade=grade or Text("无", "none"), asked=award.grades)


def _item_says(award: Award, wording: Wording) -> Text:
    says = Text("“{item}”对本单位不适用，未入选", "“{item}” does not apply to it, not chosen")
    return says.with_values(item=wording.item(award.by or ""))


def _with_arithmetic(award: Award, arithmetic: QuotaArithmetic, reason: Reason) -> Reason:
    says = Text("{arithmetic}；本单位{why}。", "{arithmetic}; this unit: {why}.")
    return Reason(reason.code, _named(award, says.with_values(arithmetic=arithmetic.says, why=reason.text)))


def _named(award: Award, says: Text) -> Text:
    return Text("{name}：{says}", "{name}: {says}", {"name": award.name, "says": says})
