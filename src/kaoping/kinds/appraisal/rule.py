"""Points awarded by an assessor, within the item's points; or taken over from a rating or another system's score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from kaoping.core.formula import Each, Expression, Field, apply, number, total
from kaoping.core.line import Ask, Line
from kaoping.core.numbers import written
from kaoping.core.rule import Contribution, FormulaText, Subject
from kaoping.core.text import Text

GIVEN = Text("评分", "points given")
SCORE = Text("其他系统得分", "score in the other system")
FULL = Text("其他系统满分", "full marks in the other system")


@dataclass(frozen=True)
class Appraisal:
    """An award between 0 and the item's points (朝阳2009, 附件1、附件2; forms F01, F36, F37).

    Options:
        joint: `lead` (the first assessor enters, the others countersign) or `mean` (every assessor gives points).
        absent: in a mean, what an assessor who gave none does: `wait` (the unit is incomplete, default), `leave_out`
            (the mean of those who gave points) or `zero` (the sum is divided by all assessors named).
        full: the full marks of the score that is taken over; the fact `given` is then between 0 and these.

    Where an item has ratings, or the facts `score` and `full`, instead of `given`, they are converted: mean × points ÷
    100, score × points ÷ full.
    """

    kind: ClassVar[str] = "appraisal"
    variants: ClassVar[tuple[str, ...]] = ("score", "ratings")

    joint: Literal["lead", "mean"] = "lead"
    absent: Literal["wait", "leave_out", "zero"] = "wait"
    full: FormulaText | None = None

    def contribution(self, subject: Subject) -> Contribution:
        """One line: the points that were not awarded."""
        earned, asks = self._earned(subject)
        says = Text(
            "满分 {points} 分，评定 {earned} 分。",
            "{earned} of {points} points were awarded.",
            {"points": subject.worth, "earned": earned},
        )
        return Contribution((Line(subject.rule, subject.id, *subject.giving(earned), says, subject.clause),), asks)

    def _earned(self, subject: Subject) -> tuple[Expression, tuple[Ask, ...]]:
        if self.joint == "mean" and len(subject.assessors) > 1:
            return _mean_of_assessors(subject, self.absent)
        if "ratings" in subject.variant:
            mean = Each("ratings", (subject.id,), Field("value"), fold="mean", by="rater_group", needed=True)
            return converted(mean, subject, number(100)), ()
        if "score" in subject.variant:
            return converted(subject.fact("score"), subject, subject.fact("full")), _other_system(subject)
        given = subject.fact("given")
        if self.full is not None:
            return converted(given, subject, subject.formula(self.full)), (Ask(subject.id, "given", GIVEN, low="0"),)
        asks = (
            Ask(subject.id, "given", GIVEN, low="0", high=written(subject.worth), awarded=True),
            *_other_system(subject),
        )
        return given, asks


def converted(score: Expression, subject: Subject, full: Expression) -> Expression:
    """What a score is worth here: score × points ÷ full marks."""
    return apply("divide", apply("multiply", score, number(subject.worth)), full)


def _other_system(subject: Subject) -> tuple[Ask, ...]:
    optional = "score" not in subject.variant
    return (
        Ask(subject.id, "score", SCORE, low="0", optional=optional),
        Ask(subject.id, "full", FULL, low="0", optional=optional),
    )


def _mean_of_assessors(subject: Subject, absent: str) -> tuple[Expression, tuple[Ask, ...]]:
    facts = [subject.fact(f"given.{assessor}") for assessor in subject.assessors]
    known = facts if absent == "wait" else [apply("first_given", fact, number(0)) for fact in facts]
    givers = total(*(apply("given", fact) for fact in facts)) if absent == "leave_out" else number(len(facts))
    mean = apply("divide", total(*known), givers)
    asks = tuple(
        Ask(
            subject.id,
            f"given.{assessor}",
            _given_by(subject, assessor),
            low="0",
            high=written(subject.worth),
            optional=absent != "wait",
            owed_by=(assessor,),
            awarded=True,
        )
        for assessor in subject.assessors
    )
    return mean, asks


def _given_by(subject: Subject, assessor: str) -> Text:
    return Text("{who}评分", "points given by {who}", {"who": subject.assessor_names.get(assessor, assessor)})
