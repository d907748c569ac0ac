"""The one free kind: a safe expression over the item's facts for whatever the other kinds do not say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kaoping.core.formula import Expression
from kaoping.core.line import Line
from kaoping.core.rule import Contribution, FormulaText, Gives, Subject
from kaoping.core.text import Text


@dataclass(frozen=True)
class Free:
    """An expression (forms F20, F24, F28, F29, F39, F44, F49, D03, D04 and whatever else a text defines).

    Options:
        formula: the expression; see the list of functions.
        gives: `score` (what the item earns, default), `deduction` or `addition`.
        says, english: the sentence for the scorecard.
    """

    kind: ClassVar[str] = "formula"
    variants: ClassVar[tuple[str, ...]] = ()

    formula: FormulaText
    gives: Gives = "score"
    says: str = ""
    english: str = ""

    def contribution(self, subject: Subject) -> Contribution:
        """One line."""
        value = subject.formula(self.formula)
        amount = subject.giving(value, self.gives)
        return Contribution((Line(subject.rule, subject.id, *amount, self._sentence(value), subject.clause),))

    def _sentence(self, value: Expression) -> Text:
        if self.says:
            return Text("{says}", "{english}", {"says": self.says, "english": self.english or self.says})
        if self.gives == "score":
            return Text("按算式得 {value} 分。", "By the formula, {value} points are earned.", {"value": value})
        return Text("按算式计 {value} 分。", "By the formula: {value} points.", {"value": value})
