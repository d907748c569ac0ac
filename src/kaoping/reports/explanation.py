"""The explanation of one unit's score as plain data: every line with its clause, formula, names, values and row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from kaoping.core.facts import Row
from kaoping.core.line import Clause, Quantity
from kaoping.core.numbers import written
from kaoping.core.population import consequences
from kaoping.core.program import TOTAL
from kaoping.core.readers.scope import Scope
from kaoping.core.scorecard import Entry, ItemScore, Scorecard
from kaoping.core.text import Language
from kaoping.reports.gaps import missing_facts
from kaoping.reports.ranking import group_name
from kaoping.schemes.assessment import Assessment
from kaoping.schemes.result import Plain, printed

FORMAT = "kaoping/explanation/1"


def explanation_of(assessment: Assessment, unit: str, item: str | None, language: Language) -> Plain:
    """What `kaoping explain --json` prints: a unit's result, its reasons, what is missing, and all lines.

    With an item, only that item's lines. Numbers are exact text; `formula` has ids, `names` and `values` words.
    """
    card, outcome = assessment.card(unit), assessment.outcome(unit)
    return {
        "format": FORMAT,
        "scheme": assessment.settled.scheme.id,
        "unit": unit,
        "name": card.unit.name,
        "group": card.unit.group,
        "group_name": group_name(assessment, card.unit.group).in_language(language),
        "complete": card.complete,
        "score": printed(card),
        "rank": outcome.rank if card.complete else None,
        "tied": outcome.tied,
        "grade": outcome.grade.in_language(language) if outcome.grade else None,
        "awards": dict(outcome.awards),
        "vetoes": list(_vetoes(assessment, unit, language)),
        "reasons": [{"code": one.code, "says": one.text.in_language(language)} for one in outcome.reasons],
        "missing": list(_missing(assessment, card, language)),
        "items": [_item(assessment, card, one, language) for one in card.items if item in (None, one.item.id)],
        "lines": [] if item else [_line(assessment, card, entry, language) for entry in card.entries],
    }


def _vetoes(assessment: Assessment, unit: str, language: Language) -> Iterator[Plain]:
    for veto in assessment.standings[unit].vetoes:
        effects = [effect.in_language(language) for effect in consequences(veto.effect)]
        yield {
            "veto": veto.veto,
            "name": veto.name.in_language(language),
            "decision": veto.decision,
            "effects": effects,
        }


def _missing(assessment: Assessment, card: Scorecard, language: Language) -> Iterator[Plain]:
    for fact in missing_facts(assessment, card):
        yield {
            "unit": fact.gap.unit,
            "item": fact.gap.item,
            "name": fact.gap.name or fact.gap.why,
            "says": fact.what.in_language(language),
            "owed_by": list(fact.owed_by),
        }


def _item(assessment: Assessment, card: Scorecard, score: ItemScore, language: Language) -> Plain:
    item = score.item
    return {
        "item": item.id,
        "name": item.name,
        "points": None if item.points is None else written(item.points),
        "score": None if score.score is None else written(score.score),
        "method": item.method,
        "assessors": list(item.assessors),
        "quantities": list(_quantities(assessment, card, item.id, language)),
        "lines": [_line(assessment, card, entry, language) for entry in score.entries],
    }


def _quantities(assessment: Assessment, card: Scorecard, item: str, language: Language) -> Iterator[Plain]:
    """Named values that the item's lines use; not its score, which is the sum of its lines."""
    for node in card.program.nodes_of.get(item, ()):
        if isinstance(node, Quantity) and node.id not in (item, TOTAL):
            steps = assessment.working(language, node, Scope(card.unit.id, item))
            yield {
                "id": node.id,
                "says": node.name.in_language(language),
                "formula": steps.formula,
                "names": steps.names,
                "values": steps.values,
                "result": steps.result,
            }


def _line(assessment: Assessment, card: Scorecard, entry: Entry, language: Language) -> Plain:
    node = card.program.node[entry.line]
    steps = assessment.working(language, node, Scope(card.unit.id, entry.item, entry.row))
    return {
        "line": entry.line,
        "points": written(entry.amount),
        "says": entry.says.in_language(language),
        "clause": _clause(assessment, entry.clause),
        "formula": steps.formula,
        "names": steps.names,
        "values": steps.values,
        "result": steps.result,
        "row": _row(entry.row) if entry.row else None,
    }


def _clause(assessment: Assessment, clause: Clause) -> Plain:
    """The quotation, and the lines of the source text in which it stands."""
    source = assessment.settled.file.source
    lines = [
        {"line": number, "text": source[number - 1]} for number in source_lines(clause.at) if number <= len(source)
    ]
    return {"quote": clause.quote, "at": clause.at, "source": lines}


def source_lines(at: str) -> Iterable[int]:
    """The line numbers that a place such as `6, 16-18` names."""
    for part in at.replace("，", ",").split(","):
        ends = [end.strip() for end in part.split("-")]
        if all(end.isdigit() for end in ends):
            yield from range(int(ends[0]), int(ends[-1]) + 1)


def _row(row: Row) -> Plain:
    fields = {name: written(value) if isinstance(value, Fraction) else value for name, value in row.fields}
    return {"table": row.table, "unit": row.unit, "item": row.item, **fields}
