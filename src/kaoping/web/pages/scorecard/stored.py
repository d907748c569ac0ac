"""What the records tell beside a stored run: who entered what, when, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kaoping.core.program import Program
from kaoping.core.text import Language, Text, say
from kaoping.records.canonical import parsed
from kaoping.records.clock import day_of
from kaoping.records.models import Countersignature, Fact, FactEvidence, ScoreRun, UnitResult
from kaoping.records.queries.entry import files_of
from kaoping.records.queries.facts import current
from kaoping.records.queries.runs import lines, settled_of
from kaoping.schemes.assessment import root_of
from kaoping.web.pages.scorecard.content import Provenance
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.fact_words import value_says
from kaoping.web.shared.frame import Link

ENTERED = Text("{who} {day}登记", "entered by {who} on {day}")
BECAUSE = Text("理由：{why}", "reason: {why}")
NOT_APPLICABLE = Text("不适用：{why}", "does not apply: {why}")
SIGNED, NOT_AGREED = (
    Text("会签同意：{bodies}", "countersigned and agreed: {bodies}"),
    Text("会签不同意：{bodies}", "countersigned, not agreed: {bodies}"),
)
SIGNED_BY = Text("{who} {day}", "{who} {day}")
HISTORY, CLAIMED = Text("登记经过", "history"), Text("申报 {points} 分", "claimed: {points}")


@dataclass(frozen=True)
class Addresses:
    """Where the history of a fact and a file are, by their keys; nothing where the reader may not go."""

    fact: Callable[[int], str]
    file: Callable[[int], str]


def provenance_of(result: UnitResult, language: Language, addresses: Addresses) -> dict[int, Provenance]:
    """Who entered the row behind each amount, and its evidence, by the amount's place on the card."""
    facts = {line.place: line.fact for line in lines(result) if line.fact is not None}
    files = files_of({fact.pk: fact for fact in facts.values()}.values())
    return {place: _provenance(fact, files[fact.pk], language, addresses) for place, fact in facts.items()}


def _provenance(fact: Fact, files: Iterable[FactEvidence], language: Language, addresses: Addresses) -> Provenance:
    history = addresses.fact(fact.pk)
    links = [Link(HISTORY.in_language(language), history)] if history else []
    links += [Link(file.name, addresses.file(file.pk)) for file in files]
    return Provenance(" · ".join((*_entered(fact, language), *_claimed(fact, language))), tuple(links))


def _claimed(fact: Fact, language: Language) -> Iterator[str]:
    """What the unit had asked for, where something else was decided."""
    asked = parsed(fact.supersedes.content) if fact.supersedes and fact.supersedes.state == "proposed" else {}
    if asked.get("points") not in (None, parsed(fact.content).get("points")):
        yield CLAIMED.with_values(points=asked["points"]).in_language(language)


def given_in(run: ScoreRun, unit: str, program: Program, language: Language) -> dict[str, tuple[str, ...]]:
    """The single values of every item as the run had them; values that were entered together stand together."""
    found: dict[str, dict[tuple[str, ...], list[str]]] = {}
    known = current(run.assessment, run.as_of_entry).filter(table__in=("values", "not_applicable"), unit=unit)
    facts = known.select_related("entered_by")
    for fact in facts:
        by_entry = found.setdefault(root_of(program, fact.item), {})
        by_entry.setdefault(tuple(_entered(fact, language)), []).append(_value(fact, program, language))
    given = {
        item: [" · ".join((say(values, language), *entered)) for entered, values in by_entry.items()]
        for item, by_entry in found.items()
    }
    for item, signed in _signed_by_item(run).items():
        if item in given:
            given[item] += _signed(run, signed, language)
    return {item: tuple(told) for item, told in given.items()}


def _signed_by_item(run: ScoreRun) -> dict[str, list[Countersignature]]:
    """The last word of every other body on each item, as the run had it."""
    signed = run.assessment.countersignatures.filter(entry__lte=run.as_of_entry).select_related("signed_by")
    last = {(one.item, one.body): one for one in signed.order_by("signed_at", "pk")}
    found: dict[str, list[Countersignature]] = {}
    for one in last.values():
        found.setdefault(one.item, []).append(one)
    return found


def _signed(run: ScoreRun, signed: Iterable[Countersignature], language: Language) -> list[str]:
    """Which other bodies have signed, and whether they agree; those who signed together stand together."""
    names = {body.id: Text(body.name, body.english or body.name) for body in settled_of(run).scheme.assessors}
    bodies: dict[tuple[bool, str], list[Text | str]] = {}
    for one in signed:
        by = SIGNED_BY.with_values(who=one.signed_by.name, day=day_said(day_of(one.signed_at), language))
        why = (BECAUSE.with_values(why=one.note).in_language(language),) if one.note else ()
        told = " · ".join((*(part for part in (by.in_language(language), one.signature) if part), *why))
        bodies.setdefault((one.agreed, told), []).append(names.get(one.body, one.body))
    return [
        f"{(SIGNED if agreed else NOT_AGREED).with_values(bodies=found).in_language(language)} · {told}"
        for (agreed, told), found in bodies.items()
    ]


def _entered(fact: Fact, language: Language) -> Iterator[str]:
    content = parsed(fact.content)
    yield ENTERED.with_values(who=fact.entered_by.name, day=day_said(day_of(fact.entered_at), language)).in_language(
        language
    )
    why = fact.reason or content.get("reason") or content.get("note")
    # What a row gives as its reason stands with what it says.
    if why and (fact.table == "values" or why not in (content.get("reason"), content.get("note"))):
        yield BECAUSE.with_values(why=why).in_language(language)


def _value(fact: Fact, program: Program, language: Language) -> str:
    if fact.table == "not_applicable":
        return NOT_APPLICABLE.with_values(why=parsed(fact.content).get("why", "")).in_language(language)
    return value_says(fact, program, language)
