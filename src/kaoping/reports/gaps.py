"""What is missing, in the words of the office: which item, which value, whose, and who owes it."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.core.missing import Gap
from kaoping.core.program import Program
from kaoping.core.scorecard import Scorecard
from kaoping.core.text import Text, verbatim
from kaoping.core.words import FIELD_NAMES, TABLE_NAMES
from kaoping.reports.naming import checkpoint_name, unit_name
from kaoping.schemes.assessment import Assessment, root_of

ZERO_DENOMINATOR = Text("分母为零，无法计算", "division by zero: it cannot be computed")
UNLISTED = Text("“{word}”不在对照表内", "“{word}” is not in the table")
UNDECLARED = Text("零报告", "declaration that it was checked")


@dataclass(frozen=True)
class MissingFact:
    """One missing fact as a table shows it."""

    gap: Gap
    item: Text
    what: Text
    whose: str
    owed_by: tuple[str, ...]


def missing_facts(assessment: Assessment, card: Scorecard) -> tuple[MissingFact, ...]:
    """What a unit's score waits for, in the scheme's order."""
    gaps = sorted(card.gaps, key=lambda gap: _order(card.program, gap))
    return tuple(_described(assessment, gap) for gap in gaps)


def _order(program: Program, gap: Gap) -> tuple[int, str, str, str]:
    place = [item.id for item in program.items]
    root = root_of(program, gap.item)
    return (place.index(root) if root in place else len(place), gap.item, gap.name, gap.unit)


def _described(assessment: Assessment, gap: Gap) -> MissingFact:
    program = assessment.programs[gap.unit]
    item = program.item.get(root_of(program, gap.item))
    name = verbatim(item.name) if item else _veto_name(assessment, gap.item)
    point = checkpoint_name(program, gap.item)
    if point is not None:
        name = Text("{item}：{point}", "{item}: {point}", {"item": name, "point": point})
    whose = unit_name(assessment.card(gap.unit).unit)
    return MissingFact(gap, name, _what(program, gap), whose, assessment.owed_by(gap))


def _veto_name(assessment: Assessment, place: str) -> Text:
    veto = next((one for one in assessment.settled.scheme.vetoes if one.id == place), None)
    return Text(veto.name, veto.english or veto.name) if veto else verbatim(place)


def _what(program: Program, gap: Gap) -> Text:
    if gap.why == "zero_denominator":
        return ZERO_DENOMINATOR
    if gap.why == "unlisted":
        return UNLISTED.with_values(word=gap.name)
    ask = program.asks.get((gap.item, gap.name))
    if ask is not None:
        return ask.label
    known = TABLE_NAMES.get(gap.name) or FIELD_NAMES.get(gap.name)
    return known or (verbatim(gap.name) if gap.name not in ("", "declared") else UNDECLARED)
