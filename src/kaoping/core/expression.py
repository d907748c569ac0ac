"""Expressions as an office writes them, read into formulas: arithmetic, comparisons, the listed functions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from kaoping.core.formula import Cell, Each, Expression, Fact, Fold, Number, PeerKind, Peers, Word, apply, number
from kaoping.core.numbers import decimal
from kaoping.core.sorts import USE_NUMBERS, Sort, misplaced, mixed
from kaoping.core.text import Text

LONGEST_EXPRESSION = 1_000
MOST_PARTS = 300

_AS_PRINTED = str.maketrans({"×": "*", "÷": "/", "−": "-", "（": "(", "）": ")", "，": ",", "％": "%"})


class Names(Protocol):
    """What the names of an expression stand for."""

    def name(self, text: str) -> Expression | None:
        """The fact, field or constant of that name, or None where there is none."""

    def known(self) -> tuple[str, ...]:
        """The names that may be used, for the remedy of a mistake."""

    def quantity(self, expression: Expression) -> Cell:
        """A cell that holds an expression, so that peers can be compared in it."""

    def score(self, item: str) -> Cell | None:
        """The cell of an item's score, or None where there is no such item."""

    def fact(self, item: str, name: str) -> Fact | None:
        """A fact of another item, or None where it asks for none of that name."""

    def rows(self, table: str) -> tuple[str, ...] | None:
        """The addresses at which the item's rows of a table stand, or None for an unknown table."""

    def is_word(self, fact: Fact) -> bool:
        """Whether a fact is a word of a list, no number."""

    def in_row(self) -> Names:
        """The same names and, before them, the fields of a row."""


@dataclass
class Unreadable(Exception):
    """An expression that cannot be read: what is wrong and what to write instead."""

    says: Text
    remedy: Text


def read_expression(text: str, names: Names, wanted: Sort | None = "number") -> Expression:
    """The formula that an expression writes down; `wanted` is what it must stand for, None for number or word.

    Raises:
        Unreadable: for anything but numbers, names, + − × ÷, comparisons, and/or/not, if/else and listed functions,
            and for words among numbers.
    """
    source = text.translate(_AS_PRINTED).replace("≥", ">=").replace("≤", "<=").replace("≠", "!=").strip()
    if len(source) > LONGEST_EXPRESSION:
        raise Unreadable(Text("算式过长。", "The expression is too long."), _SHORTER)
    try:
        tree = ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Unreadable(
            Text("无法读懂算式“{text}”。", "The expression “{text}” cannot be read.", {"text": text}), _SEE_MANUAL
        ) from None
    if sum(1 for _ in ast.walk(tree)) > MOST_PARTS:
        raise Unreadable(Text("算式的组成部分过多。", "The expression has too many parts."), _SHORTER)
    expression = _Reader(source, names).read(tree.body)
    for part in misplaced(expression, names.is_word, wanted):
        raise Unreadable(mixed(text, part), USE_NUMBERS)
    return expression


_SHORTER = Text("请拆成几条规则。", "Split it into several rules.")
_SEE_MANUAL = Text(
    "请只用数字、名称、加减乘除、比较和手册所列函数。",
    "Use only numbers, names, + − × ÷, comparisons and the functions listed in the manual.",
)

_BINARY: Mapping[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
}
_COMPARE: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "less",
    ast.LtE: "at_most",
    ast.Gt: "more",
    ast.GtE: "at_least",
    ast.Eq: "equal",
    ast.NotEq: "unequal",
}
FUNCTIONS: Mapping[str, str] = {
    "max": "maximum",
    "min": "minimum",
    "clip": "clip",
    "abs": "absolute",
    "round_down": "whole_down",
    "round_up": "whole_up",
    "round_half_up": "whole_half",
    "round": "round",
    "given": "given",
    "first_given": "first_given",
    "choose": "choose",
    "bands": "bands",
}
PEER_FUNCTIONS: Mapping[str, PeerKind] = {
    "group_mean": "mean",
    "group_max": "max",
    "group_min": "min",
    "group_sum": "sum",
    "group_count": "count",
    "group_rank": "rank",
    "group_rank_up": "rank_up",
}
PLACES = [[number(places)] for places in range(-20, 21)]
"""What may stand as the last argument of `round`: more would only cost memory."""
PEER_WORDS = ("leave_out", "others", "everybody")
ROW_FUNCTIONS: Mapping[str, Fold] = {
    "count": "count",
    "sum_of": "sum",
    "highest_of": "highest",
    "mean_of": "mean",
    "excess_of": "excess",
}


class _Reader:
    def __init__(self, source: str, names: Names) -> None:
        self.source = source
        self.names = names

    def read(self, node: ast.expr) -> Expression:
        reader = _READERS.get(type(node))
        if reader is None:
            raise self._refused(node)
        return reader(self, node)

    def _refused(self, node: ast.AST) -> Unreadable:
        part = ast.get_source_segment(self.source, node) or self.source
        return Unreadable(
            Text("算式中不能使用“{part}”。", "“{part}” may not stand in an expression.", {"part": part}), _SEE_MANUAL
        )

    def constant(self, node: ast.Constant) -> Expression:
        written = ast.get_source_segment(self.source, node) or ""
        if isinstance(node.value, str):
            return Word(node.value)
        value = decimal(written) if isinstance(node.value, (int, float)) else None
        if value is None:
            raise self._refused(node)
        return Number(value)

    def name(self, node: ast.Name) -> Expression:
        found = self.names.name(node.id)
        if found is None:
            raise Unreadable(
                Text("算式中的“{name}”没有定义。", "“{name}” in the expression is not defined.", {"name": node.id}),
                Text("可用的名称：{known}。", "Names that can be used: {known}.", {"known": self.names.known()}),
            )
        return found

    def binary(self, node: ast.BinOp) -> Expression:
        op = _BINARY.get(type(node.op))
        if op is None:
            raise self._refused(node)
        return apply(op, self.read(node.left), self.read(node.right))

    def unary(self, node: ast.UnaryOp) -> Expression:
        inner = self.read(node.operand)
        if isinstance(node.op, ast.USub):
            return Number(-inner.value) if isinstance(inner, Number) else apply("negative", inner)
        if isinstance(node.op, ast.Not):
            return apply("negate", inner)
        return inner

    def logic(self, node: ast.BoolOp) -> Expression:
        return apply("both" if isinstance(node.op, ast.And) else "either", *(self.read(part) for part in node.values))

    def comparison(self, node: ast.Compare) -> Expression:
        sides = [node.left, *node.comparators]
        tests = [
            self._compared(op, left, right) for op, left, right in zip(node.ops, sides[:-1], sides[1:], strict=True)
        ]
        return tests[0] if len(tests) == 1 else apply("both", *tests)

    def _compared(self, op: ast.cmpop, left: ast.expr, right: ast.expr) -> Expression:
        name = _COMPARE.get(type(op))
        if name is None:
            raise self._refused(left)
        return apply(name, self.read(left), self.read(right))

    def choice(self, node: ast.IfExp) -> Expression:
        return apply("if", self.read(node.test), self.read(node.body), self.read(node.orelse))

    def call(self, node: ast.Call) -> Expression:
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise self._refused(node)
        name = node.func.id
        if name in FUNCTIONS:
            return self._applied(node, FUNCTIONS[name])
        if name in PEER_FUNCTIONS and node.args:
            return self._peers(node, PEER_FUNCTIONS[name])
        if name in ROW_FUNCTIONS and node.args:
            return self._rows(node, ROW_FUNCTIONS[name])
        if name in ("score", "fact"):
            return self._named(node, name, *map(_word, node.args))
        raise self._refused(node)

    def _applied(self, node: ast.Call, op: str) -> Expression:
        args = [self.read(arg) for arg in node.args]
        if op == "round" and args[1:] not in PLACES:
            raise self._refused(node)
        try:
            return apply(op, *args)
        except ValueError:
            raise self._refused(node) from None

    def _peers(self, node: ast.Call, kind: PeerKind) -> Expression:
        words = [_word(arg) for arg in node.args[1:]]
        if not set(words) <= set(PEER_WORDS) or len(set(words)) < len(words):
            raise self._refused(node)
        compared = self.read(node.args[0])
        for part in misplaced(compared, self.names.is_word):
            raise Unreadable(mixed(self.source, part), USE_NUMBERS)
        return Peers(
            kind,
            self.names.quantity(compared),
            "leave_out" if "leave_out" in words else "wait",
            others="others" in words,
            everybody="everybody" in words,
        )

    def _named(self, node: ast.Call, kind: str, *words: str) -> Expression:
        """The score of an item, or its fact of a name."""
        found: Expression | None = None
        if kind == "score" and len(words) == 1:
            found = self.names.score(*words)
        elif kind == "fact" and len(words) == 2:
            found = self.names.fact(*words)
        if found is None:
            raise self._refused(node)
        return found

    def _rows(self, node: ast.Call, fold: Fold) -> Expression:
        """Table; what each row counts; for `excess_of` the field that groups and the cap; a condition."""
        table, *rest = node.args
        addresses = self.names.rows(_word(table))
        before = {"count": 0, "excess": 3}.get(fold, 1)
        if addresses is None or not before <= len(rest) <= before + 1:
            raise self._refused(node)
        row = _Reader(self.source, self.names.in_row())
        return Each(
            _word(table),
            addresses,
            row.read(rest[0]) if before else number(1),
            row.read(rest[before]) if len(rest) > before else None,
            fold,
            by=_word(rest[1]) if fold == "excess" else None,
            cap=self.read(rest[2]) if fold == "excess" else None,
        )


def _word(arg: ast.expr) -> str:
    """The text in quotes that an argument is; empty where it is something else."""
    return arg.value if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else ""


_READERS: Mapping[type[ast.expr], Callable[..., Expression]] = {
    ast.Constant: _Reader.constant,
    ast.Name: _Reader.name,
    ast.BinOp: _Reader.binary,
    ast.UnaryOp: _Reader.unary,
    ast.BoolOp: _Reader.logic,
    ast.Compare: _Reader.comparison,
    ast.IfExp: _Reader.choice,
    ast.Call: _Reader.call,
}
