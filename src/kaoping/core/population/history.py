"""What follows from results of several years: repeated bad grades, and prizes that grow by years in a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.population.reason import Reason
from kaoping.core.population.standing import PastResult
from kaoping.core.text import Text


@dataclass(frozen=True)
class Repetition:
    """A consequence of the same bad result in `years` years running (连续两年不合格的，……). `grades` are printed words."""

    id: str
    grades: tuple[str, ...]
    years: int
    consequence: Text


@dataclass(frozen=True)
class Prize:
    """Money or another amount by years in a row with an award or a grade (分别奖励1、3、5、7、9万元).

    `amounts` begin with the first year; the last one holds for all longer runs. `unit` is the unit of the amounts.
    """

    id: str
    name: Text
    amounts: tuple[Fraction, ...]
    unit: Text
    award: str | None = None
    grade: str | None = None

    def __post_init__(self) -> None:
        if (self.award is None) == (self.grade is None) or not self.amounts:
            raise ValueError("a prize is for an award or for a grade, and has at least one amount")


def years_in_a_row(this_year: PastResult, history: tuple[PastResult, ...], holds: Callable[[PastResult], bool]) -> int:
    """For how many years running, this one included, a result holds. A year without a known result ends the run."""
    known = {result.year: result for result in history} | {this_year.year: this_year}
    years = 0
    while (result := known.get(this_year.year - years)) and holds(result):
        years += 1
    return years


def repeated(
    rules: tuple[Repetition, ...], this_year: PastResult, history: tuple[PastResult, ...]
) -> dict[str, Reason]:
    """The repetitions that have happened, by id, each with its sentence."""
    says = Text(
        "连续 {years} 年评为“{grades}”：{consequence}。", "Graded “{grades}” {years} years running: {consequence}."
    )
    runs = {rule.id: years_in_a_row(this_year, history, _graded(rule.grades)) for rule in rules}
    return {
        rule.id: Reason(
            "repetition",
            says.with_values(years=runs[rule.id], grades=rule.grades, consequence=rule.consequence),
        )
        for rule in rules
        if runs[rule.id] >= rule.years
    }


def prizes_won(
    rules: tuple[Prize, ...], this_year: PastResult, history: tuple[PastResult, ...]
) -> dict[str, tuple[Fraction, Reason]]:
    """The prizes of a unit, by id: the amount and its sentence."""
    runs = {prize.id: years_in_a_row(this_year, history, _earns(prize)) for prize in rules}
    return {prize.id: _won(prize, runs[prize.id]) for prize in rules if runs[prize.id]}


def _won(prize: Prize, years: int) -> tuple[Fraction, Reason]:
    amount = prize.amounts[min(years, len(prize.amounts)) - 1]
    says = Text("{name}：连续第 {years} 年，{amount} {unit}。", "{name}: {amount} {unit}, years running: {years}.")
    return amount, Reason("prize", says.with_values(name=prize.name, years=years, amount=amount, unit=prize.unit))


def _earns(prize: Prize) -> Callable[[PastResult], bool]:
    if prize.award is None:
        return _graded((prize.grade or "",))
    award = prize.award
    return lambda result: award in result.awards


def _graded(grades: tuple[str, ...]) -> Callable[[PastResult], bool]:
    return lambda result: result.grade in grades
