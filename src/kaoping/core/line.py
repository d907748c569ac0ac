"""Lines, limits and quantities: what a score is the sum of. They know no unit yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kaoping.core.formula import Each, Expression, Number
from kaoping.core.numbers import RoundingMode
from kaoping.core.text import Text

Keep = Literal["highest", "first", "replace"]
Sign = Literal["+", "-"]
Verb = Literal["at_least", "at_most", "floor", "ceiling", "round", "set", "times"]


@dataclass(frozen=True)
class Clause:
    """The words of the document that a line applies, and the lines of the source text where they stand."""

    quote: str = ""
    at: str = ""


NO_CLAUSE = Clause()


@dataclass(frozen=True)
class Quantity:
    """A named value shown in the working; it adds nothing to the score."""

    id: str
    item: str
    name: Text
    formula: Expression

    @property
    def formulas(self) -> tuple[Expression, ...]:
        """Every expression in it."""
        return (self.formula,)


@dataclass(frozen=True)
class Line:
    """An amount of the score: its formula with a sign. A fold over rows prints one entry per row.

    The blanks of `says` may be expressions; they are filled with their values.
    """

    id: str
    item: str
    sign: Sign
    formula: Expression
    says: Text
    clause: Clause = NO_CLAUSE
    opening: bool = False

    @property
    def formulas(self) -> tuple[Expression, ...]:
        """Every expression in it."""
        return (self.formula,)


@dataclass(frozen=True)
class Limit:
    """A correction of the sum S of earlier lines, f(S) − S.

    `at_least` and `at_most` bound the size of S and leave 0 alone; `floor` and `ceiling` bound S; `round` takes a
    number of decimals; `set` makes S the value; `times` multiplies. Where `when` does not hold nothing is corrected.
    """

    id: str
    item: str
    over: tuple[str, ...]
    verb: Verb
    value: Expression
    says: Text
    clause: Clause = NO_CLAUSE
    when: Expression | None = None
    mode: RoundingMode = "half_up"

    @property
    def formulas(self) -> tuple[Expression, ...]:
        """Every expression in it."""
        return (self.value,) if self.when is None else (self.value, self.when)


def in_general(says: Text) -> Text:
    """The sentence of a line as it stands in the rules: constants are filled in, what each unit has is left open."""
    known = {name: value.value for name, value in says.values.items() if isinstance(value, Number)}
    return says.with_values(**known).without_values()


@dataclass(frozen=True)
class Member:
    """Rows that contend with others about one matter, and what each would weigh."""

    rows: Each


@dataclass(frozen=True)
class Contest:
    """Of the rows with the same value in `by`, only the one with the highest weight (or the first by date) stands.

    `replace`: where a matter has rows of the first member, the first of them stands alone; elsewhere all rows stand.
    Rows without that value always stand. Equal weights: the row of the earlier member, then the earlier row, stands.
    """

    id: str
    members: tuple[Member, ...]
    by: str = "matter"
    keep: Keep = "highest"


Node = Quantity | Line | Limit


@dataclass(frozen=True)
class Ask:
    """A value that an item asks for: its name, form, range, and who owes it (empty: the item's assessors).

    `awarded`: points that somebody gives; whoever gives less than `high` says why.
    """

    item: str
    name: str
    label: Text
    form: Literal["number", "yes_no", "choice", "date"] = "number"
    low: str | None = None
    high: str | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False
    measure: str = ""
    owed_by: tuple[str, ...] = ()
    awarded: bool = False


@dataclass(frozen=True)
class RowForm:
    """What the rows of one table at one item may hold.

    `options` are the allowed words of the deciding field (severity, clause) with the range of points of each.
    """

    table: str
    item: str
    options: tuple[RowOption, ...] = ()
    severity_needed: bool = False
    points_asked: bool = True

    def joined(self, other: RowForm | None) -> RowForm:
        """What the rows must satisfy where two rules of one item read the same table."""
        if other is None:
            return self
        options = {option.id: option for option in (*other.options, *self.options)}
        needed = self.severity_needed or other.severity_needed
        asked = self.points_asked or other.points_asked
        return RowForm(self.table, self.item, tuple(options.values()), needed, asked)


@dataclass(frozen=True)
class RowOption:
    """One allowed severity or clause: its range of points, its worth without a number, and when a note is due."""

    id: str
    name: Text
    low: str | None = None
    high: str | None = None
    below: str | None = None
    default: str | None = None
    note_above: str | None = None
    clause: Clause = field(default=NO_CLAUSE)
