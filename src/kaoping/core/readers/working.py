"""The working of an amount: its formula, with names, with values, and the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kaoping.core.formula import Cell, Each, Expression, Fact, Field, Peers
from kaoping.core.line import Limit, Line, Node
from kaoping.core.missing import Missing, exact
from kaoping.core.program import Program
from kaoping.core.readers.exact import ExactReader
from kaoping.core.readers.scope import Scope
from kaoping.core.readers.words import ATOM, SUM, Writer, worded
from kaoping.core.text import Language, Text, say
from kaoping.core.words import (
    ALL_AMOUNTS,
    FIELD_NAMES,
    FOLD_NAMES,
    IS_YES,
    LIMIT_FORMULAS,
    NO_WORD,
    ONE_AMOUNT,
    PEER_NAMES,
    TABLE_NAMES,
    YES_WORD,
)


@dataclass(frozen=True)
class Working:
    """How an amount comes about: the formula with ids, with names, with values, and the result."""

    formula: str
    names: str
    values: str
    result: str


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
        return (IS_YES.with_values(label=ask.label) if ask.form == "yes_no" else ask.label) if ask else None
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
    return Writer(
        language,
        lambda leaf: _value(leaf, language, reader, scope),
        lambda expression: reader.value(expression, scope),
    )


def _value(leaf: Expression, language: Language, reader: ExactReader, scope: Scope) -> str:
    if isinstance(leaf, Each) and leaf.fold == "sum" and leaf.by is None:
        return _row_values(leaf, language, reader, scope)
    found = reader.value(leaf, scope)
    ask = reader.programs[scope.unit].asks.get((leaf.item, leaf.name)) if isinstance(leaf, Fact) else None
    if isinstance(found, Fraction) and ask is not None and ask.form != "number":
        return shown_value(found, ask.form, language)
    return _bracketed(found, language) if isinstance(found, Fraction) else worded(found, language)


def shown_value(value: Fraction, form: str, language: Language) -> str:
    """A yes-or-no answer as a word, a date as a date."""
    if form == "yes_no":
        return say(YES_WORD if value else NO_WORD, language)
    return date.fromordinal(int(value)).isoformat() if form == "date" else say(value, language)


def _row_values(each: Each, language: Language, reader: ExactReader, scope: Scope) -> str:
    scopes = [Scope(scope.unit, scope.item, row) for row in reader.rows(each, scope)]
    parts = [value_writer(language, reader, inside).write(each.body, SUM) for inside in scopes]
    return f"({' + '.join(parts)})" if len(parts) > 1 else (parts[0] if parts else "0")


def working(reader: ExactReader, language: Language, node: Node, scope: Scope) -> Working:
    """The working of one entry, or of a quantity, in one language."""
    if isinstance(node, Limit):
        return _limit_working(reader, language, node, scope)
    in_row = isinstance(node.formula, Each) and scope.row is not None
    body = node.formula.body if in_row and isinstance(node.formula, Each) else node.formula
    minus = isinstance(node, Line) and node.sign == "-"
    result = reader.value(body, scope)
    shown = worded(-result if minus and isinstance(result, Fraction) else result, language)
    names = name_writer(language, reader.programs[scope.unit])
    writers = (formula_writer(language), names, value_writer(language, reader, scope))
    formula, named, values = (f"−{writer.write(body, ATOM)}" if minus else writer.write(body) for writer in writers)
    return Working(formula, named, values, shown)


def _limit_working(reader: ExactReader, language: Language, limit: Limit, scope: Scope) -> Working:
    """A limit reads f(S) − S: with ids, with names, then what became of the sum less the sum."""
    pattern = LIMIT_FORMULAS[limit.mode if limit.verb == "round" else limit.verb]
    amount = reader.cell(scope.unit, limit.id)
    if isinstance(amount, Missing):
        values = worded(amount, language)
    else:
        before = sum((exact(reader.cell(scope.unit, cell)) for cell in limit.over), Fraction(0))
        values = f"{worded(before + exact(amount), language)} − {_bracketed(before, language)}"

    def shown(total: str, writer: Writer) -> str:
        return pattern.with_values(total=total, bound=writer.write(limit.value)).in_language(language)

    ids = " + ".join(limit.over)
    return Working(
        shown(ids if len(limit.over) == 1 else f"({ids})", formula_writer(language)),
        shown(
            (ONE_AMOUNT if len(limit.over) == 1 else ALL_AMOUNTS).in_language(language),
            name_writer(language, reader.programs[scope.unit]),
        ),
        values,
        worded(amount, language),
    )


def _bracketed(number: Fraction, language: Language) -> str:
    text = worded(number, language)
    return f"({text})" if number < 0 else text
