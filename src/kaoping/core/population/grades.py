"""Grades: the first band that holds, by score, further conditions and places; then steps up or down; then vetoes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kaoping.core.population.bands import BandFinding, check_bands
from kaoping.core.population.conditions import Condition, unmet
from kaoping.core.population.intervals import Interval
from kaoping.core.population.quotas import Choice, Quota, choose
from kaoping.core.population.ranks import Place, Ranking, Tied, in_order, incomplete_in
from kaoping.core.population.reason import Reason, Wording
from kaoping.core.population.standing import Standing
from kaoping.core.population.verdicts import verdict_reason
from kaoping.core.text import Text


@dataclass(frozen=True)
class GradeBand:
    """A grade of a ladder, best first: its scores, further conditions, and how many units may have it at most."""

    id: str
    name: Text
    scores: Interval = field(default_factory=Interval)
    conditions: tuple[Condition, ...] = ()
    quota: Quota | None = None

    @property
    def needs_ranks(self) -> bool:
        """Whether it can be given only when the whole group is complete."""
        return self.quota is not None or any(condition.needs_ranks for condition in self.conditions)


Ladder = tuple[GradeBand, ...]


@dataclass(frozen=True)
class Graded:
    """A unit's grade with its reasons. Not `settled`: the grade waits for facts or for a decision."""

    grade: Text | None
    reasons: tuple[Reason, ...] = ()
    settled: bool = True


def check_ladder(ladder: Ladder, within: Interval, decimals: int | None = None) -> tuple[BandFinding, ...]:
    """Gaps, overlaps and dead bands of a ladder for the scores that can occur (see `check_bands`)."""
    conditional = [position for position, band in enumerate(ladder) if band.conditions or band.quota]
    return check_bands([band.scores for band in ladder], within, decimals, conditional)


def grades(
    ladder: Ladder, pool: Tied, placed: Mapping[str, Place], ranking: Ranking, wording: Wording
) -> dict[str, Graded]:
    """The grade of every counted unit of one pool. Without a ladder only a veto sets a grade.

    ValueError where a veto names a grade that the ladder does not have.
    """
    by_veto = {unit.unit: grade for unit in pool if (grade := _set_by_veto(unit, ladder)) is not None}
    graded = {unit: Graded(grade, (_veto_reason(_SET, grade),)) for unit, grade in by_veto.items()}
    others = tuple(unit for unit in pool if unit.unit not in graded)
    if not ladder:
        return graded | {unit.unit: Graded(None) for unit in others}
    waiting = len(incomplete_in(pool))
    if waiting and any(band.needs_ranks for band in ladder):
        return graded | {unit.unit: Graded(None, (_waits(waiting),), settled=False) for unit in others}
    walk = _walk(ladder, others, placed, len(pool), ranking)
    return graded | {unit.unit: _graded(unit, ladder, walk, placed, wording) for unit in others}


@dataclass(frozen=True)
class _Walk:
    """How units went down a ladder: the position that held each of them, and the choices made at bands with a quota."""

    positions: Mapping[str, int]
    choices: Mapping[int, Choice]

    def is_undecided(self, unit: Standing) -> bool:
        return any(choice.holds(unit.unit) is None for choice in self.choices.values() if unit.unit in choice.verdicts)


def _walk(ladder: Ladder, units: Tied, placed: Mapping[str, Place], assessed: int, ranking: Ranking) -> _Walk:
    positions: dict[str, int] = {}
    choices: dict[int, Choice] = {}
    waiting = [unit for unit in units if unit.complete]
    for position, band in enumerate(ladder):
        fitting = [unit for unit in waiting if _reaches(unit, band) and not unmet(band.conditions, unit, placed)]
        gone = {unit.unit for unit in fitting}
        if band.quota:
            limited = {unit.unit for unit in fitting if _best_allowed(unit, ladder) > position}
            candidates = [unit for unit in fitting if unit.unit not in limited]
            arithmetic = band.quota.arithmetic(assessed, len(candidates), ranking.within == "group")
            choices[position] = choose(band.quota, arithmetic, in_order(candidates, ranking.tie_breaks))
            gone = limited | {*choices[position].chosen, *choices[position].undecided}
        positions |= dict.fromkeys(gone, position)
        waiting = [unit for unit in waiting if unit.unit not in gone]
    return _Walk(positions, choices)


def _reaches(unit: Standing, band: GradeBand) -> bool:
    return unit.score is not None and unit.score in band.scores


def _graded(unit: Standing, ladder: Ladder, walk: _Walk, placed: Mapping[str, Place], wording: Wording) -> Graded:
    if unit.score is None:
        return Graded(None, (_INCOMPLETE,), settled=False)
    position = walk.positions.get(unit.unit)
    seen = ladder if position is None else ladder[:position]
    reasons = [_failed(band, unit, placed, wording) for band in seen if _reaches(unit, band)]
    said = [reason for reason in reasons if reason] + _quota_reasons(unit, ladder, walk, wording)
    if walk.is_undecided(unit):
        return Graded(None, tuple(said), settled=False)
    if position is None:
        return Graded(None, (*said, _NONE))
    held = _held(ladder[position], wording.score(unit.score), wording)
    return _after_steps_and_vetoes(unit, ladder, position, (*said, held))


def _failed(band: GradeBand, unit: Standing, placed: Mapping[str, Place], wording: Wording) -> Reason | None:
    failed = unmet(band.conditions, unit, placed)
    if not failed:
        return None
    says = Text("得分够“{grade}”，但不满足：{failed}。", "The score is enough for “{grade}”, but not met: {failed}.")
    unmet_says = [condition.says(wording) for condition in failed]
    return Reason("grade-condition", says.with_values(grade=band.name, failed=unmet_says))


def _quota_reasons(unit: Standing, ladder: Ladder, walk: _Walk, wording: Wording) -> list[Reason]:
    reasons = []
    for position, choice in walk.choices.items():
        band = ladder[position]
        if band.quota and unit.unit in choice.verdicts:
            reasons.append(verdict_reason("grade-quota", unit, choice, band.quota, name=band.name, wording=wording))
    return reasons


def _held(band: GradeBand, score: str, wording: Wording) -> Reason:
    says = Text("{score} 分，符合“{grade}”的条件：{asked}。", "{score} meets what “{grade}” asks for: {asked}.")
    asked = [band.scores.says, *(condition.says(wording) for condition in band.conditions)]
    return Reason("grade-band", says.with_values(score=score, grade=band.name, asked=asked))


def _after_steps_and_vetoes(unit: Standing, ladder: Ladder, position: int, reasons: tuple[Reason, ...]) -> Graded:
    for step in unit.grade_steps:
        reached = min(max(position - step.steps, 0), len(ladder) - 1)
        reasons += (_step_reason(ladder[position], ladder[reached], step.because),)
        position = reached
    best = _best_allowed(unit, ladder)
    if position < best:
        return Graded(ladder[best].name, (*reasons, _veto_reason(_LIMITED, ladder[best].name)))
    return Graded(ladder[position].name, reasons)


def _step_reason(before: GradeBand, after: GradeBand, because: Text) -> Reason:
    says = Text("{because}：等次由“{before}”到“{after}”。", "{because}: the grade goes from “{before}” to “{after}”.")
    return Reason("grade-step", says.with_values(because=because, before=before.name, after=after.name))


def _set_by_veto(unit: Standing, ladder: Ladder) -> Text | None:
    """The lowest of the grades that vetoes set; without a ladder that of the first veto."""
    decisions = sorted(unit.vetoes, key=lambda veto: (veto.veto, veto.decision))
    named = [_named(veto.effect.grade, ladder) for veto in decisions if veto.effect.grade is not None]
    return max(named, key=lambda grade: _position(grade, ladder) if ladder else 0, default=None)


def _named(grade: Text | str, ladder: Ladder) -> Text:
    if isinstance(grade, Text):
        return grade
    if not ladder:
        raise ValueError("a veto sets the worst grade, but there are no grades")
    return ladder[-1].name


def _best_allowed(unit: Standing, ladder: Ladder) -> int:
    limits = [veto.effect.grade_at_most for veto in unit.vetoes]
    return max((_position(limit, ladder) for limit in limits if limit is not None), default=0)


def _position(grade: Text, ladder: Ladder) -> int:
    wanted = grade.in_language("zh")
    for position, band in enumerate(ladder):
        if band.name.in_language("zh") == wanted:
            return position
    raise ValueError(f"a veto names the grade {wanted}, which is not in the ladder")


_INCOMPLETE = Reason("grade-incomplete", Text("数据不全，暂不定等次。", "Facts are missing: no grade yet."))
_NONE = Reason("grade-none", Text("没有一个等次的条件成立。", "No grade's conditions are met."))
_SET = ("grade-veto", Text("因一票否决，等次定为“{grade}”。", "Vetoed: the grade is “{grade}”."))
_LIMITED = ("grade-at-most", Text("因一票否决，等次不高于“{grade}”。", "Vetoed: the grade is “{grade}” at most."))


def _veto_reason(says: tuple[str, Text], grade: Text) -> Reason:
    return Reason(says[0], says[1].with_values(grade=grade))


def _waits(waiting: int) -> Reason:
    says = Text("还有 {waiting} 个单位数据不全，暂不定等次。", "No grade yet; units still incomplete: {waiting}.")
    return Reason("grade-waits", says.with_values(waiting=waiting))
