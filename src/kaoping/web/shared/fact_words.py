"""What a fact says, in words: its table, its fields, its values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from kaoping.core.days import day_text
from kaoping.core.program import Program
from kaoping.core.text import Language, Text, say
from kaoping.core.words import FIELD_NAMES, NO_WORD, WORDS, YES_WORD
from kaoping.files.facts.tables import TABLES
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact
from kaoping.reports.amounts import minus
from kaoping.reports.naming import checkpoint_name
from kaoping.schemes.assessment import root_of

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMERAL = re.compile(r"-[\d./]+")
PAIR = Text("{name} {value}", "{name} {value}")
AT = Text("{point}：{says}", "{point}: {says}")
NO_WORDS: Mapping[str, Text] = {}
# What addresses a row rather than saying something about it.
ADDRESSING = frozenset({"unit", "item", "name", "id", "evidence"})


def says_of(
    fact: Fact,
    program: Program | None,
    language: Language,
    words: Mapping[str, Text] = NO_WORDS,
    but: frozenset[str] = frozenset(),
) -> str:
    """What a fact says, in words: its table, its checkpoint and its fields, but for some.

    `words` name what a scheme calls by ids, such as types of tasks.
    """
    told = parsed(fact.content)
    known = {**_options(fact, program), **words}
    named = [
        _pair(field_named(fact, program, key), known.get(str(told[key])) or value_said(told[key]), language)
        for key in fields_of(fact, told)
        if (fact.table, key) != ("values", "value") and key not in but
    ]
    if fact.table == "values":
        return say([value_says(fact, program, language), *named], language)
    says = f"{TABLES[fact.table].name.in_language(language)} {say(named, language)}"
    return _at_checkpoint(fact, program, says, language)


def value_says(fact: Fact, program: Program | None, language: Language) -> str:
    """What a single value says: at which checkpoint, what was asked for, the value with its measure."""
    ask = program.asks.get((fact.item, fact.name)) if program else None
    value = f"{say(value_said(parsed(fact.content).get('value')), language)}{ask.measure if ask else ''}"
    return _at_checkpoint(fact, program, _pair(ask.label if ask else fact.name, value, language), language)


def _at_checkpoint(fact: Fact, program: Program | None, says: str, language: Language) -> str:
    point = checkpoint_name(program, fact.item) if program else None
    return AT.with_values(point=_unended(point, language), says=says).in_language(language) if point else says


def _pair(name: Text | str, value: Text | str, language: Language) -> str:
    return PAIR.with_values(name=name, value=_unended(value, language)).in_language(language)


def _unended(words: Text | str, language: Language) -> str:
    """Words inside a sentence, without a full stop of their own."""
    return say(words, language).rstrip("。")


def _options(fact: Fact, program: Program | None) -> dict[str, Text]:
    """How the scheme calls the severities and clauses that rows of this table may name at this item."""
    item = program.item.get(root_of(program, fact.item)) if program else None
    forms = [form for form in item.rows if form.table == fact.table] if item else []
    return {option.id: option.name for form in forms for option in form.options}


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
    if DAY.fullmatch(str(value)):
        with suppress(ValueError):  # a note may look like a day that there is not
            return day_text(date.fromisoformat(str(value)))
    return WORDS.get(str(value)) or (minus(str(value)) if NUMERAL.fullmatch(str(value)) else str(value))
