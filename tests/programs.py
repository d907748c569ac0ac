"""Invented programs and facts for the property tests: small, of every operation, with gaps, zeros and long numbers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TypeVar, get_args

from hypothesis import strategies as st

from kaoping.core.facts import Facts, Row, Unit
from kaoping.core.formula import (
    Cell,
    Each,
    Expression,
    Fact,
    Field,
    Fold,
    Number,
    PeerKind,
    Peers,
    Word,
    apply,
    number,
    total,
)
from kaoping.core.item import Item
from kaoping.core.line import Contest, Keep, Limit, Line, Member, Node, Quantity, Verb
from kaoping.core.numbers import RoundingMode
from kaoping.core.program import TOTAL, Program
from kaoping.core.text import verbatim

Year = tuple[dict[str, Program], Facts]
Choice = TypeVar("Choice")
FOUND = ("a", "a.1", "a.1.2", "b")
SEVERITIES = ("minor", "serious", "grave")
LONG = [Fraction(10**17), Fraction(-(10**21) + 1, 7), Fraction(1, 10**15)]

small = st.builds(Fraction, st.integers(-9, 9), st.sampled_from([1, 1, 2, 3, 5, 10, 100]))
values = st.one_of(small, small, small, small, st.sampled_from(LONG))
rare = st.integers(0, 7).map(lambda chance: chance == 0)


@st.composite
def facts(draw: st.DrawFn, given_values: st.SearchStrategy[Fraction], most_units: int = 6) -> Facts:
    """Units in two groups, with values and rows that are sometimes missing."""
    names = [f"u{place}" for place in range(draw(st.integers(1, most_units)))]
    units = tuple(Unit(name, group=draw(st.sampled_from(["g", "h"]))) for name in names)
    given: dict[tuple[str, str, str], Fraction | str] = {}
    for unit in names:
        for name in ("x", "y", "z"):
            if not draw(rare):
                given[unit, "a", name] = draw(given_values)
        if not draw(rare):
            given[unit, "a", "word"] = draw(st.sampled_from(SEVERITIES))
    rows = draw(st.lists(_row(names), max_size=3 * most_units))
    return Facts("invented", units, given, tuple(rows))


@st.composite
def _row(draw: st.DrawFn, units: list[str]) -> Row:
    fields: dict[str, Fraction | str] = {}
    for name, strategy in _FIELDS.items():
        if not draw(rare):
            fields[name] = draw(strategy)
    table = draw(st.sampled_from(["findings", "claims"]))
    return Row(table, draw(st.sampled_from(units)), draw(st.sampled_from(FOUND)), tuple(fields.items()))


_FIELDS: dict[str, st.SearchStrategy[Fraction | str]] = {
    "points": small,
    "raters": st.integers(0, 3).map(Fraction),
    "severity": st.sampled_from(SEVERITIES),
    "matter": st.sampled_from(["one", "two"]),
    "on": st.sampled_from(["2020-03-01", "2020-08-01"]),
}


class Maker:
    """Draws expressions over the cells that exist already; inside rows also over fields."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.cells: list[str] = []

    def number(self, depth: int = 3, in_row: bool = False) -> Expression:
        """An expression with a number as its value."""
        if depth == 0 or self.draw(rare):
            return self._leaf(in_row)
        kinds = [
            self._arithmetic,
            self._arithmetic,
            self._extremes,
            self._choice,
            self._wholes,
            self._lazy,
            self._bands,
        ]
        if not in_row:
            kinds += [self.each, self.each]
        if self.cells:
            kinds.append(self._peers)
        return self._pick(*kinds)(depth - 1, in_row)

    def _pick(self, *choices: Choice) -> Choice:
        return self.draw(st.sampled_from(choices))

    def _leaf(self, in_row: bool) -> Expression:
        leaves: list[Expression] = [Fact("a", "x"), Fact("a", "y"), Fact("a", "z"), Number(self.draw(small))]
        if self.cells:
            leaves += [Cell(self._pick(*self.cells))] * 2
        if in_row:
            leaves += [Field("points")] * 4 + [Field("raters")]
        return self._pick(*leaves)

    def _arithmetic(self, depth: int, in_row: bool) -> Expression:
        op = self._pick("add", "subtract", "multiply", "divide", "negative", "absolute")
        count = {"add": self._pick(1, 2, 3), "multiply": self._pick(2, 3), "negative": 1, "absolute": 1}.get(op, 2)
        return apply(op, *(self.number(depth, in_row) for _ in range(count)))

    def _extremes(self, depth: int, in_row: bool) -> Expression:
        op = self._pick("maximum", "minimum", "clip")
        return apply(op, *(self.number(depth, in_row) for _ in range(3 if op == "clip" else self._pick(1, 2, 3))))

    def _wholes(self, depth: int, in_row: bool) -> Expression:
        op = self._pick("whole_down", "whole_up", "whole_half", "round")
        inside = self.number(depth, in_row)
        if op != "round":
            return apply(op, inside)
        return apply(op, inside, self._places(depth, in_row))

    def _places(self, depth: int, in_row: bool) -> Expression:
        if not self.draw(rare):
            return number(self._pick(0, 1, 2, 2, 3, -1))
        return apply("clip", self.number(depth, in_row), number(-1), number(3))

    def _lazy(self, depth: int, in_row: bool) -> Expression:
        first, second = self.number(depth, in_row), self.number(depth, in_row)
        if self.draw(st.booleans()):
            return apply("first_given", first, second)
        return apply("if", self.condition(depth, in_row), first, second)

    def _bands(self, depth: int, in_row: bool) -> Expression:
        parts = [self.number(depth, in_row), self.number(0, in_row)]
        for _ in range(self._pick(1, 2)):
            parts += [self.number(0, in_row), number(self._pick(0, 1)), self.number(0, in_row)]
        return apply("bands", *parts)

    def _choice(self, depth: int, in_row: bool) -> Expression:
        labels = self._pick(("minor", "grave"), SEVERITIES)
        pairs = [part for label in labels for part in (Word(label), self.number(depth - 1 if depth else 0, in_row))]
        return apply("choose", self._word(depth, in_row), *pairs)

    def _word(self, depth: int, in_row: bool) -> Expression:
        leaf = Field("severity") if in_row and self.draw(st.booleans()) else Fact("a", "word")
        if depth == 0 or not self.draw(rare):
            return leaf
        return apply("if", self.condition(depth - 1, in_row), leaf, Word(self._pick(*SEVERITIES)))

    def condition(self, depth: int, in_row: bool) -> Expression:
        """An expression with 1 or 0 as its value."""
        kind = self._pick("compare", "compare", "words", "joint", "negate", "given")
        deeper = max(depth - 1, 0)
        if kind == "joint" and depth:
            op = self._pick("both", "either")
            return apply(op, *(self.condition(deeper, in_row) for _ in range(self._pick(2, 3))))
        if kind == "negate" and depth:
            return apply("negate", self.condition(deeper, in_row))
        if kind == "given":
            return apply("given", self.number(0, in_row))
        op = self._pick("less", "at_most", "more", "at_least", "equal", "unequal")
        if kind == "words":
            return apply(op, self._word(deeper, in_row), Word(self._pick(*SEVERITIES)))
        return apply(op, self.number(deeper, in_row), self.number(0, in_row))

    def each(self, depth: int, in_row: bool, standing: str | None = "contest") -> Each:
        """A fold over rows; in one place for all folds, so that their options meet."""
        fold: Fold = self._pick("sum", *get_args(Fold))
        return Each(
            table=self._pick("findings", "claims"),
            items=self._pick(("a",), ("a.1",), ("a.1", "b")),
            body=self.number(min(depth, 2), in_row=True),
            where=self.condition(1, in_row=True) if self.draw(st.booleans()) else None,
            fold=fold,
            by=self._pick(None, None, "matter", "severity", "raters"),
            weight=self._pick(None, Field("raters")) if fold == "mean" else None,
            cap=self.number(0) if fold == "excess" else None,
            standing=self._pick(None, None, standing),
            trim=self._pick(Fraction(0), Fraction(1, 10), Fraction(1, 2)) if fold == "mean" else Fraction(0),
            trim_from=self._pick(0, 2, 3),
            needed=self.draw(rare),
        )

    def _peers(self, depth: int, in_row: bool) -> Peers:
        return Peers(
            self._pick(*get_args(PeerKind)),
            Cell(self._pick(*self.cells)),
            self._pick("wait", "leave_out", "leave_out"),
            others=self.draw(st.booleans()),
            everybody=self.draw(st.booleans()),
        )

    def node(self, place: int) -> Node:
        """The next node, which later ones may refer to."""
        name = f"n{place}"
        kind = self._pick("quantity", "line", "limit") if self.cells else self._pick("quantity", "line")
        made: Node
        if kind == "limit":
            made = self._limit(name)
        elif kind == "line":
            made = Line(name, "a", self._pick("+", "-"), self.number(), verbatim(name))
        else:
            made = Quantity(name, "a", verbatim(name), self.number())
        self.cells.append(name)
        return made

    def _limit(self, name: str) -> Limit:
        start = self.draw(st.integers(0, len(self.cells) - 1))
        verb: Verb = self._pick(*get_args(Verb))
        return Limit(
            name,
            "a",
            tuple(self.cells[start:]),
            verb,
            self._places(0, in_row=False) if verb == "round" else self.number(1),
            verbatim(name),
            when=self.condition(1, in_row=False) if self.draw(rare) else None,
            mode=self._pick(*get_args(RoundingMode)),
        )


@st.composite
def programs(draw: st.DrawFn, most_nodes: int = 5) -> Program:
    """A program whose nodes refer to earlier ones."""
    maker = Maker(draw)
    members = tuple(Member(maker.each(1, in_row=False, standing=None)) for _ in range(draw(st.integers(1, 2))))
    nodes = tuple(maker.node(place) for place in range(draw(st.integers(1, most_nodes))))
    contest = Contest("contest", members, keep=draw(st.sampled_from(get_args(Keep))))
    return Program((), nodes, (contest,))


@st.composite
def years(draw: st.DrawFn, given_values: st.SearchStrategy[Fraction] = values) -> Year:
    """Facts, and a program for every unit: some have a shorter one than the others."""
    known, whole = draw(facts(given_values)), draw(programs())
    short = replace(whole, nodes=whole.nodes[: draw(st.integers(0, len(whole.nodes)))])
    return {unit.id: draw(st.sampled_from([whole, whole, short])) for unit in known.units}, known


def scored(program: Program) -> Program:
    """The program with its lines and limits as those of one item, and that item's score as the total."""
    parts = [Cell(node.id) for node in program.nodes if not isinstance(node, Quantity)]
    score = Quantity("a", "a", verbatim("score"), total(*parts))
    return replace(
        program,
        items=(Item("a", "a"),),
        nodes=(*program.nodes, score, Quantity(TOTAL, "", verbatim("total"), Cell("a"))),
    )
