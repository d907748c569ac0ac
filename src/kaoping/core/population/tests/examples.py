"""Small populations for the tests."""

from __future__ import annotations

from fractions import Fraction

from kaoping.core.population import (
    Award,
    Outcome,
    Quota,
    Ranking,
    ResultRules,
    Results,
    Standing,
    VetoDecision,
    VetoEffect,
    decide,
)
from kaoping.core.text import Text, verbatim

FIFTH = Fraction(1, 5)


def units(scores: str, group: str = "departments", prefix: str = "u") -> list[Standing]:
    """Units u01, u02 … with these printed scores; `-` is an incomplete unit."""
    return [
        Standing(f"{prefix}{number:02}", group, None if score == "-" else Fraction(score))
        for number, score in enumerate(scores.split(), start=1)
    ]


def departments(count: int) -> list[Standing]:
    """So many units, 98.00 for the first and half a point less for each further one."""
    return units(" ".join(str(98 - Fraction(step, 2)) for step in range(count)))


def advanced(quota: Quota | None = None) -> Award:
    """先进单位, by default the best 20 %."""
    return Award("advanced", Text("先进单位", "Advanced unit"), quota or Quota(share=FIFTH))


def results(standings: list[Standing], *awards: Award, ranking: Ranking | None = None) -> Results:
    """What is decided with these awards (by default 先进单位)."""
    return decide(ResultRules(ranking=ranking or Ranking(), awards=awards or (advanced(),)), standings)


def veto(effect: VetoEffect | None = None, decision: str = "第1号") -> VetoDecision:
    """A decision on a veto; without an effect it takes the award and nothing else."""
    return VetoDecision("v2", verbatim("重大安全责任事故"), decision, effect or VetoEffect())


def codes(outcome: Outcome) -> list[str]:
    """The codes of a unit's reasons, in their order."""
    return [reason.code for reason in outcome.reasons]


def sentence(outcome: Outcome, code: str, language: str = "zh") -> str:
    """The sentence of the one reason with that code."""
    (text,) = [reason.text for reason in outcome.reasons if reason.code == code]
    return text.in_language("en" if language == "en" else "zh")
