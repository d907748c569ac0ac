"""Storing what a run found: amounts and ids, in pieces that keep nobody waiting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import count

from django.db import connection, transaction

from kaoping.core.numbers import written
from kaoping.core.scorecard import Entry, Scorecard
from kaoping.files.facts import plain_row
from kaoping.records.canonical import canonical
from kaoping.records.models import ResultLine, ScoreRun, UnitResult
from kaoping.records.models.facts import SINGLE_TABLES
from kaoping.records.queries.facts import current
from kaoping.schemes.assessment import Assessment as Scored
from kaoping.schemes.result import missing, printed

UNITS_AT_ONCE = 100
# Its place, item, line, exact amount, and the fact that it was counted for.
Line = tuple[int, str, str, str, int | None]


def store(run: ScoreRun, scored: Scored) -> None:
    """Keeps every unit's result and lines, and goes on where an earlier try broke off; the run shows how far it is."""
    order, rows = _order(scored.cards), _row_facts(run)
    while True:
        with transaction.atomic():
            first = run.results.count()
            cards = scored.cards[first : first + UNITS_AT_ONCE]
            if not cards:
                return
            found = [_result(run, scored, card, place, order) for place, card in enumerate(cards, start=first)]
            results = UnitResult.objects.bulk_create(found)
            _store_lines(results, cards, rows)
            show_progress(run, len(scored.cards) + first + len(cards))


def show_progress(run: ScoreRun, steps: int) -> None:
    """How far a run is: every unit is computed, then stored, so that two steps are one unit done."""
    ScoreRun.objects.filter(pk=run.pk).update(done_units=steps // 2)


def _store_lines(results: Sequence[UnitResult], cards: Sequence[Scorecard], rows: Mapping[str, Sequence[int]]) -> None:
    """Writes the lines as they are: making a model of each took twice as long as writing them."""
    pairs = zip(results, cards, strict=True)
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, [(result.pk, *line) for result, card in pairs for line in _lines(card, rows)])


_INSERT = (
    "INSERT INTO records_resultline (result_id, place, item, line, amount, fact_id) VALUES (%s, %s, %s, %s, %s, %s)"
)


def first_difference(run: ScoreRun, scored: Scored) -> str | None:
    """The unit whose kept result is not what was computed, or None: somebody may have changed it in the database."""
    order, rows = _order(scored.cards), _row_facts(run)
    kept = {result.unit: result for result in run.results.prefetch_related("lines")}
    for place, card in enumerate(scored.cards):
        fresh, old = _result(run, scored, card, place, order), kept.pop(card.unit.id, None)
        if old is None or _said(old) != _said(fresh):
            return card.unit.id
        if sorted(map(_line_said, old.lines.all())) != list(_lines(card, rows)):
            return card.unit.id
    return next(iter(kept), None)


def _said(result: UnitResult) -> list[object]:
    return [getattr(result, name) for name in _RESULT]


def _line_said(line: ResultLine) -> Line:
    return line.place, line.item, line.line, line.amount, line.fact_id


_RESULT = (
    "place", "unit", "name", "group", "score", "score_order", "complete", "rank", "tied", "grade", "awards", "vetoes",
    "missing", "reasons",
)  # fmt: skip


def _order(cards: Sequence[Scorecard]) -> Mapping[str, int]:
    """Every printed score with its place from below, so that the database can sort what it cannot compare."""
    scores = {printed(card) for card in cards} - {None}
    values = sorted({Fraction(score) for score in scores if score})
    place = {value: number for number, value in enumerate(values)}
    return {score: place[Fraction(score)] for score in scores if score}


def _result(run: ScoreRun, scored: Scored, card: Scorecard, place: int, order: Mapping[str, int]) -> UnitResult:
    outcome, score = scored.outcome(card.unit.id), printed(card)
    vetoes = dict.fromkeys(veto.veto for veto in scored.standings[card.unit.id].vetoes)
    return UnitResult(
        run=run,
        place=place,
        unit=card.unit.id,
        name=card.unit.name,
        group=card.unit.group,
        score=score or "",
        score_order=order[score] if score else None,
        complete=card.complete,
        rank=outcome.rank if card.complete else None,
        tied=outcome.tied,
        grade=outcome.grade.in_language("zh") if outcome.grade else "",
        awards=canonical(dict(outcome.awards)),
        vetoes=canonical(list(vetoes)),
        missing=canonical(missing(scored, card)),
        reasons=canonical([reason.code for reason in outcome.reasons]),
    )


def _lines(card: Scorecard, rows: Mapping[str, Sequence[int]]) -> Iterator[Line]:
    entries = (*(entry for item in card.items for entry in item.entries), *card.entries)
    seen: dict[tuple[str, str], count[int]] = {}
    for place, entry in enumerate(entries):
        yield place, entry.item, entry.line, written(entry.amount), _fact(entry, rows, seen)


def _fact(entry: Entry, rows: Mapping[str, Sequence[int]], seen: dict[tuple[str, str], count[int]]) -> int | None:
    """The fact that an entry was counted for; of rows that say the same, one after another."""
    if entry.row is None:
        return None
    text = canonical([entry.row.table, plain_row(entry.row)])
    facts = rows.get(text, ())
    turn = next(seen.setdefault((entry.line, text), count()))
    return facts[turn % len(facts)] if facts else None


def _row_facts(run: ScoreRun) -> Mapping[str, Sequence[int]]:
    """The keys of all facts of the run that are rows, by what they say."""
    found: dict[str, list[int]] = {}
    facts = current(run.assessment, run.as_of_entry).exclude(table__in=SINGLE_TABLES)
    for key, table, content in facts.values_list("pk", "table", "content"):
        found.setdefault(f'["{table}",{content}]', []).append(key)
    return found
