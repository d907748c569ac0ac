"""What a sheet formula says; that it computes what the exact reader does is proved in tests/test_sheet_recalculates."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import pytest

from kaoping.core.facts import Facts, Row, Unit, Value
from kaoping.core.formula import Cell, Each, Expression, Fact, Field, Peers, Word, apply, number
from kaoping.core.line import Contest, Limit, Line, Member, Node, Quantity
from kaoping.core.program import Program
from kaoping.core.readers.exact import ExactReader
from kaoping.core.readers.sheet import SheetFormula, SheetReader
from kaoping.core.readers.sheet.reader import LONGEST_FORMULA
from kaoping.core.text import verbatim


@dataclass
class Layout:
    """References that tell what they refer to."""

    stood: str = ""
    words: dict[str, str] = field(default_factory=dict)

    def fact(self, unit: str, item: str, name: str) -> str:
        """The name of the fact."""
        return f"{item}.{name}"

    def field(self, row: Row, name: str) -> str:
        """The name of the field, with what the row is worth."""
        return f"{name}_{row.values['points']}"

    def total(self, unit: str, cells: tuple[str, ...]) -> str:
        """The nodes with their unit."""
        return f"{unit}.{cells[0]}" if len(cells) == 1 else f"SUM({','.join(cells)})"

    def stands(self, row: Row, contest: str) -> str:
        """The same cell for every row, or none."""
        return self.stood

    def word(self, word: str) -> str:
        """The word, or what the workbook shows for it."""
        return self.words.get(word, word)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        (apply("subtract", Fact("t", "x"), apply("add", Fact("t", "y"), number("-0.5"))), "t.x-(t.y+(-0.5))"),
        (apply("multiply", apply("add", Fact("t", "x"), number(1)), number(Fraction(1, 3))), "(t.x+1)*(1/3)"),
        (apply("add", apply("less", Fact("t", "x"), number(3)), number(1)), "IF(t.x<3,1,0)+1"),
        (apply("both", apply("given", Fact("t", "x")), apply("more", Fact("t", "x"), number(0))),
         "IF(IF(NOT(ISERROR(t.x)),t.x>0,FALSE),1,0)"),
        (apply("first_given", Fact("t", "x"), number("0.1")), "IFERROR(t.x,0.1)"),
        (apply("bands", Fact("t", "x"), number(0), number(60), number(1), number(5), number(80), number(0), number(9)),
         "IF(t.x>80,9,IF(t.x>=60,5,0))"),
        (apply("choose", Fact("t", "x"), Word("minor"), number("0.1"), Word("grave"), number("0.5")),
         'IF(EXACT(t.x,"minor"),0.1,IF(EXACT(t.x,"grave"),0.5,NA()))'),
        (apply("equal", Fact("t", "x"), Word('say "no"')), 'IF(EXACT(t.x,"say ""no"""),1,0)'),
        (apply("whole_down", Fact("t", "x")), "INT(ROUND(t.x,9))"),
        (apply("add", Cell("a"), Cell("b")), "SUM(a,b)"),
        (Each("findings", ("t",), Field("points"), fold="mean", weight=Field("raters")),
         "(points_1*raters_1+points_2*raters_2)/(raters_1+raters_2)"),
        (Each("findings", ("t",), number(1), apply("more", Field("points"), number(1)), fold="count"),
         "IF(points_1>1,1,0)+IF(points_2>1,1,0)"),
        (Each("findings", ("elsewhere",), Field("points"), needed=True), "NA()"),
        (Peers("mean", Cell("q")), "SUM(u.q,v.q)/2"),
        (Peers("max", Cell("q"), others=True), "MAX(v.q)"),
        (Peers("rank", Cell("q")), "1+0*u.q+(v.q>u.q)"),
    ],
)  # fmt: skip
def test_a_formula_reads(expression: Expression, text: str) -> None:
    assert _amount(Quantity("written", "t", verbatim("written"), expression)) == SheetFormula(text)


def test_a_limit_is_what_became_of_the_sum_less_the_sum() -> None:
    cap = Limit("l", "t", ("a", "b"), "at_most", number(5), verbatim("cap"), when=apply("given", Fact("t", "x")))
    kept = "SIGN(ROUND(SUM(a,b),9))*MIN(ABS(SUM(a,b)),5)"
    assert _amount(cap).text == f"IF(NOT(ISERROR(t.x)),{kept},SUM(a,b))-SUM(a,b)"


def test_one_row_of_a_deduction_has_a_formula_of_its_own() -> None:
    missing = apply("equal", Field("found_by"), Word("self"))
    line = Line("d", "t", "-", Each("findings", ("t",), Field("points"), missing), verbatim("d"))
    reader = _reader(line)
    written = SheetReader(reader, Layout(words={"self": "自查"})).row_amount(line, reader.facts.rows[1])
    assert written.text == 'IF(IFERROR(EXACT(found_by_2,"自查"),FALSE),-points_2,0)'


def test_a_contest_is_asked_in_its_cells_or_written_as_it_stands_today() -> None:
    line = Line("d", "t", "-", Each("findings", ("t",), Field("points"), standing="matter"), verbatim("d"))
    assert _amount(line, Layout("$J$1")) == SheetFormula("-(IF($J$1,points_1,0)+IF($J$1,points_2,0))")
    assert _amount(line) == SheetFormula("-points_2", as_value=True)


def test_what_a_sheet_cannot_express_is_the_value_of_today() -> None:
    trimmed = Each("findings", ("t",), Field("points"), fold="mean", trim=Fraction(1, 10))
    amount = _amount(Quantity("r", "t", verbatim("r"), apply("multiply", trimmed, Fact("t", "x"))))
    assert amount == SheetFormula("1.5*t.x", as_value=True)


def test_a_formula_longer_than_excel_takes_is_written_as_its_value() -> None:
    long = apply("add", *[Fact("t", "x")] * LONGEST_FORMULA)
    assert _amount(Quantity("r", "t", verbatim("r"), long)) == SheetFormula(str(4 * LONGEST_FORMULA), as_value=True)
    deep: Expression = Fact("t", "x")
    for _ in range(70):
        deep = apply("absolute", deep)
    assert _amount(Quantity("r", "t", verbatim("r"), deep)) == SheetFormula("4", as_value=True)


def test_more_peers_than_a_function_takes_are_compared_in_parts() -> None:
    units = tuple(Unit(f"u{place}") for place in range(600))
    best = Quantity("best", "t", verbatim("best"), Peers("max", Cell("q")))
    reader = _reader(best, units=units)
    text = SheetReader(reader, Layout()).amount("u0", best).text
    assert text.startswith("MAX(MAX(u0.q,u1.q,")
    assert text.count("MAX(") == 4


def _amount(node: Node, layout: Layout | None = None) -> SheetFormula:
    return SheetReader(_reader(node), layout or Layout()).amount("u", node)


def _reader(*nodes: Node, units: tuple[Unit, ...] = (Unit("u"), Unit("v"))) -> ExactReader:
    rows = tuple(_row(Fraction(points)) for points in (1, 2))
    parts = tuple(Quantity(name, "t", verbatim(name), number(4)) for name in ("a", "b"))
    contest = Contest("matter", (Member(Each("findings", ("t",), Field("points"))),))
    program = Program((), (*parts, Quantity("q", "t", verbatim("q"), number(1)), *nodes), (contest,))
    values: dict[tuple[str, str, str], Value] = {(unit.id, "t", "x"): Fraction(4) for unit in units}
    return ExactReader({unit.id: program for unit in units}, Facts("", units, values, rows))


def _row(points: Fraction) -> Row:
    return Row("findings", "u", "t", (("points", points), ("raters", Fraction(1)), ("matter", "m")))
