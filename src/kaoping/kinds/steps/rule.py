"""So much for every step by which a measure misses or passes its target."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from kaoping.core.formula import Expression, apply, number
from kaoping.core.line import Line
from kaoping.core.rule import Contribution, FormulaText, Subject
from kaoping.core.text import Text

Partial = Literal["proportional", "down", "up", "half_up"]
WHOLE = {"down": "whole_down", "up": "whole_up", "half_up": "whole_half"}


@dataclass(frozen=True)
class Steps:
    """每低1个百分点扣、每超一单位扣、每少一次扣 (forms F10, F11, F15, F16, F23, F25, F38).

    Options:
        measure, target: expressions; the distance is target − measure for `below`, measure − target for `above`.
        direction: which side is counted; never negative (extra meetings earn nothing back).
        per: the size of a step; default 1.
        points: what a step is worth.
        partial: what an incomplete step counts: proportional (default, to be confirmed), down, up or half_up.
        unit: `absolute` (percentage points, pieces; default) or `relative` (per cent of the target).
        sign: deduct (default) or add.
    """

    kind: ClassVar[str] = "steps"
    variants: ClassVar[tuple[str, ...]] = ()

    measure: FormulaText
    target: FormulaText
    points: FormulaText
    direction: Literal["below", "above"] = "below"
    per: FormulaText = field(default=FormulaText("1"))
    partial: Partial = "proportional"
    unit: Literal["absolute", "relative"] = "absolute"
    sign: Literal["deduct", "add"] = "deduct"

    def contribution(self, subject: Subject) -> Contribution:
        """One line: steps × points."""
        measure, target = subject.formula(self.measure), subject.formula(self.target)
        steps = self._steps(subject, measure, target)
        formula = apply("multiply", steps, subject.formula(self.points))
        says = Text(
            "实际 {measure}，标准 {target}，计 {steps} 档。",
            "Measured {measure} against {target}; steps: {steps}.",
            {"measure": measure, "target": target, "steps": steps},
        )
        sign: Literal["+", "-"] = "+" if self.sign == "add" else "-"
        return Contribution((Line(subject.rule, subject.id, sign, formula, says, subject.clause),))

    def _steps(self, subject: Subject, measure: Expression, target: Expression) -> Expression:
        sides = (target, measure) if self.direction == "below" else (measure, target)
        distance = apply("maximum", apply("subtract", *sides), number(0))
        if self.unit == "relative":
            distance = apply("multiply", apply("divide", distance, target), number(100))
        size = subject.formula(self.per)
        steps = distance if size == number(1) else apply("divide", distance, size)
        return steps if self.partial == "proportional" else apply(WHOLE[self.partial], steps)
