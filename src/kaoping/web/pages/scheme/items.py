"""The tree of items as a document prints it, with the rule behind each leaf in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kaoping.core.formula import Cell, Fact, Field
from kaoping.core.line import Clause, Limit, Line, in_general
from kaoping.core.program import Program
from kaoping.core.readers.working import name_of, name_writer
from kaoping.core.text import Language, Text, say
from kaoping.core.words import ALL_AMOUNTS, LIMIT_FORMULAS
from kaoping.reports.amounts import minus
from kaoping.reports.terminal.scheme import LEAD
from kaoping.schemes.model import CheckpointEntry, ItemEntry, Scheme
from kaoping.web.pages.scheme.content import Aspect, ItemLine, Printed, RuleLine
from kaoping.web.shared.source import ClauseMark

HEADINGS: dict[Aspect, Text] = {
    "origin": Text("任务来源", "Origin"),
    "type": Text("任务类型", "Type"),
    "content": Text("考核内容", "What is assessed"),
    "assessors": Text("考评主体", "Assessors"),
    "method": Text("考评方式", "Method"),
}
# A sentence that is nothing but the words of the row.
BLANK = "…"
# What each unit or row has of its own, in the sentence of a rule.
OPEN = Text("〔{name}〕", "[{name}]")
WEIGHT = Text("权重 {weight}%", "weight {weight}%")


@dataclass(frozen=True)
class ItemLines:
    """Makes the lines of the tree."""

    scheme: Scheme
    program: Program
    language: Language
    clause: Callable[[Clause], ClauseMark | None]

    def lines(self) -> tuple[ItemLine, ...]:
        """Every item, parents before children."""
        lines = [line for entry in self.scheme.items for line in self._lines(entry, 0)]
        leaves = [line for line in lines if line.leaf]
        repeated = {id(line) for before, line in pairwise(leaves) if line.rules and line.rules == before.rules}
        return tuple(replace(line, repeated=id(line) in repeated) for line in lines)

    def _lines(self, entry: ItemEntry, level: int) -> Iterator[ItemLine]:
        yield self._line(entry, level)
        for child in entry.items:
            yield from self._lines(child, level + 1)

    def _line(self, entry: ItemEntry, level: int) -> ItemLine:
        found = self.program.item.get(entry.id)
        clause = found.clause if found else Clause(entry.name, entry.at)
        return ItemLine(
            level=level,
            title=f"{entry.number} {self._named(entry.name, entry.english if entry.items else '')}".strip(),
            points=self._points(entry),
            texts=tuple(
                Printed(aspect, HEADINGS[aspect].in_language(self.language), text)
                for aspect, text in self._texts(entry)
                if text
            ),
            checkpoints=tuple(_checkpoints(entry.checkpoints, 0)),
            rules=tuple(self._rules(entry.id, clause)),
            clause=self.clause(clause),
            leaf=not entry.items,
        )

    def _named(self, name: str, english: str) -> str:
        return name if self.language == "zh" else english or name

    def _points(self, entry: ItemEntry) -> str:
        if entry.weight is not None:
            return WEIGHT.with_values(weight=entry.weight).in_language(self.language)
        found = self.program.item.get(entry.id)
        points = found.points if entry.points is None and found else entry.points
        return "" if points is None else minus(say(points, self.language))

    def _texts(self, entry: ItemEntry) -> Iterator[tuple[Aspect, str]]:
        yield "origin", entry.origin
        kind = self.scheme.task_types.get(entry.type)
        yield "type", self._named(kind.name, kind.english) if kind else ""
        yield "content", entry.content or "\n".join(entry.goals)
        yield "assessors", self._assessors(entry.assessors)
        yield "method", entry.method

    def _assessors(self, ids: tuple[str, ...]) -> str:
        names = {one.id: self._named(one.name, one.english) for one in self.scheme.assessors}
        found = [names.get(one, one) for one in ids]
        if len(found) > 1:
            found[0] = LEAD.with_values(name=found[0]).in_language(self.language)
        return say(found, self.language)

    def _rules(self, item: str, clause: Clause) -> Iterator[RuleLine]:
        """What is computed beyond the opening points; rounding is the same for all and told once."""
        for node in self.program.nodes_of.get(item, ()):
            if isinstance(node, Line) and not node.opening:
                formula = name_writer(self.language, self.program).write(node.formula)
                sign = "−" if node.sign == "-" else ""
                yield self._rule(node, f"{sign}({formula})" if sign else formula, clause)
            elif isinstance(node, Limit) and node.verb != "round":
                yield self._rule(node, self._limit(node), clause)

    def _rule(self, node: Line | Limit, formula: str, clause: Clause) -> RuleLine:
        says = in_general(node.says.with_values(**self._blanks(node))).in_language(self.language)
        own = None if node.clause == clause else self.clause(node.clause)
        return RuleLine("" if says == BLANK else says, formula, own)

    def _blanks(self, node: Line | Limit) -> dict[str, Text]:
        """What stands for that which each unit or row has of its own: its name."""
        leaves = {key: value for key, value in node.says.values.items() if isinstance(value, (Fact, Field, Cell))}
        names = {key: name_of(self.program, leaf) for key, leaf in leaves.items()}
        return {key: OPEN.with_values(name=name) for key, name in names.items() if name}

    def _limit(self, limit: Limit) -> str:
        bound = name_writer(self.language, self.program).write(limit.value)
        return LIMIT_FORMULAS[limit.verb].with_values(total=ALL_AMOUNTS, bound=bound).in_language(self.language)


def _checkpoints(points: tuple[CheckpointEntry, ...], level: int) -> Iterator[tuple[int, str, str]]:
    for point in points:
        yield level, point.number, point.text
        yield from _checkpoints(point.checkpoints, level + 1)


def columns_of(lines: tuple[ItemLine, ...], language: Language) -> tuple[tuple[str, str], ...]:
    """The printed columns that hold anything about a leaf; what is printed for a part stands across its row."""
    leaves = [line for line in lines if line.leaf]
    used = {one.aspect for line in leaves for one in line.texts} | {"content" for line in leaves if line.checkpoints}
    return tuple((name, heading.in_language(language)) for name, heading in HEADINGS.items() if name in used)
