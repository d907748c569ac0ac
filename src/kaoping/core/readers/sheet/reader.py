"""The sheet reader: a formula as the text of a spreadsheet formula that Excel, WPS and LibreOffice compute alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from kaoping.core.facts import Row
from kaoping.core.formula import Cell, Each, Expression, Fact, Field, Formula, Number, Peers, Word, walk
from kaoping.core.line import Limit, Line, Node
from kaoping.core.missing import NO, Missing, Result
from kaoping.core.readers.exact import ExactReader, signed
from kaoping.core.readers.scope import Scope
from kaoping.core.readers.sheet.folds import FOLDS, Term, number_of, where_any
from kaoping.core.readers.sheet.operations import OPERATIONS, ROUND, VERBS, places
from kaoping.core.readers.sheet.peers import compared
from kaoping.core.readers.sheet.piece import ATOM, COMPARISON, NOTHING, SUM, Piece, call, constant, negative, quoted

LONGEST_FORMULA = 8192
DEEPEST_NESTING = 64


class SheetLayout(Protocol):
    """Where things stand in a workbook. References are absolute or relative, with their sheet where it is another."""

    def fact(self, unit: str, item: str, name: str) -> str:
        """The cell of a fact; one that is missing holds =NA()."""

    def field(self, row: Row, name: str) -> str:
        """The cell of a field of a row; one that is missing holds =NA()."""

    def total(self, unit: str, cells: tuple[str, ...]) -> str:
        """What some nodes of a unit add up to: a reference, or a function of references."""

    def stands(self, row: Row, contest: str) -> str:
        """A cell that holds 1 where a row stands after a contest and 0 where it does not; empty: there is none."""

    def word(self, word: str) -> str:
        """A word as the workbook shows it."""


@dataclass(frozen=True)
class SheetFormula:
    """Formula text without an equals sign. `as_value`: something in it is today's value, not live."""

    text: str
    as_value: bool = False


class SheetReader:
    """Writes the amounts of units; what a sheet cannot express is written as the exact reader's value."""

    def __init__(self, reader: ExactReader, layout: SheetLayout) -> None:
        self.reader = reader
        self.layout = layout

    def amount(self, unit: str, node: Node) -> SheetFormula:
        """A node of a unit: a Quantity's formula, a Line's with its sign, a Limit's correction."""
        writing = Writing(self.reader, self.layout, Scope(unit, node.item))
        if isinstance(node, Limit):
            piece = writing.correction(node)
        else:
            piece = writing.piece(node.formula).number()
            piece = negative(piece) if isinstance(node, Line) and node.sign == "-" else piece
        return _kept_within_bounds(piece, writing.as_value, self.reader.cell(unit, node.id))

    def row_amount(self, line: Line, row: Row) -> SheetFormula:
        """What one row makes of a line that sums rows; 0 where the row does not count."""
        assert isinstance(line.formula, Each)
        each, writing = line.formula, Writing(self.reader, self.layout, Scope(row.unit, line.item))
        term = writing.term(each, row)
        piece = term.counting(negative(term.value) if line.sign == "-" else term.value)
        counts = any(row is other for other in self.reader.rows(each, writing.scope))
        inside = Scope(row.unit, line.item, row)
        value = signed(line, self.reader.value(each.body, inside)) if counts else NO
        return _kept_within_bounds(piece, writing.as_value, value)


def _kept_within_bounds(piece: Piece, as_value: bool, value: Result) -> SheetFormula:
    if len(piece.text) > LONGEST_FORMULA or _nesting(piece.text) > DEEPEST_NESTING:
        return SheetFormula(written_value(value).text, as_value=True)
    return SheetFormula(piece.text, as_value)


def _nesting(text: str) -> int:
    depths = accumulate(1 if sign == "(" else -1 for sign in text if sign in "()")
    return max(depths, default=0)


def written_value(value: Result) -> Piece:
    """A value as it is known today."""
    if isinstance(value, Missing):
        return Piece(NOTHING)
    return quoted(value) if isinstance(value, str) else constant(value)


class Writing:
    """One formula being written for a unit or a row; `as_value` turns true when a value of today enters it."""

    def __init__(self, reader: ExactReader, layout: SheetLayout, scope: Scope) -> None:
        self.reader, self.layout, self.scope = reader, layout, scope
        self.as_value = False

    def piece(self, expression: Expression) -> Piece:
        """The expression, TRUE or FALSE where it is a condition."""
        return _WRITE[type(expression)](self, expression)

    def number(self, expression: Expression, within: int = COMPARISON) -> str:
        """The expression with 1 for TRUE and 0 for FALSE, in brackets where it binds less tightly than allowed."""
        return self.piece(expression).number().within(within)

    def correction(self, limit: Limit) -> Piece:
        """What became of the sum, less the sum; without its condition the sum stays as it was."""
        before = self.total(limit.over)
        if limit.verb == "round":
            after = ROUND[limit.mode](before, places(self, limit.value))
        else:
            after = VERBS[limit.verb](before, self.number(limit.value, ATOM))
        if limit.when:
            after = call("IF", self.piece(limit.when).text, after, before).text
        return Piece(f"{after}-{before}", SUM)

    def total(self, cells: tuple[str, ...]) -> str:
        """What some nodes of the unit add up to."""
        return self.layout.total(self.scope.unit, cells) if cells else "0"

    def term(self, each: Each, row: Row) -> Term:
        """A row of a fold."""
        inside = Writing(self.reader, self.layout, Scope(self.scope.unit, self.scope.item, row))
        condition = inside.condition(each)
        weight = inside.piece(each.weight).number() if each.weight else None
        term = Term(condition, inside.piece(each.body).number(), weight)
        self.as_value = self.as_value or inside.as_value
        return term

    def condition(self, each: Each) -> str:
        """When the row counts in a fold: it stands in its contest and meets the fold's condition. Empty: always."""
        assert self.scope.row is not None
        stands = self.layout.stands(self.scope.row, each.standing) if each.standing else ""
        if each.where is None:
            return stands
        met = self.piece(each.where).text
        if not all(_is_sure(part, self.scope.row) for part in walk(each.where)):
            met = call("IFERROR", met, "FALSE").text
        return call("IF", stands, met, "FALSE").text if stands else met

    def today(self, expression: Expression) -> Piece:
        """The expression as the value that it has today."""
        self.as_value = True
        return written_value(self.reader.value(expression, self.scope))


def _is_sure(part: Expression, row: Row) -> bool:
    """Whether a part of a condition has a value whatever else may be missing."""
    if isinstance(part, Formula):
        return part.op not in {"divide", "choose"}
    return isinstance(part, (Number, Word)) or (isinstance(part, Field) and part.name in row.values)


def _fact(writing: Writing, fact: Fact) -> Piece:
    return Piece(writing.layout.fact(writing.scope.unit, fact.item, fact.name))


def _field(writing: Writing, field: Field) -> Piece:
    assert writing.scope.row is not None
    return Piece(writing.layout.field(writing.scope.row, field.name))


def _formula(writing: Writing, formula: Formula) -> Piece:
    if formula.op == "add" and all(isinstance(arg, Cell) for arg in formula.args):
        return Piece(writing.total(tuple(arg.id for arg in formula.args if isinstance(arg, Cell))))
    return OPERATIONS[formula.op](writing, formula.args)


def _each(writing: Writing, each: Each) -> Piece:
    rows = _rows(writing, each)
    groups: dict[object, list[Term]] = {}
    for row in rows:
        key = row.values.get(each.by, id(row)) if each.by else None
        groups.setdefault(key, []).append(writing.term(each, row))
    terms = [term for group in groups.values() for term in group]
    if each.trim and any(len(group) >= each.trim_from for group in groups.values()):
        return writing.today(each)
    if each.fold == "count":
        piece = number_of(terms)
    else:
        cap = writing.piece(each.cap).number() if each.cap else Piece("0")
        piece = FOLDS[each.fold](each, list(groups.values()), cap)
    return where_any(terms, piece, NOTHING) if each.needed else piece


def _rows(writing: Writing, each: Each) -> tuple[Row, ...]:
    """The rows of a fold; those that fall in a contest stay out where the workbook has no cell that says so."""
    rows = writing.reader.facts.rows_of(writing.scope.unit, each.table, each.items)
    if not each.standing or all(writing.layout.stands(row, each.standing) for row in rows):
        return rows
    writing.as_value = True
    standing = writing.reader.standing(writing.scope.unit, each.standing)
    return tuple(row for row in rows if id(row) in standing)


def _peers(writing: Writing, peers: Peers) -> Piece:
    unit, cell = writing.scope.unit, peers.cell.id
    others = [
        other
        for other in writing.reader.peers(unit, everybody=peers.everybody)
        if cell in writing.reader.programs[other].node and not (peers.others and other == unit)
    ]
    cells = [writing.layout.total(other, (cell,)) for other in others]
    return compared(peers, writing.layout.total(unit, (cell,)), cells)


_WRITE: Mapping[type, Callable[..., Piece]] = {
    Number: lambda writing, number: constant(number.value),
    Word: lambda writing, word: quoted(writing.layout.word(word.text)),
    Fact: _fact,
    Field: _field,
    Cell: lambda writing, cell: Piece(writing.total((cell.id,))),
    Formula: _formula,
    Each: _each,
    Peers: _peers,
}
