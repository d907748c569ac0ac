"""A works project loses the share of its planned progress that was not reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kaoping.core.formula import apply, number
from kaoping.core.line import Ask, Line
from kaoping.core.rule import Contribution, Subject
from kaoping.core.text import Text

PLANNED = Text("计划进度", "planned progress")
ACTUAL = Text("实际进度", "actual progress")


@dataclass(frozen=True)
class Progress:
    """按未完成进度扣分 (重点站区2020, 考评方式). Facts `planned` and `actual`, both in per cent. No options."""

    kind: ClassVar[str] = "progress"
    variants: ClassVar[tuple[str, ...]] = ()

    def contribution(self, subject: Subject) -> Contribution:
        """One line: the points × (planned − actual) ÷ planned."""
        planned, actual = subject.fact("planned"), subject.fact("actual")
        behind = apply("divide", apply("subtract", planned, actual), planned)
        lost = apply("multiply", number(subject.worth), apply("clip", behind, number(0), number(1)))
        says = Text(
            "计划进度 {planned}%，实际进度 {actual}%，按未完成进度扣分。",
            "Planned {planned}%, reached {actual}%: the share behind plan is lost.",
            {"planned": planned, "actual": actual},
        )
        asks = (
            Ask(subject.id, "planned", PLANNED, low="0", high="100", measure="%"),
            Ask(subject.id, "actual", ACTUAL, low="0", high="100", measure="%"),
        )
        return Contribution((Line(subject.rule, subject.id, *subject.losing(lost), says, subject.clause),), asks)
