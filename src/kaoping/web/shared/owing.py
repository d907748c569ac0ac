"""What is still missing and who owes it, in a few words: for a remark in a table and for the head of a scorecard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kaoping.core.scorecard import ItemScore, Scorecard
from kaoping.core.text import Language, Text
from kaoping.reports.gaps import MissingFact, missing_facts
from kaoping.reports.naming import unit_name
from kaoping.schemes.assessment import Assessment

OWED_BY = Text("待{who}提供：{what}", "{who} still to provide: {what}")
OWED = Text("缺：{what}", "missing: {what}")
FACT = Text("{item}（{what}）", "{item} ({what})")
OF_ANOTHER = Text("{unit}的{what}", "{what} of {unit}")
MORE = Text("{named}等 {count} 项", "{named} and more, {count} in all")
MOST_NAMED = 3


@dataclass(frozen=True)
class Owed:
    """Everything that the same bodies owe."""

    who: tuple[str, ...]
    facts: tuple[Text, ...]

    def in_words(self, language: Language) -> str:
        """One sentence; of many facts the first ones are named."""
        named = list(self.facts[:MOST_NAMED])
        what: object = named
        if len(self.facts) > MOST_NAMED:
            what = MORE.with_values(named=named, count=len(self.facts))
        says = OWED_BY if self.who else OWED
        return says.with_values(who=self.who, what=what).in_language(language)


def owed(assessment: Assessment, card: Scorecard) -> tuple[Owed, ...]:
    """What a unit's score waits for, grouped by those who owe it, in the scheme's order."""
    return tuple(_owed(missing_facts(assessment, card), unit_name(card.unit)))


def _owed(facts: tuple[MissingFact, ...], own: str) -> Iterator[Owed]:
    bodies: dict[tuple[str, ...], list[Text]] = {}
    for fact in facts:
        what = fact.what if fact.whose == own else OF_ANOTHER.with_values(unit=fact.whose, what=fact.what)
        bodies.setdefault(fact.owed_by, []).append(FACT.with_values(item=fact.item, what=what))
    yield from (Owed(who, tuple(texts)) for who, texts in bodies.items())


def owed_in_item(assessment: Assessment, card: Scorecard, score: ItemScore) -> tuple[Owed, ...]:
    """What one item's score waits for."""
    facts = tuple(fact for fact in missing_facts(assessment, card) if fact.gap in score.gaps)
    return tuple(_owed(facts, unit_name(card.unit)))
