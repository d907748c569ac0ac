"""From a scheme's words to the rules that decide ranks, grades, awards; from scorecards to standings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from kaoping.core.defect import Defect, Refused
from kaoping.core.facts import Facts, Row, Unit
from kaoping.core.missing import Missing
from kaoping.core.numbers import decimal
from kaoping.core.population import (
    Award,
    GradeBand,
    Interval,
    Quota,
    Ranking,
    ResultRules,
    Standing,
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
from kaoping.schemes.model_results import AwardEntry, EffectEntry, GradeEntry, VetoEntry


def rules_of(scheme: Scheme, leaves: tuple[Leaf, ...] = ()) -> ResultRules:
    """How the scheme decides ranks, grades and awards."""
    ranking = Ranking(scheme.ranking.within, scheme.ranking.method, scheme.ranking.tie_breaks)
    names = {item.id: verbatim(item.name) for top in scheme.items for item in inner_items(top)}
    names |= {leaf.id: verbatim(leaf.entry.name) for leaf in leaves}
    return ResultRules(
        ranking=ranking,
        grades=tuple(_band(entry) for entry in scheme.grades),
        awards=tuple(_award(entry) for entry in scheme.awards),
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


def _quota(entry: GradeEntry | AwardEntry) -> Quota | None:
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


def _name(entry: GradeEntry | AwardEntry | VetoEntry) -> Text:
    return Text(entry.name, entry.english or entry.name)


def standings(scheme: Scheme, reader: ExactReader, cards: tuple[Scorecard, ...]) -> Iterator[Standing]:
    """What the decision needs to know of every unit."""
    decisions = Decisions.of(scheme, reader.facts)
    for card in cards:
        items = dict(_printed(reader, card))
        pointed = [score.item.id for score in card.items if score.item.points]
        yield decisions.standing(card.unit, card.score, items, pointed)


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


@dataclass(frozen=True)
class Decisions:
    """The veto decisions of all units, ready to be joined to their scores."""

    vetoes: Mapping[str, Veto]
    facts: Facts = field(compare=False)

    @classmethod
    def of(cls, scheme: Scheme, facts: Facts) -> Decisions:
        """The decisions that the facts report on the scheme's circumstances."""
        return cls({entry.id: veto_of(entry) for entry in scheme.vetoes}, facts)

    def standing(
        self, unit: Unit, score: Fraction | None, items: Mapping[str, Fraction], pointed: Iterable[str]
    ) -> Standing:
        """One unit's standing; `pointed` are the items with points, among which the lowest is sought."""
        lowest = min((items[item] for item in pointed if item in items), default=None)
        found = tuple(_decided(self.vetoes, self.facts, unit.id))
        return Standing(unit.id, unit.group, score, items, lowest, found)


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
        grade=verbatim(effect.grade) if effect.grade else None,
        deduct=effect.deduct,
        score=effect.score,
        rank_last=effect.rank == "last",
    )


def _decided(vetoes: Mapping[str, Veto], facts: Facts, unit: str) -> Iterator[VetoDecision]:
    for row in facts.rows_of(unit, "vetoes", vetoes):
        yield _decision(vetoes[row.item], row)


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
