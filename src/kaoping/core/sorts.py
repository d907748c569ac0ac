"""What an expression stands for, a number or a word; where words are calculated with, nothing could be computed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from kaoping.core.formula import Each, Expression, Fact, Field, Formula, Word
from kaoping.core.text import Text

Sort = Literal["number", "word"]
IsWord = Callable[[Fact], bool]
NUMBERS_OF_ROWS = ("points", "value", "raters")


def sort_of(expression: Expression, is_word: IsWord) -> Sort:
    """The sort of an expression, judged by its first branch; `is_word` tells it of a fact."""
    if isinstance(expression, Fact):
        return "word" if is_word(expression) else "number"
    if isinstance(expression, Field):
        return "number" if expression.name in NUMBERS_OF_ROWS else "word"
    if isinstance(expression, Formula) and expression.op in _BRANCHES:
        return sort_of(_BRANCHES[expression.op](expression.args)[0], is_word)
    return "word" if isinstance(expression, Word) else "number"


def misplaced(expression: Expression, is_word: IsWord, wanted: Sort | None = "number") -> Iterator[Expression]:
    """The parts whose sort does not fit their place; `wanted` is what the whole must be, None for either."""
    if wanted and sort_of(expression, is_word) != wanted:
        yield expression
        return
    for part, sort in _wanted_inside(expression, is_word):
        yield from misplaced(part, is_word, sort)


def _wanted_inside(expression: Expression, is_word: IsWord) -> Iterator[tuple[Expression, Sort | None]]:
    if isinstance(expression, Each):
        weighed = (expression.weight, expression.cap, expression.where, expression.body)
        yield from ((part, "number") for part in weighed if part is not None)
    elif isinstance(expression, Formula):
        branches = _BRANCHES.get(expression.op, _none)(expression.args)
        yield from _alike(branches, is_word)
        compared = _COMPARED.get(expression.op, _none)(expression.args)
        yield from _alike(compared, is_word)
        free = expression.args if expression.op == "given" else ()
        yield from ((part, None) for part in free)
        inside = [id(part) for part in (*branches, *compared, *free)]
        yield from ((part, "number") for part in expression.args if id(part) not in inside)


def _alike(parts: Iterable[Expression], is_word: IsWord) -> Iterator[tuple[Expression, Sort]]:
    """Parts that must be of one sort: that of the first."""
    alike = tuple(parts)
    yield from ((part, sort_of(alike[0], is_word)) for part in alike)


Parts = tuple[Expression, ...]


def _none(args: Parts) -> Parts:
    return ()


# What such an operation may result in: all of one sort.
_BRANCHES: dict[str, Callable[[Parts], Parts]] = {
    "if": lambda args: args[1:],
    "first_given": lambda args: args,
    "bands": lambda args: (args[1], *args[4::3]),
    "choose": lambda args: args[2::2],
}
# What it compares with each other: all of one sort.
_COMPARED: dict[str, Callable[[Parts], Parts]] = {
    "equal": lambda args: args,
    "unequal": lambda args: args,
    "choose": lambda args: (args[0], *args[1::2]),
}


def mixed(text: str, part: Expression) -> Text:
    """What is wrong with an expression that has a misplaced part."""
    word = part.text if isinstance(part, Word) else part.name if isinstance(part, (Fact, Field)) else ""
    if not word:
        return Text("“{text}”把数和文字混在一起。", "“{text}” mixes numbers and words.", {"text": text})
    says = Text(
        "“{text}”把文字“{word}”当作数来计算或比较。",
        "“{text}” calculates or compares with “{word}”, which is no number.",
    )
    return says.with_values(text=text, word=word)


USE_NUMBERS = Text(
    "请改用数，或用 == 与引号中的文字比较。", "Use a number, or compare with words in quotation marks by ==."
)
