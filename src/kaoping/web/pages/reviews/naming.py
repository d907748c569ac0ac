"""What reviews are called: their states, their items, the facts that they are about."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kaoping.core.program import Program
from kaoping.core.text import Language, Text, say
from kaoping.core.words import FIELD_NAMES, NO_WORD, WORDS, YES_WORD
from kaoping.files.facts.tables import TABLES
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact, Review
from kaoping.reports.amounts import minus
from kaoping.reports.naming import item_title
from kaoping.web.shared.parts import State, Tone
from kaoping.web.shared.runs import scored

STATES: Mapping[str, tuple[Text, Tone]] = {
    "filed": (Text("待复核", "to be decided"), "due"),
    "upheld": (Text("予以更正", "upheld"), "done"),
    "rejected": (Text("维持原分", "the score stands"), "quiet"),
    "approved": (Text("更正已批准", "correction approved"), "done"),
}
WAITS = Text("予以更正，待批准", "upheld, to be approved")
NUMERAL = re.compile(r"-[\d./]+")
PAIR = Text("{name} {value}", "{name} {value}")
# What addresses a row rather than saying something about it.
ADDRESSING = frozenset({"unit", "item", "name", "id", "evidence"})


def state_of(review: Review, language: Language) -> State:
    """How far a review is."""
    if review.state == "upheld" and review.approval_due is not None:
        return State(WAITS.in_language(language), "due")
    word, tone = STATES[review.state]
    return State(word.in_language(language), tone)


def item_named(review: Review) -> str:
    """The item's number and name as its unit's scorecard has them."""
    program = program_of(review)
    item = program.item.get(review.item) if program else None
    return item_title(item) if item else review.item


def program_of(review: Review) -> Program | None:
    """The items and values of the unit, as the released run had them."""
    return scored(review.release.run).programs.get(review.unit.code)


def says_of(fact: Fact, program: Program | None, language: Language) -> str:
    """What a fact says, in words: its table and its fields."""
    told = parsed(fact.content)
    named = [
        PAIR.with_values(name=field_named(fact, program, key), value=value_said(told[key]))
        for key in fields_of(fact, told)
    ]
    table = TABLES[fact.table].name.in_language(language)
    says = say(named, language)
    return says if fact.table == "values" else f"{table} {says}"


def fields_of(fact: Fact, content: Mapping[str, object]) -> list[str]:
    """The fields that say something, in the order of their table."""
    return [one.key for one in TABLES[fact.table].columns if one.key in content and one.key not in ADDRESSING]


def field_named(fact: Fact, program: Program | None, key: str) -> Text | str:
    """The name of a field; that of a value is the name under which it is asked for."""
    if fact.table == "values" and key == "value":
        ask = program.asks.get((fact.item, fact.name)) if program else None
        return ask.label if ask else fact.name
    return FIELD_NAMES.get(key) or TABLES[fact.table].column[key].name


def value_said(value: object) -> Text | str:
    """A value as it stands in a sentence."""
    if isinstance(value, bool):
        return YES_WORD if value else NO_WORD
    return WORDS.get(str(value)) or (minus(str(value)) if NUMERAL.fullmatch(str(value)) else str(value))
