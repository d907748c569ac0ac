"""The nodes of one item in their fixed order: opening, rules, factors, exemptions, zero-outs, limits, rounding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from kaoping.core.expression import Unreadable, read_expression
from kaoping.core.formula import Each, Expression, apply, number
from kaoping.core.line import Clause, Limit, Line, Node, Quantity, Sign, Verb
from kaoping.core.rule import Contribution, FormulaText
from kaoping.core.text import Text
from kaoping.schemes.leaves import Leaf
from kaoping.schemes.model import LimitEntry, RoundingEntry, RuleEntry
from kaoping.schemes.names import ItemNames

Rules = Sequence[tuple[RuleEntry, Contribution]]

OPENING = Text("分值 {points} 分。", "Worth {points}.")
SPREAD = Text("分摊不适用指标的分值 {points} 分。", "{points} points are its share of items that do not apply.")
FROM_ZERO = Text("本项从零分起计。", "This item begins at zero.")
SAYS: dict[str, Text] = {
    "at_least": Text("不足 {value} 分的，按 {value} 分计。", "Less than {value} counts as {value}."),
    "at_most": Text("最多不超过 {value} 分。", "At most {value} points count."),
    "floor": Text("扣至 {value} 分为止。", "The score does not fall below {value}."),
    "ceiling": Text("最高计 {value} 分。", "The score does not rise above {value}."),
    "set": Text("本项按 {value} 分计。", "The score is set to {value}."),
    "times": Text("乘以系数 {value}。", "Multiplied by {value}."),
    "round": Text("四舍五入，保留 {value} 位小数。", "Rounded half up; decimals: {value}."),
}
ROUNDED: dict[str, Text] = {
    "half_up": SAYS["round"],
    "half_even": Text("四舍六入五成双，保留 {value} 位小数。", "Rounded half to even; decimals: {value}."),
    "down": Text("舍去 {value} 位小数以后的部分。", "Cut off; decimals: {value}."),
    "up": Text("进位到 {value} 位小数。", "Rounded up; decimals: {value}."),
}
EXEMPT = Text("符合免扣情形，予以退回。", "An exemption applies; the deduction is returned.")


class ItemRules:
    """Turns the contributions of one item's rules into its nodes."""

    def __init__(self, leaf: Leaf, rounding: RoundingEntry) -> None:
        self.leaf = leaf
        self.settings = rounding
        self.base: tuple[str, ...] = ()
        self.of_rule: dict[str, list[str]] = {}

    def opening(self) -> list[Node]:
        """The item's points, its first line; an item without points has none. Then what it begins with beside them."""
        leaf = self.leaf
        if leaf.points is None:
            return []
        own = leaf.points - leaf.spread
        found = [self._opening("points", "+", own, OPENING, opening=True)]
        if leaf.spread:
            found.append(self._opening("spread", "+", leaf.spread, SPREAD))
        if not leaf.opens:
            found.append(self._opening("start", "-", leaf.points, FROM_ZERO))
        self.base = tuple(line.id for line in found)
        return [*found]

    def _opening(self, part: str, sign: Sign, points: Fraction, says: Text, opening: bool = False) -> Line:
        leaf, text = self.leaf, says.with_values(points=points)
        return Line(f"{leaf.id}.{part}", leaf.id, sign, number(points), text, leaf.clause, opening)

    def nodes(self, rules: Rules, names: ItemNames, problems: list[tuple[int, Unreadable]]) -> list[Node]:
        """Everything between the opening and the rounding."""
        self.names, self.problems = names, problems
        found: list[Node] = [node for entry, given in rules for node in self._counted(entry, given)]
        for entry, _ in rules:
            found += self._stage(entry, "times", "times", entry.times, SAYS["times"])
        found += self._of_verbs(found, "times")
        for entry, _ in rules:
            found += self._exemption(entry)
        found += self._of_verbs(found, "set")
        for entry, _ in rules:
            found += self._stage(entry, "at_least", "at_least", entry.at_least, SAYS["at_least"])
            found += self._stage(entry, "at_most", "at_most", entry.at_most, SAYS["at_most"])
        found += self._of_verbs(found, "at_least", "at_most", "floor", "ceiling")
        return found + self._of_verbs(found, "round")

    def _of_verbs(self, before: list[Node], *verbs: Verb) -> list[Node]:
        """The item's limits with one of these verbs, in the order in which they are written."""
        found: list[Node] = []
        for limit in (limit for limit in self.leaf.limits if limit.verb in verbs):
            found += self._limits(limit, [*before, *found])
        return found

    def rounding(self, nodes: list[Node]) -> list[Node]:
        """The item's rounding, a visible last line."""
        if self.settings.at != "item":
            return []
        over = tuple(node.id for node in nodes if not isinstance(node, Quantity))
        digits = number(self.settings.digits)
        says = ROUNDED[self.settings.mode].with_values(value=digits.value)
        place = f"{self.leaf.id}.rounding"
        return [Limit(place, self.leaf.id, over, "round", digits, says, mode=self.settings.mode)] if over else []

    def _counted(self, entry: RuleEntry, given: Contribution) -> list[Node]:
        nodes = list(given.nodes)
        if entry.when is not None:
            condition = self._read(entry.when, entry.line)
            nodes = [conditional(node, condition) for node in nodes] if condition else nodes
        self.of_rule.setdefault(entry.id, []).extend(node.id for node in nodes if not isinstance(node, Quantity))
        return nodes

    def _stage(self, entry: RuleEntry, part: str, verb: Verb, value: FormulaText | None, says: Text) -> list[Node]:
        bound = self._read(value, entry.line) if value is not None else None
        if bound is None:
            return []
        return [
            self._limit(
                f"{entry.id}.{part}",
                (entry.id,),
                verb,
                value=bound,
                says=says.with_values(value=bound),
                clause=entry.clause,
            )
        ]

    def _exemption(self, entry: RuleEntry) -> list[Node]:
        condition = self._read(entry.exempt_when, entry.line) if entry.exempt_when is not None else None
        if condition is None:
            return []
        limit = self._limit(f"{entry.id}.exempt", (entry.id,), "set", value=number(0), says=EXEMPT, clause=entry.clause)
        return [replace(limit, when=condition)]

    def _limits(self, entry: LimitEntry, before: list[Node]) -> list[Node]:
        value = self._read(entry.value, entry.line)
        when = self._read(entry.when, entry.line) if entry.when is not None else None
        if value is None:
            return []
        says = limit_sentence(entry, value)
        rules = entry.over or tuple(self.of_rule)
        place = f"limit.{sum(isinstance(node, Limit) for node in before) + 1}"
        if entry.each == "line":
            lines = [node.id for node in before if isinstance(node, Line) and self._belongs(node.id, rules)]
            return [
                Limit(f"{line}.{entry.verb}", self.leaf.id, (line,), entry.verb, value, says, entry.clause, when)
                for line in lines
            ]
        limit = self._limit(place, rules, entry.verb, value=value, says=says, clause=entry.clause)
        if "points" in entry.over or (not entry.over and entry.verb not in ("at_least", "at_most")):
            limit = replace(limit, over=(*self.base, *limit.over))
        return [replace(limit, when=when, mode=entry.mode)]

    def _belongs(self, node: str, rules: Iterable[str]) -> bool:
        return any(node in self.of_rule.get(rule, ()) for rule in rules)

    def _limit(
        self, place: str, rules: tuple[str, ...], verb: Verb, *, value: Expression, says: Text, clause: Clause
    ) -> Limit:
        """A limit over rules; it belongs to them, so that later limits over them see its correction."""
        over = tuple(dict.fromkeys(node for rule in rules for node in self.of_rule.get(rule, ())))
        full = f"{self.leaf.id}.{place}"
        for rule in rules:
            self.of_rule.setdefault(rule, []).append(full)
        return Limit(full, self.leaf.id, over, verb, value, says, clause if clause.quote else self.leaf.clause)

    def _read(self, written: FormulaText, line: int) -> Expression | None:
        try:
            return read_expression(written.text, self.names)
        except Unreadable as problem:
            self.problems.append((written.line or line, problem))
            return None


def limit_sentence(entry: LimitEntry, value: Expression) -> Text:
    """The sentence of a limit: its own, or that of its verb."""
    if entry.says:
        return Text("{says}", "{english}", {"says": entry.says, "english": entry.english or entry.says})
    return SAYS[entry.verb].with_values(value=value)


def conditional(node: Node, condition: Expression) -> Node:
    """A node that has effect only where a condition holds; a fold keeps its rows apart."""
    if not isinstance(node, Line):
        return replace(node, when=condition) if isinstance(node, Limit) else node
    if isinstance(node.formula, Each):
        where = apply("both", condition, node.formula.where) if node.formula.where else condition
        return replace(node, formula=replace(node.formula, where=where))
    return replace(node, formula=apply("if", condition, node.formula, number(0)))
