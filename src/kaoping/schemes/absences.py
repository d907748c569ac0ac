"""What an item counts that does not apply, whose facts are missing, or whose denominator is zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from kaoping.core.expression import Names, read_expression
from kaoping.core.formula import (
    Cell,
    Each,
    Expression,
    Fact,
    Field,
    Formula,
    Number,
    Peers,
    apply,
    number,
    total,
    walk,
)
from kaoping.core.line import Ask, Limit, Line, Node, Quantity
from kaoping.core.rule import FormulaText
from kaoping.core.text import Text, verbatim
from kaoping.schemes.form import Form
from kaoping.schemes.item_rules import ROUNDED
from kaoping.schemes.leaves import Leaf, siblings
from kaoping.schemes.model import ItemEntry, Scheme

Cause = Literal["missing", "zero"]
CONDITIONS: Mapping[Cause, str] = {"missing": "facts_missing", "zero": "zero_denominator"}
NAMES = {
    "missing": Text("数据是否未提供", "facts not provided"),
    "zero": Text("分母是否为零", "denominator zero"),
    "assessed": Text("按规则得分", "score by the rules"),
    "instead": Text("取位前得分", "score before rounding"),
}
SAYS: Mapping[Cause, Text] = {
    "missing": Text("未提供数据，{how}计 {score} 分。", "The facts are not provided: {how}, {score} points."),
    "zero": Text("分母为零，{how}计 {score} 分。", "The denominator is zero: {how}, {score} points."),
}
WORDS = {
    "zero": Text("按零分", "no points"),
    "full": Text("按满分", "full points"),
    "peer-mean": Text("按同类单位平均分", "the mean of its peers"),
    "rescale": Text("按其余指标得分率", "at the rate of the other items"),
}
REFERENCE = Text("按参考分", "a reference score")
NOT_APPLICABLE = Text("本项不适用：{why}", "This item does not apply: {why}")


def policy(scheme: Scheme, leaf: Leaf, cause: Cause) -> FormulaText | None:
    """What the office has chosen for a cause: the item's word, its nearest ancestor's or the scheme's; None is wait."""
    entries: tuple[ItemEntry | Scheme, ...] = (leaf.entry, *reversed(leaf.parents), scheme)
    written = [entry.missing if cause == "missing" else entry.zero for entry in entries]
    found = next((text for text in written if text is not None), None)
    return None if found is None or found.text == "wait" else found


@dataclass(frozen=True)
class Rest:
    """The items at whose rate an item is scored that cannot be scored itself."""

    scheme: Scheme
    form: Form
    leaves: tuple[Leaf, ...]

    def rate(self, leaf: Leaf) -> Expression | None:
        """What the rest reaches of its points, items apart that are themselves taken at the rate of the rest."""
        rest = siblings(leaf, self.leaves, self.form)
        if not rest:
            return None
        full = total(*(self._if_scored(one, number(one.points or 0)) for one in rest))
        return apply("divide", total(*(self._if_scored(one, self._score(one)) for one in rest)), full)

    def _rescaled(self, leaf: Leaf) -> list[Cell]:
        chosen = [(condition, policy(self.scheme, leaf, cause)) for cause, condition in CONDITIONS.items()]
        return [Cell(f"{leaf.id}.{name}") for name, found in chosen if found and found.text == "rescale"]

    def _score(self, leaf: Leaf) -> Cell:
        return Cell(f"{leaf.id}.assessed" if self._rescaled(leaf) else leaf.id)

    def _if_scored(self, leaf: Leaf, value: Expression) -> Expression:
        causes = self._rescaled(leaf)
        return apply("if", any_of(causes), number(0), value) if causes else value


def excused(rest: Rest, leaf: Leaf, why: str) -> list[Node]:
    """The line of an item that does not apply: what it loses, at the rate of the rest, at its peers' mean or wholly."""
    choice = rest.scheme.not_applicable
    if leaf.points is None or choice == "full":
        return []
    worth = number(leaf.points)
    earned = rest.rate(leaf) if choice == "rescale" else number(0)
    if earned is None:
        return []
    lost = apply("subtract", worth, _peer_mean(leaf))
    if choice != "peer-mean":
        lost = apply("multiply", worth, apply("subtract", number(1), earned))
    says = NOT_APPLICABLE.with_values(why=why)
    return [Line(f"{leaf.id}.not_applicable", leaf.id, "-", lost, says, leaf.clause)]


def _peer_mean(leaf: Leaf) -> Peers:
    return Peers("mean", Cell(f"{leaf.id}.assessed"), "leave_out")


@dataclass(frozen=True)
class Instead:
    """The score of one item where the office has said what counts for missing facts or a zero denominator."""

    rest: Rest
    leaf: Leaf
    names: Names
    nodes: Sequence[Node]
    asks: Iterable[Ask]

    def score(self) -> list[Node]:
        """The item's score, the sum of its lines, and what the sum needs beside the lines of the rules."""
        leaf, conditions = self.leaf, self._conditions()
        by_rule = Quantity(f"{leaf.id}.assessed", leaf.id, NAMES["assessed"], total(*self._amounts))
        never = self._never(conditions)
        compared = [by_rule] if conditions or never or self.rest.scheme.not_applicable == "peer-mean" else []
        if not conditions:
            return [*never, *compared, Quantity(leaf.id, leaf.id, verbatim(leaf.entry.name), total(*self._amounts))]
        lines = [self._line(cause) for cause in conditions]
        printed = [*self._printed, *(Cell(line.id) for line in lines)]
        before = Quantity(f"{leaf.id}.instead", leaf.id, NAMES["instead"], total(*printed))
        happened = any_of([Cell(condition.id) for condition in conditions.values()])
        rounding = self._rounding(before.id, happened)
        after = total(*printed, *(Cell(limit.id) for limit in rounding))
        score = Quantity(leaf.id, leaf.id, verbatim(leaf.entry.name), apply("if", happened, after, Cell(by_rule.id)))
        return [*conditions.values(), *never, *compared, *lines, before, *rounding, score]

    def _never(self, conditions: Mapping[Cause, Quantity]) -> list[Quantity]:
        """Conditions that cannot arise here; the rate of the rest asks every item for them."""
        chosen = {cause: policy(self.rest.scheme, self.leaf, cause) for cause in CONDITIONS if cause not in conditions}
        return [self._condition(cause, number(0)) for cause, one in chosen.items() if one and one.text == "rescale"]

    def _condition(self, cause: Cause, condition: Expression) -> Quantity:
        return Quantity(f"{self.leaf.id}.{CONDITIONS[cause]}", self.leaf.id, NAMES[cause], condition)

    @property
    def _amounts(self) -> list[Expression]:
        return [Cell(node.id) for node in self.nodes if not isinstance(node, Quantity)]

    @property
    def _printed(self) -> list[Expression]:
        """The amounts as far as they are known."""
        return [apply("first_given", amount, number(0)) for amount in self._amounts]

    def _line(self, cause: Cause) -> Line:
        """A line that brings what the lines above it sum to, as far as they are known, to the score that was chosen."""
        leaf, chosen = self.leaf, policy(self.rest.scheme, self.leaf, cause) or FormulaText("wait")
        score = self._chosen_score(chosen)
        amount = apply("subtract", score, total(*self._printed))
        taken = apply("if", Cell(f"{leaf.id}.{CONDITIONS[cause]}"), amount, number(0))
        says = SAYS[cause].with_values(how=WORDS.get(chosen.text, REFERENCE), score=score)
        return Line(f"{leaf.id}.instead.{cause}", leaf.id, "+", taken, says, leaf.clause)

    def _chosen_score(self, chosen: FormulaText) -> Expression:
        worth = number(self.leaf.points or Fraction(0))
        if chosen.text == "peer-mean":
            return _peer_mean(self.leaf)
        if chosen.text == "rescale":
            return apply("multiply", worth, self.rest.rate(self.leaf) or number(1))
        return {"zero": number(0), "full": worth}.get(chosen.text) or read_expression(chosen.text, self.names)

    def _rounding(self, before: str, happened: Expression) -> list[Limit]:
        settings, leaf = self.rest.scheme.rounding, self.leaf
        if settings.at != "item":
            return []
        digits = number(settings.digits)
        says = ROUNDED[settings.mode].with_values(value=digits.value)
        place = f"{leaf.id}.instead.rounding"
        return [Limit(place, leaf.id, (before,), "round", digits, says, when=happened, mode=settings.mode)]

    def _conditions(self) -> dict[Cause, Quantity]:
        """When facts of the item are missing, and when, nothing being missing, a denominator is zero."""
        parts = [part for node in self.nodes for formula in node.formulas for part in walk(formula)]
        needed: list[Expression] = [Fact(ask.item, ask.name) for ask in self.asks if not ask.optional]
        needed += [part for part in parts if isinstance(part, Each) and part.needed]
        absent = [apply("negate", apply("given", part)) for part in dict.fromkeys(needed)]
        zero = [apply("equal", divisor, number(0)) for divisor in dict.fromkeys(_divisors(parts))]
        found: dict[Cause, Expression] = {"missing": any_of(absent)} if absent else {}
        if zero:
            undefined = apply("negate", apply("given", Cell(f"{self.leaf.id}.assessed")))
            present = [apply("negate", any_of(absent))] if absent else []
            found["zero"] = apply("both", undefined, *present, any_of(zero))
        return {
            cause: self._condition(cause, condition)
            for cause, condition in found.items()
            if policy(self.rest.scheme, self.leaf, cause)
        }


def _divisors(parts: Iterable[Expression]) -> Iterator[Expression]:
    for part in parts:
        if isinstance(part, Formula) and part.op == "divide":
            divisor = part.args[1]
            if not isinstance(divisor, Number) and not any(isinstance(inner, Field) for inner in walk(divisor)):
                yield divisor


def any_of(conditions: Sequence[Expression]) -> Expression:
    """Whether one of some conditions holds."""
    return conditions[0] if len(conditions) == 1 else apply("either", *conditions)
