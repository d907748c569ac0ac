"""What the records tell beside a stored run: who entered what, when, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kaoping.core.program import Program
from kaoping.core.text import Language, Text, say
from kaoping.records.canonical import parsed
from kaoping.records.clock import day_of
from kaoping.records.models import Fact, ScoreRun, UnitResult
from kaoping.records.queries.facts import current
from kaoping.records.queries.runs import lines
from kaoping.reports.amounts import minus
from kaoping.schemes.assessment import root_of
from kaoping.web.pages.scorecard.content import Provenance
from kaoping.web.shared.dates import day_said

ENTERED = Text("{who} {day}登记", "entered by {who} on {day}")
BECAUSE = Text("理由：{why}", "reason: {why}")
VALUE = Text("{label} {value}", "{label} {value}")
YES_OR_NO: Mapping[bool, Text] = {True: Text("是", "yes"), False: Text("否", "no")}


def provenance_of(result: UnitResult, language: Language) -> dict[int, Provenance]:
    """Who entered the row behind each amount, by the amount's place on the card."""
    return {
        line.place: Provenance(" · ".join(_entered(line.fact, language)))
        for line in lines(result)
        if line.fact is not None
    }


def given_in(run: ScoreRun, unit: str, program: Program, language: Language) -> dict[str, tuple[str, ...]]:
    """The single values of every item as the run had them; values that were entered together stand together."""
    found: dict[str, dict[tuple[str, ...], list[str]]] = {}
    facts = current(run.assessment, run.as_of_entry).filter(table="values", unit=unit).select_related("entered_by")
    for fact in facts:
        by_entry = found.setdefault(root_of(program, fact.item), {})
        by_entry.setdefault(tuple(_entered(fact, language)), []).append(_value(fact, program, language))
    return {
        item: tuple(" · ".join((say(values, language), *entered)) for entered, values in by_entry.items())
        for item, by_entry in found.items()
    }


def _entered(fact: Fact, language: Language) -> Iterator[str]:
    content = parsed(fact.content)
    yield ENTERED.with_values(who=fact.entered_by.name, day=day_said(day_of(fact.entered_at), language)).in_language(
        language
    )
    why = fact.reason or content.get("reason") or content.get("note")
    if why and fact.table == "values":
        yield BECAUSE.with_values(why=why).in_language(language)


def _value(fact: Fact, program: Program, language: Language) -> str:
    ask = program.asks.get((fact.item, fact.name))
    value = parsed(fact.content).get("value")
    shown = say(YES_OR_NO[value], language) if isinstance(value, bool) else minus(str(value))
    return VALUE.with_values(label=ask.label if ask else fact.name, value=shown).in_language(language)
