"""What the exact reader says about each row of the calculation: kind, value, sentence, working."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.core.formula import Each
from kaoping.core.line import Limit, Line, Quantity
from kaoping.core.missing import NO, YES, Result
from kaoping.core.program import TOTAL, Program
from kaoping.core.readers.exact import ExactReader, signed
from kaoping.core.readers.scope import Scope
from kaoping.core.readers.working import Workings
from kaoping.core.scorecard import filled
from kaoping.core.text import Language, Text
from kaoping.reports.workbook.layout import CalculationLine
from kaoping.reports.workbook.words import Kind

OF_LINES = Text("本项各行之和", "the sum of the item's lines")
OF_ITEMS = Text("各项之和", "the sum of the items")
SUMS: tuple[Kind, ...] = ("item_score", "part_score", "total")
SCORES: tuple[Kind, ...] = ("item_score", "total")
ALWAYS_SHOWN: tuple[Kind, ...] = ("opening", *SCORES)
NEVER_SHOWN: tuple[Kind, ...] = ("quantity", "part_score")


@dataclass(frozen=True)
class Figure:
    """One row of the calculation in the exact reader's words."""

    kind: Kind
    value: Result
    says: str
    names: str = ""
    values: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether a scorecard prints the row: not what adds nothing, except the points and the sums."""
        return self.kind in ALWAYS_SHOWN or (self.kind not in NEVER_SHOWN and self.value != 0)


def kind_of(line: CalculationLine, program: Program) -> Kind:
    """What a row is: points, deduction, addition, limit, quantity, or one of the sums."""
    node = line.node
    if isinstance(node, Limit):
        return "limit"
    if isinstance(node, Line):
        return "opening" if node.opening else "deduction" if node.sign == "-" else "addition"
    if node.id == TOTAL:
        return "total"
    if node.id in program.item:
        return "item_score"
    return "quantity" if node.item else "part_score"


class Figures:
    """Figures in one language; the names that units with the same program share are written once."""

    def __init__(self, reader: ExactReader, language: Language) -> None:
        self.reader, self.language = reader, language
        self.workings = Workings(reader, language)

    def of(self, line: CalculationLine) -> Figure:
        """A row's exact value with its sentence and its working; what adds nothing needs no values."""
        node, program = line.node, self.reader.programs[line.unit.id]
        kind, scope = kind_of(line, program), Scope(line.unit.id, node.item, line.row)
        value = self._value(line, scope)
        text = node.name if isinstance(node, Quantity) else filled(self.reader, node.says, scope)
        says = text.in_language(self.language)
        if kind in SUMS:
            return Figure(
                kind, value, says, (OF_LINES if kind == "item_score" else OF_ITEMS).in_language(self.language)
            )
        if kind == "opening":
            return Figure(kind, value, says)
        _, names = self.workings.general(program, node, in_row=line.row is not None)
        if value == NO:
            return Figure(kind, value, says, names)
        values, result = self.workings.particular(node, scope)
        return Figure(kind, value, says, names, values if values == result else f"{values} = {result}")

    def _value(self, line: CalculationLine, scope: Scope) -> Result:
        """The amount; a row that does not stand or does not meet the condition of its fold amounts to nothing."""
        node = line.node
        if line.row is None or not isinstance(node, Line) or not isinstance(node.formula, Each):
            return self.reader.cell(line.unit.id, node.id)
        each = node.formula
        if each.standing and id(line.row) not in self.reader.standing(line.unit.id, each.standing):
            return NO
        if each.where is not None and self.reader.value(each.where, scope) != YES:
            return NO
        return signed(node, self.reader.value(each.body, scope))
