"""Bonuses and penalties on the total: amounts decided within the range of a clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Literal

from kaoping.core.formula import Each, Field, Word, apply, number
from kaoping.core.line import NO_CLAUSE, Clause, Limit, Line, Node, RowForm, RowOption
from kaoping.core.numbers import written
from kaoping.core.rule import Contribution, Subject
from kaoping.core.text import Text


@dataclass(frozen=True)
class ClaimClause:
    """One clause: what it is for and the range in which an amount is decided."""

    id: str
    name: str
    low: Fraction = field(metadata={"key": "from"})
    high: Fraction = field(metadata={"key": "to"})
    english: str = ""
    clause: Clause = NO_CLAUSE


@dataclass(frozen=True)
class Claims:
    """加分项、扣分项 (重点站区2020, list 2; forms B01, B02, B04, B08).

    Options:
        clauses: id, name, from, to of each.
        sign: add (default) or deduct.
        together: `clause` where the claims under one clause count at most its upper bound; `none` (default).
    """

    kind: ClassVar[str] = "claims"
    variants: ClassVar[tuple[str, ...]] = ()

    clauses: tuple[ClaimClause, ...] = ()
    sign: Literal["add", "deduct"] = "add"
    together: Literal["none", "clause"] = "none"

    def contribution(self, subject: Subject) -> Contribution:
        """A line per claim, and per clause the limit on its claims."""
        nodes = tuple(node for clause in self.clauses for node in self._nodes(subject, clause))
        options = tuple(_option(clause) for clause in self.clauses)
        return Contribution(nodes, (), (RowForm("claims", subject.id, options),))

    def _nodes(self, subject: Subject, clause: ClaimClause) -> Iterator[Node]:
        own = apply("equal", Field("clause"), Word(clause.id))
        rows = Each("claims", (subject.id,), Field("points"), own)
        name = Text(clause.name, clause.english or clause.name)
        node, quoted = subject.node(clause.id), clause.clause if clause.clause != NO_CLAUSE else subject.clause
        yield Line(node, subject.id, "+" if self.sign == "add" else "-", rows, name, quoted)
        if self.together == "clause":
            says = Text(
                "同一条款合计至多 {most} 分。",
                "Claims under one clause count at most {most} together.",
                {"most": clause.high},
            )
            yield Limit(f"{node}.together", subject.id, (node,), "at_most", number(clause.high), says, quoted)


def _option(clause: ClaimClause) -> RowOption:
    name = Text(clause.name, clause.english or clause.name)
    return RowOption(clause.id, name, written(clause.low), written(clause.high), clause=clause.clause)
