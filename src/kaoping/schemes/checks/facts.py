"""Facts that expressions name and nobody enters, facts that nothing reads, and conditions that cannot come about."""

from __future__ import annotations

from collections.abc import Container, Iterator
from keyword import iskeyword

from kaoping.core.defect import Defect
from kaoping.core.expression import Unreadable
from kaoping.core.formula import Fact
from kaoping.core.line import Limit, Node
from kaoping.core.text import Text
from kaoping.schemes.checks.case import Case, facts_in
from kaoping.schemes.checks.sentence import Sentence, Sentences, word
from kaoping.schemes.leaves import Leaf

Place = tuple[str, str]
"""The item and the name of a fact."""

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
}


def check_facts(case: Case) -> Iterator[Defect]:
    """What expressions read against what is asked for."""
    read: dict[Place, int] = {}
    for leaf in (*case.leaves, case.total):
        found = _read(case, leaf)
        read |= found
        for place, line in found.items():
            if place not in case.all_asks:
                yield word(SENTENCES, "fact-not-declared", line, name=leaf.entry.name, fact=place[1])
    for leaf in case.leaves:
        yield from _declared(leaf, read)
    yield from _unreadable(case)


def _read(case: Case, leaf: Leaf) -> dict[Place, int]:
    """The facts that a leaf's rules and limits read, with the line where they do."""
    read: dict[Place, int] = {}
    for ruled in case.ruled:
        if ruled.leaf is leaf:
            read |= {(fact.item, fact.name): ruled.entry.line for node in ruled.nodes for fact in _facts(node)}
    for one in case.expressions(leaf):
        read |= {(fact.item, fact.name): one.line for part in one.parts for fact in facts_in(part)}
    return read


def _declared(leaf: Leaf, read: Container[Place]) -> Iterator[Defect]:
    for name, entry in leaf.entry.facts.items():
        if not name.isidentifier() or iskeyword(name) or name == "points":
            yield word(SENTENCES, "bad-fact-name", entry.line, fact=name)
        if entry.form == "choice" and not entry.choices:
            yield word(SENTENCES, "choice-without-choices", entry.line, fact=entry.name)
        if not entry.optional and (leaf.id, name) not in read:
            yield word(SENTENCES, "fact-unused", entry.line, name=leaf.entry.name, fact=entry.name)


def _facts(node: Node) -> Iterator[Fact]:
    expressions = (node.value, node.when) if isinstance(node, Limit) else (node.formula,)
    return (fact for expression in expressions if expression for fact in facts_in(expression))


def _unreadable(case: Case) -> Iterator[Defect]:
    """Every expression that cannot be read, and every rule that its kind refuses all the same.

    Of the two the rule knows better whether fields of rows may stand in its expression.
    """
    for leaf in (*case.leaves, case.total):
        refused = [(one.entry.line, one.problem) for one in case.ruled if one.leaf is leaf and one.problem]
        failed = [(one.line, one.problem) for one in case.expressions(leaf) if one.problem]
        for line, problem in failed:
            yield _sentence(line, next((known for _, known in refused if known.says == problem.says), problem))
        said = [problem.says for _, problem in failed]
        yield from (_sentence(line, problem) for line, problem in refused if problem.says not in said)


def _sentence(line: int, problem: Unreadable) -> Defect:
    return word(SENTENCES, "unreadable-expression", line, says=problem.says, remedy=problem.remedy)
