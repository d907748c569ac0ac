"""Limits that name nothing, contradict each other, or can never bite."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kaoping.core.defect import Defect
from kaoping.core.program import TOTAL
from kaoping.core.text import Text
from kaoping.schemes.checks.case import Case, every_item
from kaoping.schemes.checks.points import added
from kaoping.schemes.checks.sentence import Sentence, Sentences, word
from kaoping.schemes.leaves import Leaf
from kaoping.schemes.model import LimitEntry

SENTENCES: Sentences = {
    "unknown-rule": Sentence(
        Text(
            "“{name}”的限定要管“{rule}”，那里没有这条规则。",
            "A limit of “{name}” is over “{rule}”, which is no rule there.",
        ),
        Text("规则有：{known}。", "Rules: {known}."),
    ),
    "unknown-limited-item": Sentence(
        Text(
            "总分的限定要管“{over}”，没有这个指标或规则。",
            "A limit of the scheme is over “{over}”, which is no item or rule.",
        ),
        Text("请写指标编号，或“指标编号.规则编号”。", "Write an item's id, or “item.rule”."),
    ),
    "each-line-on-total": Sentence(
        Text("总分的限定不能写 each: line。", "A limit of the scheme cannot say each: line."),
        Text("请把它写到指标的 limits 下。", "Write it under the limits of an item."),
    ),
    "floor-above-points": Sentence(
        Text(
            "“{name}”的下限 {value} 分高于分值 {points} 分。",
            "The floor of “{name}”, {value}, is above its {points} points.",
        ),
        Text("请核对下限和分值。", "Check the floor and the points."),
    ),
    "ceiling-never-bites": Sentence(
        Text(
            "“{name}”没有加分规则，得分不会超过 {points} 分，上限 {value} 分不起作用。",
            "Nothing lifts “{name}” above its {points} points; the ceiling of {value} never bites.",
        ),
        Text("请核对上限，或删去。", "Check the ceiling, or delete it."),
        "warning",
    ),
    "cap-above-points": Sentence(
        Text(
            "“{name}”扣分至多 {value} 分，高于分值 {points} 分。",
            "Deductions of “{name}” are capped at {value}, above its {points} points.",
        ),
        Text("请核对；允许得分低于 0 分的可以保留。", "Check it; keep it where the score may fall below 0."),
        "warning",
    ),
    "minimum-above-maximum": Sentence(
        Text("“{name}”至少 {least} 分，至多却只有 {most} 分。", "“{name}” counts at least {least} but at most {most}."),
        Text("请改正其中一个。", "Correct one of them."),
    ),
    "limit-without-effect": Sentence(
        Text(
            "“{name}”的限定“{verb}: {value}”什么也不改变。", "The limit “{verb}: {value}” of “{name}” changes nothing."
        ),
        Text("请核对数值，或删去。", "Check its value, or delete it."),
        "warning",
    ),
}


def check_limits(case: Case) -> Iterator[Defect]:
    """Limits at items, at rules, and at the scheme."""
    yield from _unknown_rules(case)
    for leaf in case.leaves:
        for limit in leaf.limits:
            yield from _limit(case, leaf, limit)
        yield from _rule_limits(case, leaf)
    for limit in case.scheme.limits:
        yield from _scheme_limit(case, limit)


def _unknown_rules(case: Case) -> Iterator[Defect]:
    """A limit under `each` or a type stands at several items: a rule that one of them has is known."""
    known: dict[LimitEntry, set[str]] = {}
    for leaf in case.leaves:
        for limit in leaf.limits:
            known.setdefault(limit, set()).update(rule.id for rule in leaf.rules)
    owners = {limit: leaf.entry.name for leaf in case.leaves for limit in leaf.limits}
    for limit, rules in known.items():
        for rule in limit.over:
            if rule not in (*rules, "points"):
                line, quote = limit.line, limit.clause.quote
                yield word(SENTENCES, "unknown-rule", line, quote, name=owners[limit], rule=rule, known=sorted(rules))


def _limit(case: Case, leaf: Leaf, limit: LimitEntry) -> Iterator[Defect]:
    value = case.constant(leaf, limit.value)
    if value is not None:
        code = _fault(limit.verb, value, leaf.points, adds=case.adds(leaf))
        if code:
            yield word(
                SENTENCES,
                code,
                limit.line,
                limit.clause.quote,
                name=leaf.entry.name,
                value=value,
                points=leaf.points,
                verb=limit.verb,
            )


def _fault(verb: str, value: Fraction, points: Fraction | None, *, adds: bool) -> str:
    """What is wrong with a limit of that value where so many points are at stake."""
    if (verb == "at_least" and value <= 0) or (verb == "times" and value == 1):
        return "limit-without-effect"
    if points is None:
        return ""
    if verb == "floor" and value > points:
        return "floor-above-points"
    if verb == "ceiling" and value >= points and not adds:
        return "ceiling-never-bites"
    return "cap-above-points" if verb == "at_most" and value > points and not adds else ""


def _rule_limits(case: Case, leaf: Leaf) -> Iterator[Defect]:
    for rule in leaf.rules:
        least, most = case.constant(leaf, rule.at_least), case.constant(leaf, rule.at_most)
        name, clause = leaf.entry.name, rule.clause.quote
        if least is not None and most is not None and least > most:
            yield word(SENTENCES, "minimum-above-maximum", rule.line, clause, name=name, least=least, most=most)
        for verb, value in (("at_least", least), ("at_most", most)):
            points = rule.worth if rule.worth is not None else leaf.points
            code = _fault(verb, value, points, adds=case.adds(leaf)) if value is not None else ""
            if code:
                yield word(SENTENCES, code, rule.line, clause, name=name, value=value, points=points, verb=verb)


def _scheme_limit(case: Case, limit: LimitEntry) -> Iterator[Defect]:
    clause = limit.clause.quote
    if limit.each:
        yield word(SENTENCES, "each-line-on-total", limit.line, clause)
    for over in limit.over:
        if not _is_known(case, over):
            yield word(SENTENCES, "unknown-limited-item", limit.line, clause, over=over)
    value, points = case.constant(case.total, limit.value), added(case.scheme.items)
    adds = any(case.adds(leaf) for leaf in case.leaves)
    code = _fault(limit.verb, value, None if limit.over else points, adds=adds) if value is not None else ""
    if code:
        name = Text("总分", "total")
        yield word(SENTENCES, code, limit.line, clause, name=name, value=value, points=points, verb=limit.verb)


def _is_known(case: Case, over: str) -> bool:
    """An item, or a rule at it or at the leaves below it."""
    if over in {TOTAL, *(item.id for item in every_item(case.scheme.items))}:
        return True
    item, _, rule = over.rpartition(".")
    inside = [leaf for leaf in case.leaves if item in (leaf.id, *(parent.id for parent in leaf.parents))]
    return any(entry.id == rule for leaf in inside for entry in leaf.rules)
