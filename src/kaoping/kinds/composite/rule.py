"""A task made of weighted parts: its completion, scored by another type's rule, and ratings out of 100."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from kaoping.core.formula import apply, number
from kaoping.core.line import Ask, Line
from kaoping.core.rule import Contribution, Subject
from kaoping.core.text import Text, verbatim


@dataclass(frozen=True)
class Part:
    """One part: `completion` is scored by the task's completion type, any other is a value of 0 to 100."""

    id: str
    name: str
    weight: Fraction
    english: str = ""


@dataclass(frozen=True)
class Composite:
    """任务完成量30%、成本效益20%、任务完成效果30%三部分 (重点站区2020, 考评方式; form F47).

    Options:
        parts: id, name and weight in per cent of each. What the weights leave of 100 % cannot be lost; the check
            reports it.
    """

    kind: ClassVar[str] = "composite"
    variants: ClassVar[tuple[str, ...]] = ()

    parts: tuple[Part, ...] = ()

    def contribution(self, subject: Subject) -> Contribution:
        """The lines of the completion type for its part of the points, and one line per rated part."""
        pieces = [_piece(subject, part) for part in self.parts]
        return Contribution(
            tuple(node for piece in pieces for node in piece.nodes),
            tuple(ask for piece in pieces for ask in piece.asks),
            tuple(row for piece in pieces for row in piece.rows),
        )


def _piece(subject: Subject, part: Part) -> Contribution:
    points = subject.worth * part.weight / 100
    if part.id == "completion" and subject.part is not None:
        return subject.part(part.id, points)
    name = Text(part.name, part.english or part.name)
    value = subject.fact(part.id)
    lost = apply("divide", apply("multiply", number(points), apply("subtract", number(100), value)), number(100))
    says = Text(
        "{name}得 {value} 分（百分制），占 {weight}%，按差额扣分。",
        "{name} is rated {value} of 100 and weighs {weight}%: what is short of 100 is lost.",
        {"name": name if part.english else verbatim(part.name), "value": value, "weight": part.weight},
    )
    line = Line(subject.node(part.id), subject.id, *subject.losing(lost, points), says, subject.clause)
    return Contribution((line,), (Ask(subject.id, part.id, name, low="0", high="100"),))
