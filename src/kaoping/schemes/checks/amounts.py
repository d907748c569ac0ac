"""Numbers of the wrong sign or size where the file's form allows any number."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kaoping.core.defect import Defect
from kaoping.core.text import Text
from kaoping.kinds.checklist.rule import Checklist
from kaoping.kinds.claims.rule import Claims
from kaoping.kinds.composite.rule import Composite
from kaoping.schemes.checks.case import Case, every_item, every_limit, every_rule
from kaoping.schemes.checks.sentence import Sentence, Sentences, word
from kaoping.schemes.model import RuleEntry

MOST_DIGITS = 10

SENTENCES: Sentences = {
    "negative-number": Sentence(
        Text("“{name}”的 {key} 是负数 {number}。", "{key} of “{name}” is {number}, below 0."),
        Text(
            "请写正数；扣分还是加分由规则决定。",
            "Write a positive number; whether it is deducted is for the rule to say.",
        ),
    ),
    "bad-digits": Sentence(
        Text("取位不能是 {digits} 位小数。", "Scores cannot be rounded to {digits} decimals."),
        Text(
            "请写 0 到 {most} 的整数；限定中 -1 为取到十位。",
            "Write a whole number from 0 to {most}; in a limit, −1 rounds to tens.",
        ),
    ),
}

Amounts = Iterator[tuple[str, int, str, Fraction | int | None]]
"""The name, line and key of an amount, and the amount."""


def check_amounts(case: Case) -> Iterator[Defect]:
    """Amounts below zero and impossible decimals."""
    for name, line, key, amount in (*_of_items(case), *_of_rules(case), *_of_limits(case), *_of_results(case)):
        if amount is not None and amount < 0:
            yield word(SENTENCES, "negative-number", line, name=name, key=key, number=Fraction(amount))
    rounding = case.scheme.rounding
    if not 0 <= rounding.digits <= MOST_DIGITS:
        yield word(SENTENCES, "bad-digits", rounding.line, digits=rounding.digits, most=MOST_DIGITS)
    whole = (("", limit) for limit in case.scheme.limits)
    for _, limit in (*every_limit(case.scheme), *whole):
        digits = case.constant(case.total, limit.value)
        if limit.verb == "round" and (digits is None or digits.denominator > 1 or abs(digits) > MOST_DIGITS):
            yield word(SENTENCES, "bad-digits", limit.line, digits=limit.value.text, most=MOST_DIGITS)


def _of_items(case: Case) -> Amounts:
    yield case.scheme.title, case.line("points"), "points", case.scheme.points
    for item in every_item(case.scheme.items):
        yield item.name, item.line, "points", item.points
        yield item.name, item.line, "weight", item.weight


def _of_rules(case: Case) -> Amounts:
    for name, entry in every_rule(case.scheme):
        yield name, entry.line, "worth", entry.worth
        for key, amount in _of_kind(entry):
            yield name, entry.line, key, amount


def _of_kind(entry: RuleEntry) -> Iterator[tuple[str, Fraction | None]]:
    rule = entry.rule
    if isinstance(rule, Composite):
        yield from ((f"{part.id} weight", part.weight) for part in rule.parts)
    elif isinstance(rule, Claims):
        yield from ((f"{clause.id} from", clause.low) for clause in rule.clauses)
    elif isinstance(rule, Checklist):
        yield "unmet_measure", rule.unmet_measure
        yield from ((f"found_by {who}", extra) for who, extra in rule.found_by.items())
        for name, cost in rule.severities.items():
            yield f"{name} points", cost.points
            yield f"{name} from", cost.low


def _of_limits(case: Case) -> Amounts:
    """The size of a deduction cannot be below zero; a floor, a ceiling or a set score can."""
    for leaf in case.leaves:
        for rule in leaf.rules:
            yield leaf.entry.name, rule.line, "at_least", case.constant(leaf, rule.at_least)
            yield leaf.entry.name, rule.line, "at_most", case.constant(leaf, rule.at_most)
    for name, limit in every_limit(case.scheme):
        if limit.verb in ("at_least", "at_most"):
            yield name, limit.line, limit.verb, case.constant(case.total, limit.value)


def _of_results(case: Case) -> Amounts:
    for grade in case.scheme.grades:
        yield grade.name, grade.line, "count", grade.count
    for award in case.scheme.awards:
        yield award.name, award.line, "count", award.count
    if case.scheme.lists is not None:
        for key, seats in (("red", case.scheme.lists.red), ("black", case.scheme.lists.black)):
            yield key, case.line("lists"), "count", seats.count
    for veto in case.scheme.vetoes:
        for effect in (veto.effect, *veto.effect.chosen):
            yield veto.name, veto.line, "deduct", effect.deduct
