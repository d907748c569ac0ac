"""Done or not done: an item loses all its points, or a goal its part, where it is not done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kaoping.core.formula import Expression, apply, number
from kaoping.core.line import Ask, Line
from kaoping.core.rule import Contribution, FormulaText, Subject
from kaoping.core.text import Text

DONE = Text("是否完成", "done")


@dataclass(frozen=True)
class PassOrFail:
    """按完成与否扣分 (重点站区2020, 考评方式; form F02).

    Options:
        met: a condition that decides instead of the fact `done` (`actual <= target`).
        by_goal: the item's numbered goals count alike, each with its own `done.1`, `done.2`, …; an item with fewer
            than two goals has one `done`.
    """

    kind: ClassVar[str] = "pass_or_fail"
    variants: ClassVar[tuple[str, ...]] = ()

    met: FormulaText | None = None
    by_goal: bool = False

    def contribution(self, subject: Subject) -> Contribution:
        """One line, or one per goal."""
        if self.met is not None:
            says = Text("未达到要求，扣除全部分值。", "The requirement is not met; all points are lost.")
            return Contribution((_line(subject, subject.rule, subject.formula(self.met), 1, says),))
        if self.by_goal and len(subject.goals) > 1:
            return _by_goal(subject)
        says = Text("任务未完成，扣除全部分值。", "Not done; all points are lost.")
        ask = Ask(subject.id, "done", DONE, form="yes_no")
        return Contribution((_line(subject, subject.rule, subject.fact("done"), 1, says),), (ask,))


def _line(subject: Subject, node: str, done: Expression, parts: int, says: Text) -> Line:
    points = subject.worth / parts
    lost = apply("if", done, number(0), number(points))
    return Line(node, subject.id, *subject.losing(lost, points), says, subject.clause)


def _by_goal(subject: Subject) -> Contribution:
    numbered = list(enumerate(subject.goals, start=1))
    return Contribution(
        tuple(_goal_lines(subject, numbered)),
        tuple(Ask(subject.id, f"done.{place}", _goal_label(place), form="yes_no") for place, _ in numbered),
    )


def _goal_lines(subject: Subject, numbered: list[tuple[int, str]]) -> Iterator[Line]:
    for place, goal in numbered:
        says = Text(
            "第 {place} 项目标未完成：{goal}", "Goal {place} is not done: {goal}", {"place": place, "goal": goal}
        )
        yield _line(subject, subject.node(str(place)), subject.fact(f"done.{place}"), len(numbered), says)


def _goal_label(place: int) -> Text:
    return Text("第 {place} 项目标是否完成", "goal {place} done", {"place": place})
