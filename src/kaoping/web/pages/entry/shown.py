"""How a value stands in a field: what is kept, in the words and numerals that people type."""

from __future__ import annotations

from kaoping.core.line import Ask
from kaoping.core.numbers import written
from kaoping.core.text import Language, Text, verbatim
from kaoping.core.words import NO_WORD, WORDS, YES_WORD
from kaoping.files.facts.values import bound
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact

RANGE, AT_LEAST, AT_MOST = (
    Text("{low}～{high}", "{low} to {high}"),
    Text("≥{low}", "≥{low}"),
    Text("≤{high}", "≤{high}"),
)
DATE = Text("日期", "date")


def shown_value(fact: Fact | None, language: Language) -> str:
    """The value of a fact as its field shows it; empty where nothing counts."""
    if fact is None or fact.state == "withdrawn":
        return ""
    value = parsed(fact.content)["value"]
    if isinstance(value, bool):
        return (YES_WORD if value else NO_WORD).in_language(language)
    return WORDS.get(value, verbatim(str(value))).in_language(language)


def shown_reason(fact: Fact | None) -> str:
    """The reason beside a value."""
    return str(parsed(fact.content).get("reason", "")) if fact and fact.state != "withdrawn" else ""


def choices_of(ask: Ask, language: Language) -> tuple[str, ...]:
    """The words to choose from; none where something else is asked for."""
    if ask.form == "yes_no":
        return YES_WORD.in_language(language), NO_WORD.in_language(language)
    words = (WORDS.get(one, verbatim(one)) for one in ask.choices)
    return tuple(one.in_language(language) for one in words) if ask.form == "choice" else ()


def limits(ask: Ask, language: Language) -> str:
    """What may be typed, in few words: 0～3, 是／否."""
    choices = choices_of(ask, language)
    if choices:
        return " / ".join(choices)
    if ask.form == "date":
        return DATE.in_language(language)
    low, high = bound(ask.low), bound(ask.high)
    if low is not None and high is not None:
        found = RANGE.with_values(low=written(low), high=written(high)).in_language(language)
    elif low is not None:
        found = AT_LEAST.with_values(low=written(low)).in_language(language)
    else:
        found = "" if high is None else AT_MOST.with_values(high=written(high)).in_language(language)
    return f"{found} {ask.measure}".strip()
