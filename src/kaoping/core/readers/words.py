"""The words reader: a formula as a line of mathematics that a clerk can read, with names or with values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.formula import Cell, Each, Expression, Fact, Field, Formula, Number, Peers, Word
from kaoping.core.line import Limit, Line
from kaoping.core.missing import Missing, exact
from kaoping.core.program import Program
from kaoping.core.readers.exact import ExactReader
from kaoping.core.readers.scope import Scope
from kaoping.core.text import Language, Text, say
from kaoping.core.words import FIELD_NAMES, FOLD_NAMES, PEER_NAMES, TABLE_NAMES, VERB_FORMULAS

ATOM, PRODUCT, SUM, COMPARISON, LOGIC = range(5)
Leaf = Callable[[Expression], str]
Written = tuple[str, int]


@dataclass(frozen=True)
class Working:
    """How an amount comes about: the formula with ids, with names, with values, and the result."""

    formula: str
    names: str
    values: str
    result: str


class Writer:
    """Writes expressions in one language; `leaf` writes facts, fields, cells, folds and peers."""

    def __init__(self, language: Language, leaf: Leaf) -> None:
        self.language = language
        self.leaf = leaf

    def write(self, expression: Expression, within: int = LOGIC) -> str:
        """An expression, in brackets where it binds less tightly than its surroundings allow."""
        text, level = self._written(expression)
        return f"({text})" if level > within else text

    def _written(self, expression: Expression) -> Written:
        if isinstance(expression, Formula):
            return OPERATIONS[expression.op](self, expression.args)
        if isinstance(expression, (Number, Word)):
            return _constant(expression), ATOM
        return self.leaf(expression), ATOM


def _constant(expression: Number | Word) -> str:
    return say(expression.value, "en") if isinstance(expression, Number) else expression.text


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


def _if(writer: Writer, args: tuple[Expression, ...]) -> Written:
    condition, then, otherwise = (writer.write(arg) for arg in args)
    if writer.language == "zh":
        return f"如果 {condition} 则 {then}，否则 {otherwise}", LOGIC
    return f"if {condition} then {then}, otherwise {otherwise}", LOGIC


def _bands(writer: Writer, args: tuple[Expression, ...]) -> Written:
    subject = writer.write(args[0], ATOM)
    pieces = [f"{writer.write(args[1])}"]
    for edge, closed, worth in zip(args[2::3], args[3::3], args[4::3], strict=True):
        sign = "≥" if closed == Number(Fraction(1)) else ">"
        pieces.append(f"{sign} {writer.write(edge)}: {writer.write(worth)}")
    name = "分档" if writer.language == "zh" else "bands"
    return f"{name}({subject}; {'; '.join(pieces)})", ATOM


def _choose(writer: Writer, args: tuple[Expression, ...]) -> Written:
    pairs = zip(args[1::2], args[2::2], strict=True)
    pieces = "; ".join(f"{writer.write(label)}: {writer.write(worth)}" for label, worth in pairs)
    return f"{writer.write(args[0], ATOM)} → [{pieces}]", ATOM


OPERATIONS: Mapping[str, Callable[[Writer, tuple[Expression, ...]], Written]] = {
    "add": _chain("+", SUM),
    "subtract": _infix("−", SUM),
    "multiply": _chain("×", PRODUCT),
    "divide": _infix("÷", PRODUCT),
    "negative": _negative,
    "absolute": _call("绝对值", "abs"),
    "maximum": _call("取大", "max"),
    "minimum": _call("取小", "min"),
    "clip": _call("限于", "clip"),
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
    "first_given": _call("优先取", "first given"),
    "whole_down": _call("向下取整", "round down"),
    "whole_up": _call("向上取整", "round up"),
    "whole_half": _call("四舍五入取整", "round half up"),
    "round": _call("四舍五入", "round"),
    "bands": _bands,
    "choose": _choose,
}


def formula_writer(language: Language) -> Writer:
    """Writes leaves by their ids: t3.target."""
    return Writer(language, lambda leaf: _leaf(leaf, language, _identity))


def name_writer(language: Language, program: Program) -> Writer:
    """Writes leaves by their names: 目标值."""
    return Writer(language, lambda leaf: _leaf(leaf, language, lambda part: name_of(program, part)))


def name_of(program: Program, leaf: Expression) -> Text | None:
    """What a fact, field or cell is called."""
    if isinstance(leaf, Fact):
        ask = program.asks.get((leaf.item, leaf.name))
        return ask.label if ask else None
    if isinstance(leaf, Field):
        return FIELD_NAMES.get(leaf.name)
    return program.names.get(leaf.id) if isinstance(leaf, Cell) else None


def _identity(leaf: Expression) -> Text | None:
    return None


def _leaf(leaf: Expression, language: Language, name: Callable[[Expression], Text | None]) -> str:
    found = name(leaf)
    if found is not None:
        return found.in_language(language)
    if isinstance(leaf, Fact):
        return f"{leaf.item}.{leaf.name}"
    if isinstance(leaf, Field):
        return leaf.name
    if isinstance(leaf, Cell):
        return leaf.id
    return _fold(leaf, language, name)


def _fold(leaf: Expression, language: Language, name: Callable[[Expression], Text | None]) -> str:
    inside = Writer(language, lambda part: _leaf(part, language, name))
    if isinstance(leaf, Peers):
        return f"{PEER_NAMES[leaf.kind].in_language(language)}({inside.write(leaf.cell)})"
    if not isinstance(leaf, Each):
        raise TypeError(f"no words for {leaf!r}")
    table = TABLE_NAMES.get(leaf.table)
    body = "" if leaf.fold == "count" else f", {inside.write(leaf.body)}"
    head = table.in_language(language) if table else leaf.table
    return f"{FOLD_NAMES[leaf.fold].in_language(language)}({head}{body})"


def value_writer(language: Language, reader: ExactReader, scope: Scope) -> Writer:
    """Writes leaves as their values for one unit: 100; a fold over rows as the values of its rows."""
    return Writer(language, lambda leaf: _value(leaf, language, reader, scope))


def _value(leaf: Expression, language: Language, reader: ExactReader, scope: Scope) -> str:
    if isinstance(leaf, Each) and leaf.fold == "sum" and leaf.by is None:
        return _row_values(leaf, language, reader, scope)
    found = reader.value(leaf, scope)
    if isinstance(found, Missing):
        return "缺" if language == "zh" else "missing"
    text = say(found, language)
    return f"({text})" if isinstance(found, Fraction) and found < 0 else text


def _row_values(each: Each, language: Language, reader: ExactReader, scope: Scope) -> str:
    scopes = [Scope(scope.unit, scope.item, row) for row in reader.rows(each, scope)]
    parts = [value_writer(language, reader, inside).write(each.body, SUM) for inside in scopes]
    return f"({' + '.join(parts)})" if len(parts) > 1 else (parts[0] if parts else "0")


def working(reader: ExactReader, language: Language, node: Line | Limit, scope: Scope) -> Working:
    """The working of one entry in one language."""
    if isinstance(node, Limit):
        return _limit_working(reader, language, node, scope)
    in_row = isinstance(node.formula, Each) and scope.row is not None
    body = node.formula.body if in_row and isinstance(node.formula, Each) else node.formula
    names = name_writer(language, reader.programs[scope.unit])
    values = value_writer(language, reader, scope).write(body)
    result = reader.value(body, scope)
    sign = "−" if node.sign == "-" else ""
    shown = say(-result if node.sign == "-" and isinstance(result, Fraction) else result, language)
    wrap = (lambda text: f"{sign}({text})") if sign else (lambda text: text)
    return Working(wrap(formula_writer(language).write(body)), wrap(names.write(body)), wrap(values), shown)


def _limit_working(reader: ExactReader, language: Language, limit: Limit, scope: Scope) -> Working:
    """A limit reads f(S) − S: the names of the lines, then their sum."""
    program = reader.programs[scope.unit]
    pattern = VERB_FORMULAS[limit.verb]
    before = sum((exact(reader.cell(scope.unit, cell)) for cell in limit.over), Fraction(0))

    def shown(total: str, bound: str) -> str:
        return pattern.with_values(total=total, bound=bound).in_language(language)

    bound = value_writer(language, reader, scope).write(limit.value)
    named = " + ".join(name_writer(language, program).write(Cell(cell)) for cell in limit.over)
    return Working(
        shown(" + ".join(limit.over), formula_writer(language).write(limit.value)),
        shown(named, name_writer(language, program).write(limit.value)),
        shown(say(before, language), bound),
        say(reader.cell(scope.unit, limit.id), language),
    )
