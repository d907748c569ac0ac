"""Expressions that read well and mean nothing: comparisons that never change, division by zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kaoping.core.defect import Defect
from kaoping.core.formula import Expression, Fact, Formula, Number, Word, walk
from kaoping.core.line import Ask
from kaoping.core.population import Interval
from kaoping.core.text import Text
from kaoping.schemes.checks.bands import said
from kaoping.schemes.checks.case import Case, Written, constant
from kaoping.schemes.checks.sentence import Sentence, Sentences, word

Asks = Mapping[tuple[str, str], Ask]

_RANGE = Text("请核对条件和声明的范围。", "Check the condition and the declared range.")

SENTENCES: Sentences = {
    "condition-never": Sentence(
        Text(
            "“{text}”中，“{fact}”的范围是 {within}，与 {bound} 比较永远不成立。",
            "In “{text}”, “{fact}” ranges over {within}; its comparison with {bound} never holds.",
        ),
        _RANGE,
    ),
    "condition-always": Sentence(
        Text(
            "“{text}”中，“{fact}”的范围是 {within}，与 {bound} 比较总是成立。",
            "In “{text}”, “{fact}” ranges over {within}; its comparison with {bound} always holds.",
        ),
        _RANGE,
    ),
    "condition-unknown-word": Sentence(
        Text("“{text}”中，“{fact}”没有“{word}”这个选项。", "In “{text}”, “{fact}” cannot be “{word}”."),
        Text("选项有：{known}。", "Choices: {known}."),
    ),
    "division-by-zero": Sentence(
        Text("“{text}”中除以 0。", "“{text}” divides by 0."),
        Text("请改正除数。", "Correct the divisor."),
    ),
}
MIRRORED = {"less": "more", "more": "less", "at_most": "at_least", "at_least": "at_most", "equal": "equal"}
"""The comparisons, and what each becomes with its sides exchanged."""


def check_conditions(case: Case) -> Iterator[Defect]:
    """What is written in the expressions of rules and limits."""
    for leaf in (*case.leaves, case.total):
        for one in case.expressions(leaf):
            formulas = (part for whole in one.parts for part in walk(whole) if isinstance(part, Formula))
            for formula in formulas:
                yield from _part(one, formula, case.all_asks)


def _part(one: Written, part: Formula, asks: Asks) -> Iterator[Defect]:
    if part.op in MIRRORED:
        left, right = part.args
        yield from _compared(one, part.op, left, right, asks)
        yield from _compared(one, MIRRORED[part.op], right, left, asks)
    if part.op == "divide" and constant(part.args[1]) == 0:
        yield word(SENTENCES, "division-by-zero", one.line, text=one.text)


def _compared(one: Written, op: str, left: Expression, right: Expression, asks: Asks) -> Iterator[Defect]:
    ask = asks.get((left.item, left.name)) if isinstance(left, Fact) else None
    if ask and isinstance(right, Number):
        yield from _beyond(one, op, ask, right.value)
    elif ask and ask.choices and isinstance(right, Word) and right.text not in ask.choices:
        values = {"fact": ask.label, "word": right.text, "known": ask.choices}
        yield word(SENTENCES, "condition-unknown-word", one.line, text=one.text, **values)


def _beyond(one: Written, op: str, ask: Ask, bound: Fraction) -> Iterator[Defect]:
    """A comparison with a number that lies outside the range of the fact, or that no value of it meets."""
    low = None if ask.low is None else Fraction(ask.low)
    high = None if ask.high is None else Fraction(ask.high)
    never = {
        "less": low is not None and bound <= low,
        "at_most": low is not None and bound < low,
        "more": high is not None and bound >= high,
        "at_least": high is not None and bound > high,
        "equal": (low is not None and bound < low) or (high is not None and bound > high),
    }[op]
    outside = (low is not None and bound < low) or (high is not None and bound > high)
    if never or outside:
        within = said(Interval(low, high, upper_closed=True))
        code = "condition-never" if never else "condition-always"
        yield word(SENTENCES, code, one.line, text=one.text, fact=ask.label, within=within, bound=bound)
