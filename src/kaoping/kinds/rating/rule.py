"""Ratings by groups of raters, converted to the item's points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Literal

from kaoping.core.formula import Each, Expression, Field, Word, apply, number, total
from kaoping.core.line import Line, RowForm, RowOption
from kaoping.core.rule import Contribution, FormulaText, Subject
from kaoping.core.text import Text, verbatim


@dataclass(frozen=True)
class Trim:
    """Which extremes are dropped (去掉最高分最低分): that share at each end, only from so many ratings on."""

    share: Fraction
    least: int = field(default=5, metadata={"key": "from"})


@dataclass(frozen=True)
class Rating:
    """征求意见 (朝阳2009, items 12–15 and 23–26; forms F36, F41, F42).

    Options:
        mean: `groups` (the mean of the rater groups' means, every group alike) or `answers` (all answers alike, rows
            count by their raters).
        weights: rater group → weight, instead of every group alike; only these groups may rate.
        empty: what a weighted group without any rating does: `wait` (the unit is incomplete, default) or `reweight`
            (the weights of the others are taken in proportion).
        full: what a perfect rating is; default 100.
        trim: the share of ratings dropped at each end and from how many ratings on; default none.
    """

    kind: ClassVar[str] = "rating"
    variants: ClassVar[tuple[str, ...]] = ()

    mean: Literal["groups", "answers"] = "groups"
    weights: Mapping[str, FormulaText] = field(default_factory=dict)
    empty: Literal["wait", "reweight"] = "wait"
    full: Fraction = Fraction(100)
    trim: Trim | None = None

    def contribution(self, subject: Subject) -> Contribution:
        """One line: the points short of the mean rating."""
        mean = self._weighted(subject) if self.weights else self._mean(subject)
        earned = apply("divide", apply("multiply", mean, number(subject.worth)), number(self.full))
        says = Text(
            "评议平均 {mean} 分（满分 {full}），折合 {earned} 分。",
            "The mean rating is {mean} of {full}: {earned} points.",
            {"mean": mean, "full": self.full, "earned": earned},
        )
        line = Line(subject.rule, subject.id, *subject.giving(earned), says, subject.clause)
        groups = tuple(RowOption(group, verbatim(group)) for group in self.weights)
        return Contribution((line,), (), (RowForm("ratings", subject.id, groups),))

    def _mean(self, subject: Subject, group: str = "") -> Each:
        return Each(
            "ratings",
            (subject.id,),
            Field("value"),
            apply("equal", Field("rater_group"), Word(group)) if group else None,
            fold="mean",
            by="rater_group" if self.mean == "groups" else None,
            weight=Field("raters"),
            trim=self.trim.share if self.trim else Fraction(0),
            trim_from=self.trim.least if self.trim else 0,
            needed=True,
        )

    def _weighted(self, subject: Subject) -> Expression:
        """The sum of the groups' means × weights ÷ the sum of the weights."""
        groups = [(self._mean(subject, group), subject.formula(weight)) for group, weight in self.weights.items()]
        if self.empty == "wait":
            whole = total(*(weight for _, weight in groups))
            return apply("divide", total(*(apply("multiply", mean, weight) for mean, weight in groups)), whole)
        rated = [apply("multiply", apply("given", mean), weight) for mean, weight in groups]
        means = [apply("multiply", apply("first_given", mean, number(0)), weight) for mean, weight in groups]
        return apply("divide", total(*means), total(*rated))
