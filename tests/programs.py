"""Invented programs and facts for the property tests: small, of every operation, with gaps, zeros and long numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from kaoping.core.facts import Facts, Row, Unit
from kaoping.core.formula import Cell, Each, Expression, Fact, Field, Number, Peers, Word, apply, number
from kaoping.core.line import Contest, Limit, Line, Member, Node, Quantity
from kaoping.core.program import Program
from kaoping.core.text import verbatim

Draw = Any
FOUND = ("a", "a.1", "a.1.2", "b")
SEVERITIES = ("minor", "serious", "grave")
LONG = [Fraction(10**17), Fraction(-(10**21) + 1, 7), Fraction(1, 10**15)]

small = st.builds(Fraction, st.integers(-9, 9), st.sampled_from([1, 1, 2, 3, 5, 10, 100]))
values = st.one_of(small, small, small, small, st.sampled_from(LONG))
rare = st.integers(0, 7).map(lambda chance: chance == 0)


@st.composite
def facts(draw: Draw, most_units: int = 6) -> Facts:
    """Units in two groups, with values and rows that are sometimes missing."""
    names = [f"u{place}" for place in range(draw(st.integers(1, most_units)))]
    units = tuple(Unit(name, group=draw(st.sampled_from(["g", "h"]))) for name in names)
    given: dict[tuple[str, str, str], Fraction | str] = {}
    for unit in names:
        for name in ("x", "y", "z"):
            if not draw(rare):
                given[unit, "a", name] = draw(values)
        if not draw(rare):
            given[unit, "a", "word"] = draw(st.sampled_from(SEVERITIES))
    rows = draw(st.lists(_row(names), max_size=3 * most_units))
    return Facts("invented", units, given, tuple(rows))


@st.composite
def _row(draw: Draw, units: list[str]) -> Row:
    fields: dict[str, Fraction | str] = {}
    for name, strategy in _FIELDS.items():
        if not draw(rare):
            fields[name] = draw(strategy)
    table = draw(st.sampled_from(["findings", "claims"]))
    return Row(table, draw(st.sampled_from(units)), draw(st.sampled_from(FOUND)), tuple(fields.items()))


_FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "points": small,
    "raters": st.integers(0, 3).map(Fraction),
    "severity": st.sampled_from(SEVERITIES),
    "matter": st.sampled_from(["one", "two"]),
    "on": st.sampled_from(["2020-03-01", "2020-08-01"]),
}


class Maker:
    """Draws expressions over the cells that exist already; inside rows also over fields."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.cells: list[str] = []

    def pick(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def number(self, depth: int = 3, in_row: bool = False) -> Expression:
        """An expression with a number as its value."""
        if depth == 0 or self.draw(rare):
            return self.leaf(in_row)
        made: Expression = getattr(self, self.pick(*self.kinds(in_row)))(depth - 1, in_row)
        return made

    def kinds(self, in_row: bool) -> list[str]:
        kinds = ["arithmetic", "arithmetic", "extremes", "choice", "wholes", "lazy", "banded"]
        if not in_row:
            kinds += ["each", "each"]
        return [*kinds, "peers"] if self.cells else kinds

    def leaf(self, in_row: bool) -> Expression:
        leaves: list[Expression] = [Fact("a", "x"), Fact("a", "y"), Fact("a", "z"), Number(self.draw(small))]
        if self.cells:
            leaves += [Cell(self.pick(*self.cells))] * 2
        if in_row:
            leaves += [Field("points")] * 4 + [Field("raters")]
        return self.draw(st.sampled_from(leaves))  # type: ignore[no-any-return]

    def arithmetic(self, depth: int, in_row: bool) -> Expression:
        op = self.pick("add", "subtract", "multiply", "divide", "negative", "absolute")
        count = {"add": self.pick(1, 2, 3), "multiply": self.pick(2, 3), "negative": 1, "absolute": 1}.get(op, 2)
        return apply(op, *(self.number(depth, in_row) for _ in range(count)))

    def extremes(self, depth: int, in_row: bool) -> Expression:
        op = self.pick("maximum", "minimum", "clip")
        return apply(op, *(self.number(depth, in_row) for _ in range(3 if op == "clip" else self.pick(1, 2, 3))))

    def wholes(self, depth: int, in_row: bool) -> Expression:
        op = self.pick("whole_down", "whole_up", "whole_half", "round")
        inside = self.number(depth, in_row)
        if op != "round":
            return apply(op, inside)
        return apply(op, inside, self.places(depth, in_row))

    def places(self, depth: int, in_row: bool) -> Expression:
        if not self.draw(rare):
            return number(self.pick(0, 1, 2, 2, 3, -1))
        return apply("clip", self.number(depth, in_row), number(-1), number(3))

    def lazy(self, depth: int, in_row: bool) -> Expression:
        first, second = self.number(depth, in_row), self.number(depth, in_row)
        if self.draw(st.booleans()):
            return apply("first_given", first, second)
        return apply("if", self.condition(depth, in_row), first, second)

    def banded(self, depth: int, in_row: bool) -> Expression:
        parts = [self.number(depth, in_row), self.number(0, in_row)]
        for _ in range(self.pick(1, 2)):
            parts += [self.number(0, in_row), number(self.pick(0, 1)), self.number(0, in_row)]
        return apply("bands", *parts)

    def choice(self, depth: int, in_row: bool) -> Expression:
        labels = self.pick(("minor", "grave"), SEVERITIES)
        pairs = [part for label in labels for part in (Word(label), self.number(depth - 1 if depth else 0, in_row))]
        return apply("choose", self.word(depth, in_row), *pairs)

    def word(self, depth: int, in_row: bool) -> Expression:
        """An expression with a word as its value."""
        leaf = Field("severity") if in_row and self.draw(st.booleans()) else Fact("a", "word")
        if depth == 0 or not self.draw(rare):
            return leaf
        return apply("if", self.condition(depth - 1, in_row), leaf, Word(self.pick(*SEVERITIES)))

    def condition(self, depth: int, in_row: bool) -> Expression:
        """An expression with 1 or 0 as its value."""
        kind = self.pick("compare", "compare", "words", "joint", "negate", "given")
        deeper = max(depth - 1, 0)
        if kind == "joint" and depth:
            op = self.pick("both", "either")
            return apply(op, *(self.condition(deeper, in_row) for _ in range(self.pick(2, 3))))
        if kind == "negate" and depth:
            return apply("negate", self.condition(deeper, in_row))
        if kind == "given":
            return apply("given", self.number(0, in_row))
        op = self.pick("less", "at_most", "more", "at_least", "equal", "unequal")
        if kind == "words":
            return apply(op, self.word(deeper, in_row), Word(self.pick(*SEVERITIES)))
        return apply(op, self.number(deeper, in_row), self.number(0, in_row))

    def each(self, depth: int, in_row: bool, standing: str | None = "contest") -> Each:
        fold = self.pick("sum", "sum", "count", "mean", "highest", "excess")
        return Each(
            table=self.pick("findings", "claims"),
            items=self.pick(("a",), ("a.1",), ("a.1", "b")),
            body=self.number(min(depth, 2), in_row=True),
            where=self.condition(1, in_row=True) if self.draw(st.booleans()) else None,
            fold=fold,
            by=self.pick(None, None, "matter", "severity", "raters"),
            weight=self.pick(None, Field("raters")) if fold == "mean" else None,
            cap=self.number(0) if fold == "excess" else None,
            standing=self.pick(None, None, standing),
            trim=self.pick(Fraction(0), Fraction(1, 10), Fraction(1, 2)) if fold == "mean" else Fraction(0),
            trim_from=self.pick(0, 2, 3),
            needed=self.draw(rare),
        )

    def peers(self, depth: int, in_row: bool) -> Peers:
        return Peers(
            self.pick("mean", "max", "min", "sum", "count", "rank", "rank_up"),
            Cell(self.pick(*self.cells)),
            self.pick("wait", "leave_out", "leave_out"),
            others=self.draw(st.booleans()),
            everybody=self.draw(st.booleans()),
        )

    def node(self, place: int) -> Node:
        """The next node, which later ones may refer to."""
        name = f"n{place}"
        kind = self.pick("quantity", "line", "limit") if self.cells else self.pick("quantity", "line")
        made: Node
        if kind == "limit":
            made = self.limit(name)
        elif kind == "line":
            made = Line(name, "a", self.pick("+", "-"), self.number(), verbatim(name))
        else:
            made = Quantity(name, "a", verbatim(name), self.number())
        self.cells.append(name)
        return made

    def limit(self, name: str) -> Limit:
        start = self.draw(st.integers(0, len(self.cells) - 1))
        verb = self.pick("at_least", "at_most", "floor", "ceiling", "round", "set", "times")
        return Limit(
            name,
            "a",
            tuple(self.cells[start:]),
            verb,
            self.places(0, in_row=False) if verb == "round" else self.number(1),
            verbatim(name),
            when=self.condition(1, in_row=False) if self.draw(rare) else None,
            mode=self.pick("half_up", "half_even", "down", "up"),
        )


@st.composite
def programs(draw: Draw, most_nodes: int = 5) -> Program:
    """A program whose nodes refer to earlier ones."""
    maker = Maker(draw)
    members = tuple(Member(maker.each(1, in_row=False, standing=None)) for _ in range(draw(st.integers(1, 2))))
    nodes = tuple(maker.node(place) for place in range(draw(st.integers(1, most_nodes))))
    contest = Contest("contest", members, keep=draw(st.sampled_from(["highest", "first"])))
    return Program((), nodes, (contest,))


@st.composite
def years(draw: Draw) -> tuple[dict[str, Program], Facts]:
    """Facts, and a program for every unit: some have a shorter one than the others."""
    known, whole = draw(facts()), draw(programs())
    short = Program((), whole.nodes[: draw(st.integers(0, len(whole.nodes)))], whole.contests)
    return {unit.id: draw(st.sampled_from([whole, whole, short])) for unit in known.units}, known
