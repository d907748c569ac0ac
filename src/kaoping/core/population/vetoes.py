"""Vetoes (一票否决): what a decision has as its consequence for award, grade, score and rank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from kaoping.core.population.reason import Reason
from kaoping.core.text import Text


@dataclass(frozen=True)
class VetoEffect:
    """What a veto does. Whoever is vetoed cannot be chosen for an award, unless `award` says that it may.

    `grade` sets the grade, `grade_at_most` limits it (取消评优 where 优秀 is a grade). `deduct` and `score` are lines of
    the scorecard already; here they are only said. `rank_last` ranks behind all others.
    """

    award: bool = False
    grade: Text | Literal["worst"] | None = None
    grade_at_most: Text | None = None
    deduct: Fraction | None = None
    score: Fraction | None = None
    rank_last: bool = False


@dataclass(frozen=True)
class Veto:
    """A circumstance of a scheme with its effect, or with named `choices` of which every decision names one."""

    id: str
    name: Text
    effect: VetoEffect = VetoEffect()
    choices: Mapping[str, VetoEffect] = field(default_factory=dict)


@dataclass(frozen=True)
class VetoDecision:
    """A veto found to have happened to one unit, by the decision that says so (its number), or by facts (empty)."""

    veto: str
    name: Text
    decision: str
    effect: VetoEffect


def decided(veto: Veto, decision: str, choice: str | None = None) -> VetoDecision:
    """The decision on a veto with its effect. ValueError where the effect has to be chosen and `choice` names none."""
    if not veto.choices:
        return VetoDecision(veto.id, veto.name, decision, veto.effect)
    effect = veto.choices.get(choice or "")
    if effect is None:
        raise ValueError(f"{veto.id}: the decision must name one of {', '.join(veto.choices)}")
    return VetoDecision(veto.id, veto.name, decision, effect)


def veto_reasons(vetoes: tuple[VetoDecision, ...]) -> tuple[Reason, ...]:
    """One sentence for each decision: what was decided, and all its consequences."""
    return tuple(
        Reason("veto", _sentence(veto)) for veto in sorted(vetoes, key=lambda veto: (veto.veto, veto.decision))
    )


def _sentence(veto: VetoDecision) -> Text:
    says = Text("一票否决“{name}”（{decision}）：{effects}。", "Veto “{name}” ({decision}): {effects}.")
    if not veto.decision:
        says = Text("一票否决“{name}”（按考评数据认定）：{effects}。", "Veto “{name}” (by the facts): {effects}.")
    return says.with_values(name=veto.name, decision=veto.decision, effects=consequences(veto.effect))


def consequences(effect: VetoEffect) -> list[Text]:
    """What an effect means for a unit, in half sentences."""
    grade = Text("最低等次", "the lowest grade") if effect.grade == "worst" else effect.grade
    said: list[tuple[object, Text]] = [
        (not effect.award, Text("不得评优", "no award")),
        (grade, Text("等次定为{value}", "graded {value}")),
        (effect.grade_at_most, Text("等次不高于{value}", "graded {value} at most")),
        (effect.deduct, Text("扣 {value} 分（已计入得分）", "{value} points deducted (in the score already)")),
        (effect.score, Text("记 {value} 分（已计入得分）", "scored {value} (in the score already)")),
        (effect.rank_last or None, Text("名次排在最后", "ranked last")),
    ]
    found = [text.with_values(value=value) for value, text in said if value is not None and value is not False]
    return found or [Text("不影响评优", "no consequence for awards")]
