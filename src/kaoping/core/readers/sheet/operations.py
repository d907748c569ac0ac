"""The sheet reader's operations and limits: tables from operation to the functions of a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from kaoping.core.formula import Expression, Number, Word
from kaoping.core.numbers import RoundingMode
from kaoping.core.readers.sheet.piece import (
    COMPARISON,
    NOTHING,
    PRODUCT,
    SAFE_PLACES,
    SUM,
    Piece,
    added,
    call,
    negative,
)

Arguments = tuple[Expression, ...]


class SheetScope(Protocol):
    """Writes the parts of an expression for one unit, or for one of its rows."""

    def piece(self, expression: Expression) -> Piece:
        """The expression, TRUE or FALSE where it is a condition."""

    def number(self, expression: Expression, within: int = COMPARISON) -> str:
        """The expression with 1 for TRUE and 0 for FALSE, in brackets where it binds less tightly than allowed."""


Operation = Callable[[SheetScope, Arguments], Piece]


def _add(scope: SheetScope, args: Arguments) -> Piece:
    return added([scope.piece(arg).number() for arg in args])


def _infix(sign: str, level: int) -> Operation:
    """A chain of an operation; only the first part may bind as loosely as the whole."""

    def write(scope: SheetScope, args: Arguments) -> Piece:
        rest = (scope.number(arg, level - 1) for arg in args[1:])
        return Piece(sign.join((scope.number(args[0], level), *rest)), level)

    return write


def _negative(scope: SheetScope, args: Arguments) -> Piece:
    return negative(scope.piece(args[0]).number())


def _call(name: str, *more: str) -> Operation:
    return lambda scope, args: call(name, *(scope.number(arg) for arg in args), *more)


def _clip(scope: SheetScope, args: Arguments) -> Piece:
    value, low, high = (scope.number(arg) for arg in args)
    return call("MIN", call("MAX", value, low).text, high)


def _compare(sign: str) -> Operation:
    def write(scope: SheetScope, args: Arguments) -> Piece:
        left, right = (scope.number(arg, SUM) for arg in args)
        return Piece(left + sign + right, COMPARISON, truth=True)

    return write


def _equal(scope: SheetScope, args: Arguments) -> Piece:
    """EXACT where a word stands: the equals sign of a sheet ignores capitals."""
    if any(isinstance(arg, Word) for arg in args):
        return Piece(call("EXACT", *(scope.number(arg) for arg in args)).text, truth=True)
    return _compare("=")(scope, args)


def _unequal(scope: SheetScope, args: Arguments) -> Piece:
    return _opposite(_equal(scope, args)) if any(isinstance(arg, Word) for arg in args) else _compare("<>")(scope, args)


def _opposite(piece: Piece) -> Piece:
    return Piece(call("NOT", piece.text).text, truth=True)


def _both(scope: SheetScope, args: Arguments) -> Piece:
    """IF and not AND: what follows a condition that fails may be missing."""
    written = scope.piece(args[-1]).text
    for arg in reversed(args[:-1]):
        written = call("IF", scope.piece(arg).text, written, "FALSE").text
    return Piece(written, truth=True)


def _either(scope: SheetScope, args: Arguments) -> Piece:
    written = scope.piece(args[-1]).text
    for arg in reversed(args[:-1]):
        written = call("IF", scope.piece(arg).text, "TRUE", written).text
    return Piece(written, truth=True)


def _if(scope: SheetScope, args: Arguments) -> Piece:
    return call("IF", scope.piece(args[0]).text, scope.number(args[1]), scope.number(args[2]))


def _given(scope: SheetScope, args: Arguments) -> Piece:
    return _opposite(call("ISERROR", scope.number(args[0])))


def _first_given(scope: SheetScope, args: Arguments) -> Piece:
    return call("IFERROR", scope.number(args[0]), scope.number(args[1]))


def _whole_up(scope: SheetScope, args: Arguments) -> Piece:
    return Piece(f"-INT({_safe('-' + scope.number(args[0], PRODUCT))})", SUM)


def _safe(number: str) -> str:
    return call("ROUND", number, str(SAFE_PLACES)).text


def _bands(scope: SheetScope, args: Arguments) -> Piece:
    """The last edge that is reached decides; an edge that is missing leaves the whole without a value."""
    value, found = scope.number(args[0], SUM), scope.number(args[1])
    unsure = [scope.number(edge, PRODUCT) for edge in args[2::3] if not isinstance(edge, Number)]
    for edge, closed, worth in zip(args[2::3], args[3::3], args[4::3], strict=True):
        found = call("IF", _reached(scope, value, edge, closed), scope.number(worth), found).text
    return call("IF", call("ISERROR", "+".join(unsure)).text, NOTHING, found) if unsure else Piece(found)


def _reached(scope: SheetScope, value: str, edge: Expression, closed: Expression) -> str:
    bound = scope.number(edge, SUM)
    if isinstance(closed, Number):
        return f"{value}{'>=' if closed.value else '>'}{bound}"
    return call(
        "IF", f"{value}={bound}", call("IFERROR", scope.piece(closed).text, "FALSE").text, f"{value}>{bound}"
    ).text


def _choose(scope: SheetScope, args: Arguments) -> Piece:
    found = NOTHING
    for label, worth in reversed(list(zip(args[1::2], args[2::2], strict=True))):
        chosen = _equal(scope, (args[0], label)).text
        found = call("IF", chosen, scope.number(worth), found).text
    return Piece(found)


def _round(scope: SheetScope, args: Arguments) -> Piece:
    return call("ROUND", scope.number(args[0]), places(scope, args[1]))


def places(scope: SheetScope, expression: Expression) -> str:
    """A number of decimals; the programs differ about what is left of a fraction."""
    written = scope.number(expression)
    return written if isinstance(expression, Number) else call("TRUNC", written).text


OPERATIONS: Mapping[str, Operation] = {
    "add": _add,
    "subtract": _infix("-", SUM),
    "multiply": _infix("*", PRODUCT),
    "divide": _infix("/", PRODUCT),
    "negative": _negative,
    "absolute": _call("ABS"),
    "maximum": _call("MAX"),
    "minimum": _call("MIN"),
    "clip": _clip,
    "less": _compare("<"),
    "at_most": _compare("<="),
    "more": _compare(">"),
    "at_least": _compare(">="),
    "equal": _equal,
    "unequal": _unequal,
    "both": _both,
    "either": _either,
    "negate": lambda scope, args: _opposite(scope.piece(args[0])),
    "if": _if,
    "given": _given,
    "first_given": _first_given,
    "whole_down": lambda scope, args: call("INT", _safe(scope.number(args[0]))),
    "whole_up": _whole_up,
    "whole_half": _call("ROUND", "0"),
    "round": _round,
    "bands": _bands,
    "choose": _choose,
}


def _half_even(total: str, places: str) -> str:
    """A half goes to the even neighbour: twice the rounded half of it."""
    shifted = f"{total}*10^{places}"
    half = f"ROUND(ABS({shifted})-INT(ABS({shifted})),{SAFE_PLACES})=0.5"
    return f"IF({half},2*ROUND({shifted}/2,0)/10^{places},ROUND({total},{places}))"


ROUND: Mapping[RoundingMode, Callable[[str, str], str]] = {
    "half_up": lambda total, places: f"ROUND({total},{places})",
    "half_even": _half_even,
    "down": lambda total, places: f"ROUNDDOWN({_safe(total)},{places})",
    "up": lambda total, places: f"ROUNDUP({_safe(total)},{places})",
}


def _by_size(name: str) -> Callable[[str, str], str]:
    return lambda total, bound: f"SIGN({_safe(total)})*{name}(ABS({total}),{bound})"


# What becomes of a sum: a reference or a function, and a bound, in brackets where it is more than a product.
VERBS: Mapping[str, Callable[[str, str], str]] = {
    "at_least": _by_size("MAX"),
    "at_most": _by_size("MIN"),
    "floor": lambda total, bound: f"MAX({total},{bound})",
    "ceiling": lambda total, bound: f"MIN({total},{bound})",
    "set": lambda total, bound: bound,
    "times": lambda total, bound: f"{total}*{bound}",
}
