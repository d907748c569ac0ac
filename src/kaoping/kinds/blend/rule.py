"""A weighted mean of several scores of 0 to 100, converted to the item's points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar

from kaoping.core.formula import Expression, apply, number, total
from kaoping.core.line import Ask, Line
from kaoping.core.numbers import written
from kaoping.core.rule import Contribution, FormulaText, Subject
from kaoping.core.text import Text


@dataclass(frozen=True)
class Source:
    """One source: its id is the name of the fact."""

    id: str
    name: str
    english: str = ""
    owed_by: str = ""


@dataclass(frozen=True)
class Blend:
    """年终汇总职能部门检查评议、网上评议……的情况 (朝阳2009, item 9; forms F21, F42, F45, D02).

    Options:
        sources: the scores that are summed up; a source that does not apply to a unit is left out of its mean.
        weights: source → weight, and `others` → what the sources not named share equally; without weights all count
            alike. A source that is neither named nor among others does not count. Weights are taken in proportion to
            the sum of those that apply.
        full: what a source may reach; default 100.
    """

    kind: ClassVar[str] = "blend"
    variants: ClassVar[tuple[str, ...]] = ()

    sources: tuple[Source, ...] = ()
    weights: Mapping[str, FormulaText] = field(default_factory=dict)
    full: Fraction = Fraction(100)

    def contribution(self, subject: Subject) -> Contribution:
        """One line: the points short of the mean."""
        counted = [source for source in self.sources if self._counts(source.id)]
        applying = [source for source in counted if source.id not in subject.not_applicable]
        asks = tuple(
            Ask(
                subject.id,
                source.id,
                Text(source.name, source.english or source.name),
                low="0",
                high=written(self.full),
                optional=source not in counted,
                owed_by=(source.owed_by,) if source.owed_by else (),
            )
            for source in self.sources
        )
        mean = self._mean(subject, applying)
        earned = apply("divide", apply("multiply", mean, number(subject.worth)), number(self.full))
        says = Text(
            "{count} 个来源平均 {mean} 分，折合 {earned} 分。",
            "The mean of {count} sources is {mean}: {earned} points.",
            {"count": len(applying), "mean": mean, "earned": earned},
        )
        return Contribution((Line(subject.rule, subject.id, *subject.giving(earned), says, subject.clause),), asks)

    def _mean(self, subject: Subject, applying: list[Source]) -> Expression:
        if not self.weights:
            return apply("divide", total(*(subject.fact(source.id) for source in applying)), number(len(applying)))
        weights = {source.id: self._weight(subject, source.id, applying) for source in applying}
        weighted = [apply("multiply", weight, subject.fact(source)) for source, weight in weights.items()]
        return apply("divide", total(*weighted), total(*weights.values()))

    def _counts(self, source: str) -> bool:
        """A table of weights leaves out whom it does not name."""
        return not self.weights or source in self.weights or "others" in self.weights

    def _weight(self, subject: Subject, source: str, applying: list[Source]) -> Expression:
        """A source's own weight, or its equal part of what the others share."""
        if source in self.weights:
            return subject.formula(self.weights[source])
        others = [one.id for one in applying if one.id not in self.weights]
        return apply("divide", subject.formula(self.weights["others"]), number(len(others)))
