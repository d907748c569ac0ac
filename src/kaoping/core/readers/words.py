"""The words reader: a formula as a line of mathematics that a clerk can read, with names or with values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from kaoping.core.formula import Expression, Formula, Number, Word
from kaoping.core.missing import YES, Missing, Result
from kaoping.core.numbers import written
from kaoping.core.text import Language, say
from kaoping.core.words import (
    WORDS,
)

ATOM, PRODUCT, SUM, COMPARISON, LOGIC = range(5)
Leaf = Callable[[Expression], str]
Written = tuple[str, int]


class Writer:
    """Writes expressions in one language; `leaf` writes facts, fields, cells, folds and peers.

    With `decide`, which knows values, only the branch that a condition or a table chose is written.
    """

    def __init__(self, language: Language, leaf: Leaf, decide: Callable[[Expression], Result] | None = None) -> None:
        self.language = language
        self.leaf = leaf
        self.decide = decide

    def write(self, expression: Expression, within: int = LOGIC) -> str:
        """An expression, in brackets where it binds less tightly than its surroundings allow."""
        text, level = self._written(expression)
        return f"({text})" if level > within else text

    def _written(self, expression: Expression) -> Written:
        if isinstance(expression, Formula):
            return OPERATIONS[expression.op](self, expression.args)
        if isinstance(expression, (Number, Word)):
            negative = isinstance(expression, Number) and expression.value.numerator < 0
            return self._constant(expression), PRODUCT if negative else ATOM
        return self.leaf(expression), ATOM

    def _constant(self, expression: Number | Word) -> str:
        return worded(expression.value if isinstance(expression, Number) else expression.text, self.language)


def worded(value: Result, language: Language) -> str:
    """A value as it stands in a formula: a true minus sign, known words (grave) in the reader's language."""
    if isinstance(value, Missing):
        return "缺" if language == "zh" else "missing"
    if isinstance(value, Fraction):
        return written(value).replace("-", "−")
    return say(WORDS.get(value, value), language)


def _infix(symbol: str, level: int) -> Callable[[Writer, tuple[Expression, ...]], Written]:
    def write(writer: Writer, args: tuple[Expression, ...]) -> Written:
        first = writer.write(args[0], level)
        return f" {symbol} ".join([first, *(writer.write(arg, level - 1) for arg in args[1:])]), level

    return write


def _chain(symbol: str, level: int) -> Callable[[Writer, tuple[Expression, ...]], Written]:
    return lambda writer, args: (f" {symbol} ".join(writer.write(arg, level) for arg in args), level)


def _call(chinese: str, english: str) -> Callable[[Writer, tuple[Expression, ...]], Written]:
    def write(writer: Writer, args: tuple[Expression, ...]) -> Written:
        name = chinese if writer.language == "zh" else english
        return f"{name}({', '.join(writer.write(arg) for arg in args)})", ATOM

    return write


def _word(chinese: str, english: str, level: int) -> Callable[[Writer, tuple[Expression, ...]], Written]:
    def write(writer: Writer, args: tuple[Expression, ...]) -> Written:
        joint = chinese if writer.language == "zh" else english
        return f" {joint} ".join(writer.write(arg, level - 1) for arg in args), level

    return write


def _negative(writer: Writer, args: tuple[Expression, ...]) -> Written:
    return f"−{writer.write(args[0], ATOM)}", PRODUCT


def _clip(writer: Writer, args: tuple[Expression, ...]) -> Written:
    inner, low, high = (writer.write(arg, SUM) for arg in args)
    return (f"({inner}，限于 {low}～{high})" if writer.language == "zh" else f"({inner}, within {low} to {high})"), ATOM


def _if(writer: Writer, args: tuple[Expression, ...]) -> Written:
    if writer.decide is not None:
        return _decided(writer, args, holds=writer.decide(args[0]) == YES), LOGIC
    condition, then, otherwise = (writer.write(arg, COMPARISON) for arg in args)
    if writer.language == "zh":
        return f"如果 {condition} 则 {then}，否则 {otherwise}", LOGIC
    return f"if {condition} then {then}, otherwise {otherwise}", LOGIC


def _decided(writer: Writer, args: tuple[Expression, ...], *, holds: bool) -> str:
    """The branch that was taken, behind its condition; a condition that fails says so, a plain no is one already."""
    condition, taken = writer.write(args[0], COMPARISON), writer.write(args[1] if holds else args[2], COMPARISON)
    if holds or not isinstance(args[0], Formula):
        return f"{condition} → {taken}"
    return f"{condition} 不成立 → {taken}" if writer.language == "zh" else f"not ({condition}) → {taken}"


def _first_given(writer: Writer, args: tuple[Expression, ...]) -> Written:
    if writer.decide is not None:
        absent = isinstance(writer.decide(args[0]), Missing)
        return writer.write(args[1] if absent else args[0]), LOGIC
    first, second = (writer.write(arg) for arg in args)
    return (f"{first}（未填按 {second}）" if writer.language == "zh" else f"{first} (else {second})"), ATOM


def _bands(writer: Writer, args: tuple[Expression, ...]) -> Written:
    subject = writer.write(args[0], ATOM)
    if writer.decide is not None:
        found = worded(writer.decide(Formula("bands", args)), writer.language)
        return f"{subject} → {found}", LOGIC
    chinese = writer.language == "zh"
    colon, joint = ("：", "；") if chinese else (": ", "; ")
    pieces = [f"{'其余' if chinese else 'otherwise'}{colon}{writer.write(args[1])}"]
    for edge, closed, worth in zip(args[2::3], args[3::3], args[4::3], strict=True):
        sign = "≥" if closed == Number(Fraction(1)) else ">"
        pieces.append(f"{sign} {writer.write(edge)}{colon}{writer.write(worth)}")
    head = f"按{subject}分档" if chinese else f"by bands of {subject}"
    return f"{head}[{joint.join(pieces)}]", ATOM


def _choose(writer: Writer, args: tuple[Expression, ...]) -> Written:
    subject = writer.write(args[0], ATOM)
    pairs = list(zip(args[1::2], args[2::2], strict=True))
    if writer.decide is not None:
        key = writer.decide(args[0])
        taken = next((worth for label, worth in pairs if writer.decide(label) == key), None)
        return f"{subject} → {writer.write(taken) if taken else worded(Missing(frozenset()), writer.language)}", LOGIC
    colon, joint, by = ("：", "；", "按") if writer.language == "zh" else (": ", "; ", "by ")
    pieces = joint.join(f"{writer.write(label)}{colon}{writer.write(worth)}" for label, worth in pairs)
    return f"{by}{subject}[{pieces}]", ATOM


OPERATIONS: Mapping[str, Callable[[Writer, tuple[Expression, ...]], Written]] = {
    "add": _chain("+", SUM),
    "subtract": _infix("−", SUM),
    "multiply": _chain("×", PRODUCT),
    "divide": _infix("÷", PRODUCT),
    "negative": _negative,
    "absolute": _call("绝对值", "abs"),
    "maximum": _call("取大", "max"),
    "minimum": _call("取小", "min"),
    "clip": _clip,
    "less": _infix("<", COMPARISON),
    "at_most": _infix("≤", COMPARISON),
    "more": _infix(">", COMPARISON),
    "at_least": _infix("≥", COMPARISON),
    "equal": _infix("=", COMPARISON),
    "unequal": _infix("≠", COMPARISON),
    "both": _word("且", "and", LOGIC),
    "either": _word("或", "or", LOGIC),
    "negate": _call("非", "not"),
    "if": _if,
    "given": _call("已填", "given"),
    "first_given": _first_given,
    "whole_down": _call("向下取整", "round down"),
    "whole_up": _call("向上取整", "round up"),
    "whole_half": _call("四舍五入取整", "round half up"),
    "round": _call("四舍五入", "round"),
    "bands": _bands,
    "choose": _choose,
}
