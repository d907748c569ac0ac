"""So much for every occurrence: rows, or a number that was counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal

from kaoping.core.formula import Each, Expression, Field, Word, apply
from kaoping.core.line import Contest, Keep, Line, Member, Node, RowForm, RowOption
from kaoping.core.rule import Contribution, FormulaText, Subject
from kaoping.core.text import Text


@dataclass(frozen=True)
class Period:
    """A cap per month, quarter, clause, matter …: the field that makes the groups and what each may reach."""

    by: str
    most: FormulaText


@dataclass(frozen=True)
class Same:
    """Which of several rows about the same matter count.

    `keep`: the `highest`, the `first` by date, or `replace`: a row that meets `prior` takes the place of all others of
    its matter (规则替代), and where none does, all count.
    """

    by: str = "matter"
    keep: Keep = "highest"
    prior: FormulaText | None = None


@dataclass(frozen=True)
class Tally:
    """每次(例/项/人次)扣或加 (forms F03–F05, F17, F18, F30–F34, F48, B01, B04, B07; 一次扣0.5分).

    Options:
        rows: the table whose rows are counted (events, findings, claims); or
        count: a number or expression that says how many.
        points: what each is worth; in a rows rule an expression may name the row's fields (`points` is what was
            decided).
        levels, level_field: instead of points, a table by the words of a field (kind → points).
        where: only rows that meet the condition.
        sign: deduct (default) or add.
        per: a cap per group of rows; what is above it is given back as a line of its own.
        same: which of several rows about the same matter count; by default all (and what the scheme's `same_matter`
            says).
    """

    kind: ClassVar[str] = "tally"
    variants: ClassVar[tuple[str, ...]] = ()

    points: FormulaText = field(default=FormulaText("points"))
    rows: Literal["events", "findings", "claims", ""] = ""
    count: FormulaText | None = None
    levels: Mapping[str, FormulaText] = field(default_factory=dict)
    level_field: str = "kind"
    where: FormulaText | None = None
    sign: Literal["deduct", "add"] = "deduct"
    per: Period | None = None
    same: Same | None = None

    def contribution(self, subject: Subject) -> Contribution:
        """One line per row, or one line for the number counted."""
        if self.rows:
            return Contribution(tuple(self._row_nodes(subject)), (), (self._form(subject),), self._contests(subject))
        count = subject.formula(self.count) if self.count else subject.fact("count")
        each = subject.formula(self.points)
        says = Text(
            "共 {count} 次，每次 {points} 分。",
            "{count} times, {points} points each.",
            {"count": count, "points": each},
        )
        formula = apply("multiply", count, each)
        return Contribution((Line(subject.rule, subject.id, self._sign, formula, says, subject.clause),))

    @property
    def _sign(self) -> Literal["+", "-"]:
        return "+" if self.sign == "add" else "-"

    def _row_nodes(self, subject: Subject) -> Iterator[Node]:
        rows = self._each(subject)
        level = apply("first_given", Field(self.level_field), Word(self.rows))
        says = Text("{note}", "{note}", {"note": apply("first_given", Field("note"), level)})
        yield Line(subject.rule, subject.id, self._sign, rows, says, subject.clause)
        if self.per:
            over = replace(rows, fold="excess", by=self.per.by, cap=subject.formula(self.per.most))
            back: Literal["+", "-"] = "-" if self.sign == "add" else "+"
            says = Text(
                "每组至多 {most} 分，超出部分不计。",
                "At most {most} per group; the excess does not count.",
                {"most": subject.formula(self.per.most)},
            )
            yield Line(subject.node("excess"), subject.id, back, over, says, subject.clause)

    def _each(self, subject: Subject) -> Each:
        where = subject.row_formula(self.where) if self.where else None
        standing = subject.node("same") if self.same else None
        return Each(self.rows, (subject.id,), self._amount(subject), where, standing=standing)

    def _contests(self, subject: Subject) -> tuple[Contest, ...]:
        if self.same is None:
            return ()
        rows = replace(self._each(subject), standing=None)
        members = [rows]
        if self.same.prior is not None:
            prior = subject.row_formula(self.same.prior)
            members.insert(0, replace(rows, where=apply("both", prior, rows.where) if rows.where else prior))
        contenders = tuple(Member(one) for one in members)
        return (Contest(subject.node("same"), contenders, self.same.by, self.same.keep),)

    def _amount(self, subject: Subject) -> Expression:
        if not self.levels:
            return subject.row_formula(self.points)
        pairs = [part for word, worth in self.levels.items() for part in (Word(word), subject.row_formula(worth))]
        return apply("choose", Field(self.level_field), *pairs)

    def _form(self, subject: Subject) -> RowForm:
        asked = "points" in self.points.text or any("points" in level.text for level in self.levels.values())
        options = tuple(RowOption(word, Text(word, word)) for word in self.levels)
        return RowForm(self.rows, subject.id, options, self.level_field == "severity", asked and not self.levels)
