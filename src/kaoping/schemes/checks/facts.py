"""Facts that expressions name and nobody enters, facts that nothing reads, and conditions that cannot come about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from keyword import iskeyword

from kaoping.core.defect import Defect
from kaoping.core.expression import Unreadable
from kaoping.core.formula import Expression, Fact, Formula, Number, Word, walk
from kaoping.core.line import Ask, Limit, Node
from kaoping.core.population import Interval
from kaoping.core.text import Text
from kaoping.schemes.checks.bands import said
from kaoping.schemes.checks.case import Case, Written, constant, facts_in
from kaoping.schemes.checks.sentence import Sentence, Sentences, word
from kaoping.schemes.leaves import Leaf

Asks = Mapping[tuple[str, str], Ask]

SENTENCES: Sentences = {
    "unreadable-expression": Sentence(Text("{says}", "{says}"), Text("{remedy}", "{remedy}")),
    "fact-not-declared": Sentence(
        Text(
            "“{name}”的规则要用“{fact}”，没有人填报这项数据。",
            "A rule of “{name}” needs “{fact}”, which nobody enters.",
        ),
        Text("请在 facts 中声明“{fact}”。", "Declare “{fact}” under facts."),
    ),
    "fact-unused": Sentence(
        Text("“{name}”要填报“{fact}”，没有规则用到它。", "“{name}” asks for “{fact}”, which no rule reads."),
        Text(
            "请在规则中使用，或删去；只作参考的写 optional: true。",
            "Use it in a rule, or delete it; where it is shown only, write optional: true.",
        ),
        "warning",
    ),
    "bad-fact-name": Sentence(
        Text("数据名“{fact}”在算式中不能用。", "“{fact}” cannot name a fact in an expression."),
        Text("请改用另一个词，只含文字、数字和下划线。", "Use another word of letters, digits and underscores."),
    ),
    "choice-without-choices": Sentence(
        Text("“{fact}”是选择项，却没有写 choices。", "“{fact}” is a choice without choices."),
        Text("请写出各选项。", "Write the choices."),
    ),
    "condition-never": Sentence(
        Text(
            "“{text}”中，“{fact}”的范围是 {within}，与 {bound} 比较永远不成立。",
            "In “{text}”, “{fact}” ranges over {within}; its comparison with {bound} never holds.",
        ),
        Text("请核对条件和声明的范围。", "Check the condition and the declared range."),
    ),
    "condition-always": Sentence(
        Text(
            "“{text}”中，“{fact}”的范围是 {within}，与 {bound} 比较总是成立。",
            "In “{text}”, “{fact}” ranges over {within}; its comparison with {bound} always holds.",
        ),
        Text("请核对条件和声明的范围。", "Check the condition and the declared range."),
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


def check_facts(case: Case) -> Iterator[Defect]:
    """What expressions read against what is asked for."""
    for leaf in (*case.leaves, case.total):
        asks, written = case.asks(leaf), list(case.expressions(leaf))
        yield from _declared(leaf)
        yield from _read(case, leaf, asks, written)
        for one in written:
            if not isinstance(one.read, Unreadable):
                yield from _impossible(one, one.read, asks)
                yield from _divisions(one, one.read)
    yield from _unreadable(case)


def _declared(leaf: Leaf) -> Iterator[Defect]:
    for name, entry in leaf.entry.facts.items():
        if not name.isidentifier() or iskeyword(name) or name == "points":
            yield word(SENTENCES, "bad-fact-name", entry.line, fact=name)
        if entry.form == "choice" and not entry.choices:
            yield word(SENTENCES, "choice-without-choices", entry.line, fact=entry.name)


def _read(case: Case, leaf: Leaf, asks: Asks, written: list[Written]) -> Iterator[Defect]:
    """Facts read without being asked for, and facts asked for without being read."""
    read: dict[tuple[str, str], int] = {}
    for one in written:
        if not isinstance(one.read, Unreadable):
            read |= {(fact.item, fact.name): one.line for fact in facts_in(one.read)}
    for ruled in case.ruled:
        if ruled.leaf is leaf:
            found = {(fact.item, fact.name): ruled.entry.line for node in ruled.nodes for fact in _facts(node)}
            read = found | read
    for place, line in read.items():
        if place not in asks:
            yield word(SENTENCES, "fact-not-declared", line, name=leaf.entry.name, fact=place[1])
    for name, entry in leaf.entry.facts.items():
        if not entry.optional and (leaf.id, name) not in read:
            yield word(SENTENCES, "fact-unused", entry.line, name=leaf.entry.name, fact=entry.name)


def _facts(node: Node) -> Iterator[Fact]:
    expressions = (node.value, node.when) if isinstance(node, Limit) else (node.formula,)
    return (fact for expression in expressions if expression for fact in facts_in(expression))


def _impossible(one: Written, expression: Expression, asks: Asks) -> Iterator[Defect]:
    for part in walk(expression):
        if isinstance(part, Formula) and part.op in MIRRORED:
            left, right = part.args
            yield from _compared(one, part.op, left, right, asks)
            yield from _compared(one, MIRRORED[part.op], right, left, asks)


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
    }
    outside = (low is not None and bound < low) or (high is not None and bound > high)
    if outside or never.get(op):
        code = "condition-never" if never.get(op) or op == "equal" else "condition-always"
        within = said(Interval(low, high, upper_closed=True))
        yield word(SENTENCES, code, one.line, text=one.text, fact=ask.label, within=within, bound=bound)


def _divisions(one: Written, expression: Expression) -> Iterator[Defect]:
    divisors = (part.args[1] for part in walk(expression) if isinstance(part, Formula) and part.op == "divide")
    if any(constant(divisor) == 0 for divisor in divisors):
        yield word(SENTENCES, "division-by-zero", one.line, text=one.text)


def _unreadable(case: Case) -> Iterator[Defect]:
    """Every expression that cannot be read; a rule that its kind refuses although each of its expressions is readable."""
    for leaf in (*case.leaves, case.total):
        failed = [(one.line, one.read) for one in case.expressions(leaf) if isinstance(one.read, Unreadable)]
        refused = [(one.entry.line, one.found) for one in case.ruled if one.leaf is leaf and not failed]
        for line, problem in (*failed, *refused):
            if isinstance(problem, Unreadable):
                yield _sentence(line, problem)


def _sentence(line: int, problem: Unreadable) -> Defect:
    return word(SENTENCES, "unreadable-expression", line, says=problem.says, remedy=problem.remedy)


MIRRORED = {"less": "more", "more": "less", "at_most": "at_least", "at_least": "at_most", "equal": "equal"}
"""The comparisons, and what each becomes with its sides exchanged."""
