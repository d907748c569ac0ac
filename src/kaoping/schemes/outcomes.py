"""From a scheme's words to the rules that decide ranks, grades, awards; from scorecards to standings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from kaoping.core.defect import Defect, Refused
from kaoping.core.facts import Facts, Row, Unit
from kaoping.core.missing import YES, Missing
from kaoping.core.numbers import decimal
from kaoping.core.population import (
    Award,
    GradeBand,
    GradeStep,
    Interval,
    PastResult,
    Prize,
    Quota,
    Ranking,
    RedBlack,
    Repetition,
    ResultRules,
    Standing,
    Status,
    Veto,
    VetoDecision,
    VetoEffect,
    Wording,
    decided,
    read_conditions,
)
from kaoping.core.program import Program
from kaoping.core.readers.exact import ExactReader
from kaoping.core.scorecard import Scorecard
from kaoping.core.text import Text, verbatim
from kaoping.schemes.compile import inner_items
from kaoping.schemes.leaves import Leaf
from kaoping.schemes.model import Scheme
from kaoping.schemes.model_results import (
    AwardEntry,
    EffectEntry,
    GradeEntry,
    GradeStepEntry,
    ListsEntry,
    PrizeEntry,
    RepetitionEntry,
    SeatsEntry,
    VetoEntry,
)
from kaoping.schemes.unit_lines import QUALIFIED, step_condition, veto_condition


def rules_of(scheme: Scheme, leaves: tuple[Leaf, ...] = ()) -> ResultRules:
    """How the scheme decides ranks, grades and awards."""
    ranking = Ranking(scheme.ranking.within, scheme.ranking.method, scheme.ranking.tie_breaks)
    names = {item.id: verbatim(item.name) for top in scheme.items for item in inner_items(top)}
    names |= {leaf.id: verbatim(leaf.entry.name) for leaf in leaves}
    return ResultRules(
        ranking=ranking,
        grades=tuple(_band(entry) for entry in scheme.grades),
        awards=tuple(_award(entry) for entry in scheme.awards),
        red_black=_lists(scheme.lists) if scheme.lists else None,
        repetitions=tuple(_repetition(entry) for entry in scheme.repetitions),
        prizes=tuple(_prize(entry) for entry in scheme.prizes),
        year=int(scheme.year) if scheme.year.isdigit() else None,
        wording=Wording(scheme.rounding.digits, names),
    )


def _band(entry: GradeEntry) -> GradeBand:
    return GradeBand(entry.id, _name(entry), interval(entry), read_conditions(entry.conditions) or (), _quota(entry))


def interval(entry: GradeEntry) -> Interval:
    """The scores of a grade: `from` and `to` are included, `above` and `below` are not."""
    lower = entry.low if entry.low is not None else entry.above
    upper = entry.high if entry.high is not None else entry.below
    return Interval(lower, upper, entry.above is None, entry.high is not None)


def _award(entry: AwardEntry) -> Award:
    quota = _quota(entry) or Quota(count=0)
    within = entry.within or None
    conditions = read_conditions(entry.conditions) or () if entry.conditions else ()
    return Award(entry.id, _name(entry), quota, within, entry.by or None, entry.grades, conditions, entry.excludes)


def _lists(entry: ListsEntry) -> RedBlack:
    nobody = Quota(count=0)
    return RedBlack(_quota(entry.red) or nobody, _quota(entry.black) or nobody, entry.within or None)


def _repetition(entry: RepetitionEntry) -> Repetition:
    return Repetition(entry.id, entry.grades, entry.years, Text(entry.says, entry.english or entry.says))


def _prize(entry: PrizeEntry) -> Prize:
    unit = verbatim(entry.unit)
    return Prize(entry.id, _name(entry), entry.amounts, unit, entry.award or None, entry.grade or None)


def _quota(entry: GradeEntry | AwardEntry | SeatsEntry) -> Quota | None:
    if not entry.share and entry.count is None:
        return None
    share = percentage(entry.share) if entry.share else None
    if isinstance(entry, GradeEntry):
        return Quota(share, entry.count, entry.rounding, ties=entry.ties)
    return Quota(share, entry.count, entry.rounding, entry.base, entry.ties, entry.tie_breaks)


def percentage(text: str) -> Fraction | None:
    """20% as 1/5; None where it is no percentage."""
    number = decimal(text.strip().removesuffix("%").removesuffix("％"))
    return number / 100 if number is not None else None


def _name(entry: GradeEntry | AwardEntry | VetoEntry | PrizeEntry | GradeStepEntry) -> Text:
    return Text(entry.name, entry.english or entry.name)


def standings(scheme: Scheme, reader: ExactReader, cards: tuple[Scorecard, ...]) -> Iterator[Standing]:
    """What the decision needs to know of every unit."""
    decisions = Decisions.of(scheme, reader.facts)
    for card in cards:
        items = dict(_printed(reader, card))
        pointed = [score.item.id for score in card.items if score.item.points]
        holding = {cell for cell in conditions_of(scheme) if holds(cell, _known(reader, card.unit.id, cell))}
        yield decisions.standing(card.unit, card.score, items, pointed, holding)


def holds(cell: str, value: Fraction | None) -> bool:
    """Whether a condition holds; a unit that waits for facts (None) is not yet refused its qualification."""
    return value == YES or (cell == QUALIFIED and value is None)


def _known(reader: ExactReader, unit: str, cell: str) -> Fraction | None:
    value = reader.cell(unit, cell)
    return value if isinstance(value, Fraction) else None


def _printed(reader: ExactReader, card: Scorecard) -> Iterator[tuple[str, Fraction]]:
    """The scores of leaves and of the branches above them."""
    for cell in cells_of(card.program):
        value = reader.cell(card.unit.id, cell)
        if not isinstance(value, Missing | str):
            yield cell, value


def cells_of(program: Program) -> Iterable[str]:
    """The leaves and the branches above them."""
    branches = dict.fromkeys(parent for item in program.items for parent in item.parents)
    return (*(item.id for item in program.items), *branches)


def conditions_of(scheme: Scheme) -> tuple[str, ...]:
    """The cells on which results depend beside the score: vetoes that happen by themselves, steps, qualification."""
    vetoes = (veto_condition(veto.id) for veto in scheme.vetoes if veto.when)
    steps = (step_condition(step.id) for step in scheme.grade_steps)
    return (*vetoes, *steps, *([QUALIFIED] if scheme.qualification else []))


@dataclass(frozen=True)
class Decisions:
    """What is decided about all units beside their scores, ready to be joined to them."""

    scheme: Scheme
    vetoes: Mapping[str, Veto]
    facts: Facts = field(compare=False)

    @classmethod
    def of(cls, scheme: Scheme, facts: Facts) -> Decisions:
        """The decisions that the facts report on the scheme's circumstances."""
        return cls(scheme, {entry.id: veto_of(entry) for entry in scheme.vetoes}, facts)

    def standing(
        self,
        unit: Unit,
        score: Fraction | None,
        items: Mapping[str, Fraction],
        pointed: Iterable[str],
        holding: Collection[str] = (),
    ) -> Standing:
        """One unit's standing.

        `pointed` are the items with points, among which the lowest is sought; `holding` are those of the cells of
        `conditions_of` that hold for the unit.
        """
        lowest = min((items[item] for item in pointed if item in items), default=None)
        status, because = self._status(unit.id, QUALIFIED in holding)
        steps = (step for step in self.scheme.grade_steps if step_condition(step.id) in holding)
        return Standing(
            unit.id,
            unit.group,
            score,
            items,
            lowest,
            tuple(self.decided(unit.id, holding)),
            status=status,
            status_because=because,
            grade_steps=tuple(GradeStep(step.steps, _name(step)) for step in steps),
            history=tuple(_history(self.facts.by_unit.get((unit.id, "history"), ()))),
        )

    def decided(self, unit: str, holding: Collection[str]) -> Iterator[VetoDecision]:
        """The vetoes that were decided, and those that happened by themselves."""
        for row in self.facts.rows_of(unit, "vetoes", self.vetoes):
            yield _decision(self.vetoes[row.item], row)
        for veto in self.vetoes.values():
            if veto_condition(veto.id) in holding:
                yield decided(veto, "")

    def _status(self, unit: str, qualified: bool) -> tuple[Status, Text | None]:
        """Whether a unit is counted: as its row of the table `status` says, else by the scheme's qualification."""
        row = next(iter(self.facts.by_unit.get((unit, "status"), ())), None)
        if row is not None:
            why = str(row.values.get("why", ""))
            return ("trial" if row.values["status"] == "trial" else "suspended"), verbatim(why) if why else None
        needed = self.scheme.qualification
        if needed is None or qualified:
            return "counted", None
        return "not_qualified", Text(needed.says, needed.english or needed.says) if needed.says else None


def _history(rows: Iterable[Row]) -> Iterator[PastResult]:
    """The results of earlier years; several rows of one year name several awards."""
    years: dict[int, list[Row]] = {}
    for row in rows:
        years.setdefault(int(row.values["year"]), []).append(row)
    for year, of_year in years.items():
        grades = [str(row.values["grade"]) for row in of_year if "grade" in row.values]
        awards = tuple(str(row.values["award"]) for row in of_year if "award" in row.values)
        yield PastResult(year, next(iter(grades), None), awards)


def veto_of(entry: VetoEntry) -> Veto:
    """A circumstance with its effect, or with those of which a decision chooses one."""
    choices = {choice_name(effect): _effect(effect) for effect in entry.effect.chosen}
    return Veto(entry.id, _name(entry), _effect(entry.effect), choices)


def choice_name(effect: EffectEntry) -> str:
    """The word by which a decision chooses an effect: what is heaviest in it."""
    if effect.grade:
        return "grade"
    if effect.score is not None:
        return "score"
    if effect.deduct is not None:
        return "deduct"
    return "rank" if effect.rank else "award"


def _effect(effect: EffectEntry) -> VetoEffect:
    return VetoEffect(
        award=bool(effect.award),
        grade="worst" if effect.grade == "worst" else verbatim(effect.grade) if effect.grade else None,
        grade_at_most=verbatim(effect.grade_at_most) if effect.grade_at_most else None,
        deduct=effect.deduct,
        score=effect.score,
        rank_last=effect.rank == "last",
    )


def _decision(veto: Veto, row: Row) -> VetoDecision:
    effect = row.values.get("effect")
    try:
        return decided(veto, str(row.values.get("decision", "")), str(effect) if effect else None)
    except ValueError:
        raise Refused([_no_effect(veto, row)]) from None


def _no_effect(veto: Veto, row: Row) -> Defect:
    says = Text(
        "单位“{unit}”的否决决定没有写明后果。",
        "The veto decision on “{unit}” does not name its effect.",
        {"unit": row.unit},
    )
    remedy = Text(
        "请在 effect 写明：{choices}。", "Write one under effect: {choices}.", {"choices": list(veto.choices)}
    )
    return Defect("veto-effect", "", says, remedy, place=veto.name)
