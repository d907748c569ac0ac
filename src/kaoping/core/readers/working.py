"""The working of an amount: its formula, with names, with values, and the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kaoping.core.formula import Cell, Each, Expression, Fact, Field, Peers
from kaoping.core.line import Limit, Line, Node, Quantity
from kaoping.core.missing import Missing, exact
from kaoping.core.numbers import added
from kaoping.core.program import Program
from kaoping.core.readers.exact import ExactReader
from kaoping.core.readers.scope import Scope
from kaoping.core.readers.words import ATOM, LOGIC, PRODUCT, SUM, Writer, worded
from kaoping.core.text import Language, Text, say
from kaoping.core.words import (
    ALL_AMOUNTS,
    FIELD_NAMES,
    FOLD_NAMES,
    IS_YES,
    LIMIT_FORMULAS,
    NO_WORD,
    ONE_AMOUNT,
    PEER_CIRCLES,
    PEER_NAMES,
    TABLE_NAMES,
    YES_WORD,
)

Name = Callable[[Expression], Text | None]


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
    return _cell_name(program, leaf) if isinstance(leaf, Cell) else None


def _cell_name(program: Program, cell: Cell) -> Text | None:
    """The name of a quantity; of a line, its sentence."""
    name = program.names.get(cell.id)
    if name is None or isinstance(program.node.get(cell.id), Quantity):
        return name
    return Text("“{line}”", "“{line}”", {"line": Text(name.zh.rstrip("。"), name.en.rstrip("."), name.values)})


def _identity(leaf: Expression) -> Text | None:
    return None


def _leaf(leaf: Expression, language: Language, name: Name) -> str:
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


def _fold(leaf: Expression, language: Language, name: Name) -> str:
    inside = Writer(language, lambda part: _leaf(part, language, name))
    if isinstance(leaf, Peers):
        who = PEER_CIRCLES[leaf.everybody, leaf.others]
        return f"{PEER_NAMES[leaf.kind].with_values(who=who).in_language(language)}({inside.write(leaf.cell)})"
    if not isinstance(leaf, Each):
        raise TypeError(f"no words for {leaf!r}")
    table = TABLE_NAMES.get(leaf.table)
    parts = [table.in_language(language) if table else leaf.table]
    if leaf.fold != "count":
        parts.append(inside.write(leaf.body))
    if leaf.cap is not None and leaf.by is not None:
        parts += [inside.leaf(Field(leaf.by)), inside.write(leaf.cap)]
    if leaf.where is not None:
        parts.append(inside.write(leaf.where))
    return f"{FOLD_NAMES[leaf.fold].in_language(language)}({', '.join(parts)})"


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
    if isinstance(leaf, Each) and (mean := _mean_values(leaf, language, reader, scope)):
        return mean
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


def _mean_values(each: Each, language: Language, reader: ExactReader, scope: Scope) -> str:
    """The rows behind a mean of groups where every group is one row: ((86 + 90) ÷ 2); of any other mean nothing."""
    if each.fold != "mean" or each.by is None or each.trim:
        return ""
    rows = reader.rows(each, scope)
    if len(rows) < 2 or len({row.values.get(each.by, id(row)) for row in rows}) < len(rows):
        return ""
    values = (reader.value(each.body, Scope(scope.unit, scope.item, row)) for row in rows)
    return f"(({' + '.join(worded(value, language) for value in values)}) ÷ {len(rows)})"


class Workings:
    """The workings of a reader's entries in one language; what is the same for every unit is written once."""

    def __init__(self, reader: ExactReader, language: Language) -> None:
        self.reader, self.language = reader, language
        self._general: dict[tuple[int, str, bool], tuple[str, str]] = {}

    def of(self, node: Node, scope: Scope) -> Working:
        """The working of one entry, or of a quantity."""
        formula, names = self.general(self.reader.programs[scope.unit], node, in_row=scope.row is not None)
        return Working(formula, names, *self.particular(node, scope))

    def general(self, program: Program, node: Node, *, in_row: bool) -> tuple[str, str]:
        """The formula with ids, and with names; `in_row`, that of one row of a fold."""
        key = (id(program), node.id, in_row)
        if key not in self._general:
            self._general[key] = (
                _formula(self.language, node, in_row=in_row),
                _named(program, self.language, node, in_row=in_row),
            )
        return self._general[key]

    def particular(self, node: Node, scope: Scope) -> tuple[str, str]:
        """The formula with a unit's values, and its result; of a limit, what became of the sum less the sum."""
        return _worked(self.reader, self.language, node, scope)


def _formula(language: Language, node: Node, *, in_row: bool) -> str:
    if isinstance(node, Limit):
        ids = " + ".join(node.over)
        return _limited(node, formula_writer(language), ids if len(node.over) == 1 else f"({ids})")
    return _signed(node, formula_writer(language), in_row=in_row)


def _named(program: Program, language: Language, node: Node, *, in_row: bool) -> str:
    writer = name_writer(language, program)
    if isinstance(node, Limit):
        amounts = ONE_AMOUNT if len(node.over) == 1 else ALL_AMOUNTS
        return _limited(node, writer, amounts.in_language(language))
    return _signed(node, writer, in_row=in_row)


def _worked(reader: ExactReader, language: Language, node: Node, scope: Scope) -> tuple[str, str]:
    if isinstance(node, Limit):
        amount = reader.cell(scope.unit, node.id)
        return _corrected(reader, language, node, scope.unit), worded(amount, language)
    in_row = scope.row is not None
    values = _signed(node, value_writer(language, reader, scope), in_row=in_row)
    if not in_row:
        return values, worded(reader.cell(scope.unit, node.id), language)
    result = reader.value(_body(node, in_row=True), scope)
    return values, worded(-result if _minus(node) and isinstance(result, Fraction) else result, language)


def _minus(node: Quantity | Line) -> bool:
    return isinstance(node, Line) and node.sign == "-"


def _body(node: Quantity | Line, *, in_row: bool) -> Expression:
    return node.formula.body if in_row and isinstance(node.formula, Each) else node.formula


def _signed(node: Quantity | Line, writer: Writer, *, in_row: bool) -> str:
    body = _body(node, in_row=in_row)
    return f"−{writer.write(body, ATOM)}" if _minus(node) else writer.write(body)


def _limited(limit: Limit, writer: Writer, total: str) -> str:
    pattern = LIMIT_FORMULAS[limit.mode if limit.verb == "round" else limit.verb]
    bound = writer.write(limit.value, PRODUCT if limit.verb == "times" else SUM if limit.verb == "set" else LOGIC)
    return pattern.with_values(total=total, bound=bound).in_language(writer.language)


def _corrected(reader: ExactReader, language: Language, limit: Limit, unit: str) -> str:
    amount = reader.cell(unit, limit.id)
    if isinstance(amount, Missing):
        return worded(amount, language)
    before = added(exact(reader.cell(unit, cell)) for cell in limit.over)
    return f"{worded(before + exact(amount), language)} − {_bracketed(before, language)}"


def _bracketed(number: Fraction, language: Language) -> str:
    text = worded(number, language)
    return f"({text})" if number.numerator < 0 else text
