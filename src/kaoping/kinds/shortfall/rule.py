"""An item loses the share of its target that was not achieved."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from kaoping.core.expression import Unreadable
from kaoping.core.formula import Expression, apply, number
from kaoping.core.line import Ask, Line
from kaoping.core.numbers import decimal
from kaoping.core.rule import Contribution, FormulaText, Subject
from kaoping.core.text import Text

TARGET = Text("目标值", "target")
ACTUAL = Text("实际值", "actual value")
DIRECTION = Text("方向", "direction")
BAD_MOST = Text("most 不能写“{most}”。", "most cannot be “{most}”.")
WRITE_MOST = Text("请写一个数（1.2 即 120%）或 none。", "Write a number (1.2 for 120 %) or none.")


@dataclass(frozen=True)
class Shortfall:
    """按未完成比例扣分 (重点站区2020, 考评方式; forms F08, F09, F19, F20).

    Options:
        target, actual: expressions that replace the facts of these names.
        baseline: the value that earns nothing: achieved is (actual − baseline) ÷ (target − baseline).
        direction: `up` (more is better) or `down`; by default a unit's fact `direction` may say `down`.
        least: below this achieved share everything is lost (60%以下为0 is 0.6).
        least_earns: whether exactly that share still earns (以下 without the number itself, default) or not.
        most: how far over-achievement may earn more than the points (1.2 for 120 %; `none` for no limit); default 1.
    """

    kind: ClassVar[str] = "shortfall"
    variants: ClassVar[tuple[str, ...]] = ("direction",)

    target: FormulaText | None = None
    actual: FormulaText | None = None
    baseline: FormulaText | None = None
    direction: Literal["", "up", "down"] = ""
    least: Fraction | None = None
    least_earns: bool = True
    most: str = "1"

    def contribution(self, subject: Subject) -> Contribution:
        """One line: the points × the share not achieved."""
        target = subject.formula(self.target) if self.target else subject.fact("target")
        actual = subject.formula(self.actual) if self.actual else subject.fact("actual")
        direction = self.direction or subject.variant.get("direction", "up")
        base = subject.formula(self.baseline) if self.baseline else None
        lost = self._bounded(self._share(target, actual, base, direction))
        amount = subject.losing(apply("multiply", number(subject.worth), lost))
        says = Text(
            "目标 {target}，实际 {actual}，按未完成比例扣分。",
            "Target {target}, actual {actual}: the unachieved share is lost.",
            {"target": target, "actual": actual},
        )
        line = Line(subject.rule, subject.id, *amount, says, subject.clause)
        return Contribution((line,), self._asks(subject))

    def _asks(self, subject: Subject) -> tuple[Ask, ...]:
        direction = Ask(subject.id, "direction", DIRECTION, form="choice", choices=("up", "down"), optional=True)
        asks = (
            None if self.target else Ask(subject.id, "target", TARGET, low="0"),
            None if self.actual else Ask(subject.id, "actual", ACTUAL),
            None if self.direction else direction,
        )
        return tuple(ask for ask in asks if ask)

    def _share(self, target: Expression, actual: Expression, base: Expression | None, direction: str) -> Expression:
        gap = apply("subtract", actual, target) if direction == "down" else apply("subtract", target, actual)
        if base is not None:
            span = (base, target) if direction == "down" else (target, base)
            return apply("divide", gap, apply("subtract", *span))
        share = apply("divide", gap, target)
        if direction != "down":
            return share
        nothing = apply("equal", target, number(0))
        return apply("if", nothing, apply("if", apply("more", actual, number(0)), number(1), number(0)), share)

    def _bounded(self, share: Expression) -> Expression:
        """The share within what can be lost and, for over-achievement, won back."""
        capped = apply("minimum", share, number(1))
        if self.most != "none":
            most = decimal(self.most)
            if most is None:
                raise Unreadable(BAD_MOST.with_values(most=self.most), WRITE_MOST)
            capped = apply("clip", share, number(1 - most), number(1))
        if self.least is None:
            return capped
        beyond = apply("more" if self.least_earns else "at_least", share, number(1 - self.least))
        return apply("if", beyond, number(1), capped)
