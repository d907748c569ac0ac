"""A scorecard (得分表): the lines of one unit's score, item by item, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kaoping.core.facts import Facts, Row, Unit
from kaoping.core.formula import Each, Expression, Fact, Field
from kaoping.core.item import Item
from kaoping.core.line import Clause, Limit, Line
from kaoping.core.missing import Gap, Missing, Result
from kaoping.core.program import TOTAL, Program
from kaoping.core.readers.exact import ExactReader, signed
from kaoping.core.readers.scope import Scope
from kaoping.core.text import Text
from kaoping.core.words import NO_WORD, WORDS, YES_WORD


@dataclass(frozen=True)
class Entry:
    """One printed amount: a line or limit, or one row of a line that folds over rows."""

    line: str
    item: str
    amount: Fraction
    says: Text
    clause: Clause
    row: Row | None = None


@dataclass(frozen=True)
class ItemScore:
    """An item's entries and their sum; the score is None while a fact is missing."""

    item: Item
    score: Fraction | None
    entries: tuple[Entry, ...]
    gaps: frozenset[Gap] = frozenset()


@dataclass(frozen=True)
class Scorecard:
    """A unit's items, the entries that concern several items, and the total (None while incomplete)."""

    unit: Unit
    program: Program
    items: tuple[ItemScore, ...]
    entries: tuple[Entry, ...]
    score: Fraction | None
    gaps: frozenset[Gap]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.score is not None

    def item(self, item: str) -> ItemScore:
        """The score of one item."""
        return next(score for score in self.items if score.item.id == item)


def score(programs: Mapping[str, Program], facts: Facts) -> tuple[Scorecard, ...]:
    """Every unit's scorecard, in the order of the facts."""
    reader = ExactReader(programs, facts)
    return tuple(scorecard(reader, unit) for unit in facts.units)


def scorecard(reader: ExactReader, unit: Unit) -> Scorecard:
    """One unit's scorecard."""
    program = reader.programs[unit.id]
    items = tuple(_item_score(reader, unit.id, item) for item in program.items)
    total = reader.cell(unit.id, TOTAL)
    gaps = total.gaps if isinstance(total, Missing) else frozenset()
    entries = tuple(_entries(reader, unit.id, ""))
    return Scorecard(unit, program, items, entries, total if isinstance(total, Fraction) else None, gaps)


def _item_score(reader: ExactReader, unit: str, item: Item) -> ItemScore:
    value = reader.cell(unit, item.id)
    gaps = value.gaps if isinstance(value, Missing) else frozenset()
    entries = tuple(_entries(reader, unit, item.id))
    return ItemScore(item, value if isinstance(value, Fraction) else None, entries, gaps)


def _entries(reader: ExactReader, unit: str, item: str) -> Iterator[Entry]:
    for node in reader.programs[unit].nodes_of.get(item, ()):
        if isinstance(node, Limit):
            yield from _entry(reader, node, reader.cell(unit, node.id), Scope(unit, item))
        elif isinstance(node, Line):
            yield from _line_entries(reader, node, Scope(unit, item))


def _line_entries(reader: ExactReader, line: Line, scope: Scope) -> Iterator[Entry]:
    if not (isinstance(line.formula, Each) and line.formula.fold == "sum"):
        yield from _entry(reader, line, reader.cell(scope.unit, line.id), scope)
        return
    if scope.item and _replaced(reader, line, scope):
        return
    for row in reader.rows(line.formula, scope):
        inside = Scope(scope.unit, scope.item, row)
        yield from _entry(reader, line, signed(line, reader.value(line.formula.body, inside)), inside)


def _replaced(reader: ExactReader, line: Line, scope: Scope) -> bool:
    """Whether a line lacks a fact and yet its item has a score: another line then stands for it, rows and all."""
    known = not isinstance(reader.cell(scope.unit, scope.item), Missing)
    return known and isinstance(reader.cell(scope.unit, line.id), Missing)


def _entry(reader: ExactReader, node: Line | Limit, amount: Result, scope: Scope) -> Iterator[Entry]:
    opening = isinstance(node, Line) and node.opening
    if isinstance(amount, Fraction) and (amount != 0 or opening):
        yield Entry(node.id, node.item, amount, filled(reader, node.says, scope), node.clause, scope.row)


def filled(reader: ExactReader, says: Text, scope: Scope) -> Text:
    """A sentence with the values of its blanks; a blank that cannot be known stays empty."""
    return Text(says.zh, says.en, _Blanks(reader, says.values, scope)) if says.values else says


@dataclass(frozen=True, eq=False)
class _Blanks(Mapping[str, object]):
    """The values of a sentence's blanks, read when the sentence is: a run of thousands of units tells none."""

    reader: ExactReader
    blanks: Mapping[str, object]
    scope: Scope

    def __getitem__(self, name: str) -> object:
        return _blank(self.reader, self.blanks[name], self.scope)

    def __iter__(self) -> Iterator[str]:
        return iter(self.blanks)

    def __len__(self) -> int:
        return len(self.blanks)


def _blank(reader: ExactReader, value: object, scope: Scope) -> object:
    if isinstance(value, Expression):
        found = reader.value(value, scope)
        if isinstance(found, Missing):
            return ""
        if isinstance(value, Fact) and isinstance(found, Fraction):
            return _answer(reader, value, scope.unit, found)
        if value == Field("item"):
            return reader.programs[scope.unit].places_named.get(str(found), str(found)).rstrip("。")
        return WORDS.get(found, found) if isinstance(found, str) else found
    return value


def _answer(reader: ExactReader, fact: Fact, unit: str, value: Fraction) -> object:
    """A date as a date, a yes or no as a word, a number as itself."""
    ask = reader.programs[unit].asks.get((fact.item, fact.name))
    if ask is not None and ask.form == "date":
        return date.fromordinal(int(value)).isoformat()
    return (YES_WORD if value else NO_WORD) if ask is not None and ask.form == "yes_no" else value
