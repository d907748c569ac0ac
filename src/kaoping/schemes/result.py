"""The result (kaoping/result/1) as plain values, and its digest, which no wording can change."""

from __future__ import annotations

from collections.abc import Iterable

from kaoping.core.facts import digest_of
from kaoping.core.missing import Gap
from kaoping.core.numbers import decimal_places, fixed, written
from kaoping.core.program import Program
from kaoping.core.readers.scope import Scope
from kaoping.core.scorecard import Entry, ItemScore, Scorecard
from kaoping.core.text import Language
from kaoping.schemes.assessment import Assessment

FORMAT = "kaoping/result/1"
Plain = dict[str, object]


def result_of(assessment: Assessment, language: Language) -> Plain:
    """The result file's content; sentences in one language, numbers as exact text."""
    units = [_unit(assessment, card, language) for card in assessment.cards]
    return {
        "format": FORMAT,
        "scheme": assessment.settled.scheme.id,
        "scheme_digest": assessment.settled.digest,
        "facts_digest": assessment.facts.digest,
        "digest": digest_of(_essence(assessment)),
        "readings": {name: choice.written for name, choice in sorted(assessment.settled.choices.items())},
        "units": units,
    }


def result_digest(assessment: Assessment) -> str:
    """SHA-256 over ids, exact numbers, ranks, grades, awards and reason codes, whatever order tasks are listed in."""
    return digest_of(_essence(assessment))


def _essence(assessment: Assessment) -> Plain:
    return {
        "format": FORMAT,
        "scheme": assessment.settled.scheme.id,
        "scheme_digest": assessment.settled.digest,
        "facts_digest": assessment.facts.digest,
        "readings": {name: choice.essence for name, choice in assessment.settled.choices.items()},
        "units": sorted((_unit_essence(assessment, card) for card in assessment.cards), key=lambda unit: str(unit[0])),
    }


def _unit_essence(assessment: Assessment, card: Scorecard) -> list[object]:
    outcome = assessment.outcome(card.unit.id)
    lines = sorted([entry.line, written(entry.amount)] for entry in _all_entries(card))
    return [
        card.unit.id,
        card.unit.group,
        printed(card),
        sorted([gap.item, gap.name, gap.unit] for gap in card.gaps),
        [outcome.rank, outcome.tied, outcome.grade.in_language("zh") if outcome.grade else None],
        sorted([name, holds] for name, holds in outcome.awards.items()),
        [reason.code for reason in outcome.reasons],
        lines,
    ]


def _all_entries(card: Scorecard) -> Iterable[Entry]:
    yield from (entry for item in card.items for entry in item.entries)
    yield from card.entries


def _unit(assessment: Assessment, card: Scorecard, language: Language) -> Plain:
    outcome = assessment.outcome(card.unit.id)
    return {
        "unit": card.unit.id,
        "name": card.unit.name,
        "group": card.unit.group,
        "complete": card.complete,
        "missing": missing(assessment, card),
        "score": printed(card),
        "rank": outcome.rank if card.complete else None,
        "tied": outcome.tied,
        "vetoes": list(dict.fromkeys(veto.veto for veto in assessment.standings[card.unit.id].vetoes)),
        "grade": outcome.grade.in_language(language) if outcome.grade else None,
        "award": outcome.award if assessment.settled.scheme.awards else None,
        "awards": dict(outcome.awards),
        "reasons": [{"code": one.code, "says": one.text.in_language(language)} for one in outcome.reasons],
        "lines": [_line(assessment, card, entry, language) for entry in card.entries],
        "items": [_item(assessment, card, item, language) for item in card.items],
    }


def missing(assessment: Assessment, card: Scorecard) -> list[Plain]:
    """What is missing, whose, and who owes it, in the scheme's order."""
    gaps = sorted(card.gaps, key=lambda gap: _order(card.program, gap))
    return [
        {"unit": gap.unit, "item": gap.item, "name": gap.name or gap.why, "owed_by": list(assessment.owed_by(gap))}
        for gap in gaps
    ]


def _order(program: Program, gap: Gap) -> tuple[int, str, str, str]:
    place = [item.id for item in program.items]
    return (place.index(gap.item) if gap.item in place else len(place), gap.item, gap.name, gap.unit)


def printed(card: Scorecard) -> str | None:
    """The total with the scheme's decimals; exactly, where it needs more."""
    if card.score is None:
        return None
    places = decimal_places(card.score)
    if places is None or places > card.program.places:
        return written(card.score)
    return fixed(card.score, card.program.places)


def _item(assessment: Assessment, card: Scorecard, item: ItemScore, language: Language) -> Plain:
    return {
        "item": item.item.id,
        "name": item.item.name,
        "points": written(item.item.points) if item.item.points is not None else None,
        "score": written(item.score) if item.score is not None else None,
        "lines": [_line(assessment, card, entry, language) for entry in item.entries],
    }


def _line(assessment: Assessment, card: Scorecard, entry: Entry, language: Language) -> Plain:
    node = card.program.node[entry.line]
    steps = assessment.working(language, node, Scope(card.unit.id, entry.item, entry.row))
    return {
        "points": written(entry.amount),
        "says": entry.says.in_language(language),
        "clause": entry.clause.quote,
        "formula": steps.names,
        "line": entry.line,
        "values": steps.values,
    }
