"""Ratings by groups of raters, converted to the item's points."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Literal

from kaoping.core.formula import Each, Field, apply, number
from kaoping.core.line import Line, RowForm
from kaoping.core.rule import Contribution, Subject
from kaoping.core.text import Text


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
        full: what a perfect rating is; default 100.
        trim: the share of ratings dropped at each end and from how many ratings on; default none.
    """

    kind: ClassVar[str] = "rating"
    variants: ClassVar[tuple[str, ...]] = ()

    mean: Literal["groups", "answers"] = "groups"
    full: Fraction = Fraction(100)
    trim: Trim | None = None

    def contribution(self, subject: Subject) -> Contribution:
        """One line: the points short of the mean rating."""
        mean = Each(
            "ratings",
            (subject.id,),
            Field("value"),
            fold="mean",
            by="rater_group" if self.mean == "groups" else None,
            weight=Field("raters"),
            trim=self.trim.share if self.trim else Fraction(0),
            trim_from=self.trim.least if self.trim else 0,
            needed=True,
        )
        earned = apply("divide", apply("multiply", mean, number(subject.worth)), number(self.full))
        says = Text(
            "评议平均 {mean} 分（满分 {full}），折合 {earned} 分。",
            "The mean rating is {mean} of {full}: {earned} points.",
            {"mean": mean, "full": self.full, "earned": earned},
        )
        formula, sign = (
            (earned, "+") if subject.points is None else (apply("subtract", number(subject.worth), earned), "-")
        )
        line = Line(subject.rule, subject.id, "+" if sign == "+" else "-", formula, says, subject.clause)
        return Contribution((line,), (), (RowForm("ratings", subject.id),))
