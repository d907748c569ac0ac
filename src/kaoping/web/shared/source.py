"""The original text of a scheme, a clause highlighted in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from kaoping.core.line import Clause, Limit, Line
from kaoping.core.program import Program
from kaoping.reports.explanation import source_lines
from kaoping.schemes.read import Settled

AROUND = 2
Spot = tuple[int, int]


@dataclass(frozen=True)
class ClauseMark:
    """A small mark at a line: where the clause stands in the document, and the address that opens it beside."""

    at: str
    href: str
    opens: str


@dataclass(frozen=True)
class Piece:
    """A part of a line of the source, highlighted or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class SourceLine:
    """A line of the source by its number; a table's line has its cells apart."""

    number: int
    pieces: tuple[Piece, ...]
    named: bool = False


@dataclass(frozen=True)
class Passage:
    """The lines around a clause. Lines that do not follow each other stand in different stretches."""

    title: str
    quote: str
    at: str
    stretches: tuple[tuple[SourceLine, ...], ...]
    whole: str


def clause_id(clause: Clause) -> str:
    """A short name of a clause for addresses; the same as long as its words and its place are."""
    return sha256(f"{clause.at}\n{clause.quote}".encode()).hexdigest()[:12]


def passage(source: Sequence[str], clause: Clause, title: str, whole: str) -> Passage:
    """The lines that a clause names with some around them, its words highlighted.

    Where the words are not found in their lines (an office may quote freely), the lines as a whole are highlighted.
    """
    named = [number for number in dict.fromkeys(source_lines(clause.at)) if 0 < number <= len(source)]
    marked = set(_spots(source, named, clause.quote)) or {spot for line in named for spot in _all(source, line)}
    shown = sorted({near for line in named for near in _near(source, line)})
    lines = [SourceLine(line, tuple(_pieces(source[line - 1], line, marked)), line in named) for line in shown]
    return Passage(title, clause.quote, clause.at, tuple(_stretches(lines)), whole)


def _near(source: Sequence[str], line: int) -> Iterator[int]:
    """A line and those around it that say something."""
    yield line
    for step in (-1, 1):
        found = [
            at for at in range(line + step, line + step * 8, step) if 0 < at <= len(source) and source[at - 1].strip()
        ]
        yield from found[:AROUND]


def _spots(source: Sequence[str], named: Sequence[int], quote: str) -> Iterator[Spot]:
    """Where the ink of a quotation stands, in every run of named lines that holds it."""
    wanted = "".join(quote.split())
    for run in _runs(named):
        ink = [(line, column) for line in run for column, sign in enumerate(source[line - 1]) if not sign.isspace()]
        text = "".join(source[line - 1][column] for line, column in ink)
        at = text.find(wanted) if wanted else -1
        while at >= 0:
            yield from ink[at : at + len(wanted)]
            at = text.find(wanted, at + len(wanted))


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for number in sorted(numbers):
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _all(source: Sequence[str], line: int) -> Iterator[Spot]:
    yield from ((line, column) for column in range(len(source[line - 1])))


def _pieces(text: str, line: int, marked: set[Spot]) -> Iterator[Piece]:
    """The line cut where highlighting begins and ends; white space inside a clause belongs to it."""
    flags = [(line, column) in marked for column in range(len(text))]
    for column, sign in enumerate(text):
        if sign.isspace() and 0 < column < len(text) - 1:
            flags[column] = flags[column - 1] and any(flags[column + 1 :])
    edges = [0, *(column for column in range(1, len(text)) if flags[column] != flags[column - 1]), len(text)]
    yield from (Piece(text[first:last], flags[first]) for first, last in pairwise(edges) if first < last)


def _stretches(lines: Sequence[SourceLine]) -> Iterator[tuple[SourceLine, ...]]:
    stretch: list[SourceLine] = []
    for line in lines:
        if stretch and line.number > stretch[-1].number + AROUND + 6:
            yield tuple(stretch)
            stretch = []
        stretch.append(line)
    if stretch:
        yield tuple(stretch)


def clauses_of(settled: Settled, programs: Iterable[Program]) -> dict[str, Clause]:
    """Every clause that a page may mark, by its short name."""
    return {clause_id(clause): clause for clause in _clauses(settled, programs)}


def _clauses(settled: Settled, programs: Iterable[Program]) -> Iterator[Clause]:
    scheme = settled.scheme
    for program in {id(program): program for program in programs}.values():
        yield from (item.clause for item in program.items)
        yield from (node.clause for node in program.nodes if isinstance(node, (Line, Limit)))
    yield from (one.clause for one in settled.file.readings)
    yield from (one.clause for one in scheme.grades)
    yield from (one.clause for one in scheme.awards)
    yield from (one.clause for one in scheme.vetoes)
    yield from (one.clause for one in scheme.task_types.values())
    yield from (rule.clause for one in scheme.task_types.values() for rule in one.own_rules)
    yield from (Clause(one.text or one.name, one.at) for one in scheme.vetoes)
    yield from (Clause(one.quote, one.at) for one in scheme.declared)
