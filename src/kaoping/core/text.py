"""A sentence in Chinese and English, written side by side so that neither can be forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from kaoping.core.numbers import decimal_places, fixed, rounded, written

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True)
class Text:
    """One sentence in both languages; `{name}` in it stands for a value (a number, a word, another Text)."""

    zh: str
    en: str
    values: Mapping[str, object] = field(default_factory=dict)

    def with_values(self, **values: object) -> Text:
        """The same sentence with (more of) its blanks filled."""
        return Text(self.zh, self.en, {**self.values, **values})

    def without_values(self) -> Text:
        """The sentence with its blanks left open, as the name of a line that knows no unit."""
        known = {name: value for name, value in self.values.items() if isinstance(value, (str, Text, Fraction, int))}
        return Text(self.zh, self.en, {**dict.fromkeys(self.values, "…"), **known})

    def in_language(self, language: Language) -> str:
        """The sentence as a reader of that language sees it."""
        pattern = self.zh if language == "zh" else self.en
        if not self.values:
            return pattern
        return pattern.format_map({name: say(value, language) for name, value in self.values.items()})


def say(value: object, language: Language) -> str:
    """A value as it stands inside a sentence: numbers exactly, lists with the language's comma."""
    if isinstance(value, Text):
        return value.in_language(language)
    if isinstance(value, Fraction):
        return _said(value, language)
    if isinstance(value, (list, tuple)):
        return ("、" if language == "zh" else ", ").join(say(part, language) for part in value)
    return str(value)


def _said(number: Fraction, language: Language) -> str:
    """A number exactly, and one without a finite decimal with its approximation."""
    if decimal_places(number) is not None:
        return written(number)
    near = fixed(rounded(number, 4), 4)
    return f"{written(number)}（≈{near}）" if language == "zh" else f"{written(number)} (≈{near})"


def verbatim(words: str) -> Text:
    """Words of a document or a name, the same in every language."""
    return Text("{words}", "{words}", {"words": words})


def choose_from(known: Iterable[object]) -> Text:
    """What there is to choose from; in quotation marks where a choice holds the comma that the list is joined by."""
    words = [one if isinstance(one, Text) else verbatim(str(one)) for one in known]
    if any("、" in one.in_language("zh") or ", " in one.in_language("en") for one in words):
        words = [Text("“{word}”", "“{word}”", {"word": one}) for one in words]
    return Text("可选：{known}。", "Choose from: {known}.", {"known": words})
