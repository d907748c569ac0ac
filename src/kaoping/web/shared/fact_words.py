"""What a fact says, in words: its table, its fields, its values."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kaoping.core.program import Program
from kaoping.core.text import Language, Text, say
from kaoping.core.words import FIELD_NAMES, NO_WORD, WORDS, YES_WORD
from kaoping.files.facts.tables import TABLES
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact
from kaoping.reports.amounts import minus

NUMERAL = re.compile(r"-[\d./]+")
PAIR = Text("{name} {value}", "{name} {value}")
# What addresses a row rather than saying something about it.
ADDRESSING = frozenset({"unit", "item", "name", "id", "evidence"})


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
