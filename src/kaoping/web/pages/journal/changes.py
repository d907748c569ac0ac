"""What a line of the journal changed, in words: a label, what it was, what it became."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kaoping.core.text import Language, Text
from kaoping.core.words import NO_WORD, YES_WORD
from kaoping.records.canonical import canonical, parsed
from kaoping.records.queries.journal_names import NO_NAMES, Names
from kaoping.web.pages.journal.labels import (
    ABOUT,
    AGREED,
    AGREEING,
    LABELS,
    LAST,
    LEADS_TO,
    NOT_AGREED,
    STATE,
    VALUES,
    VERBATIM,
    WHOLES,
)
from kaoping.web.pages.journal.naming import Naming

ARROW, COLON, COMMA, SEMICOLON = " → ", Text("：", ": "), Text("，", ", "), Text("；", "; ")
GONE, ADDED = Text("删去", "taken out"), Text("新增", "new")
NOTHING = Text("（空）", "(nothing)")
# What tells rows of one kind apart.
ADDRESS = ("unit", "item", "veto", "name", "by", "rater_group", "year", "award", "body", "person", "role", "id")
# What lies before these are pairs of a row before and after, each on its own.
OF_PAIRS = ("decide_review",)


@dataclass(frozen=True)
class Changed:
    """One thing that a line changed."""

    label: str
    was: str
    became: str
    colon: str = COLON.zh

    @property
    def says(self) -> str:
        """名称：甲 → 乙; what was not there before is only named."""
        change = ARROW.join(part for part in (self.was, self.became) if part)
        return f"{self.label}{self.colon}{change}"


def changes(
    was: str, became: str, language: Language, names: Names = NO_NAMES, action: str = "", *, why: str = ""
) -> tuple[Changed, ...]:
    """What differs between two JSON texts; empty texts are not shown to this reader."""
    before, after = (parsed(text) if text else None for text in (was, became))
    told = _Telling(Naming(names, language), language, action).changes(before, after)
    colon = COLON.in_language(language)
    refused = _in(language, NOT_AGREED)
    return tuple(
        replace(one, became=f"{refused}{colon}{why}" if why and one.became == refused else one.became, colon=colon)
        for one in told
    )


@dataclass(frozen=True)
class _Telling:
    """One line, told to one reader."""

    naming: Naming
    language: Language
    action: str

    def changes(self, before: object, after: object) -> Iterator[Changed]:
        if self.action in OF_PAIRS and isinstance(before, list):
            for old, new in before:
                yield from self._pair(old, new)
            before = None
        if isinstance(before, dict) or isinstance(after, dict):
            yield from self._of_fields(before, after)
        elif isinstance(before, list) or isinstance(after, list):
            yield from self._of_rows(*(one if isinstance(one, list) else [] for one in (before, after)))
        elif before != after:
            yield Changed(_in(self.language, WHOLES.get(self.action, STATE)), self._there(before), self._there(after))

    def _of_fields(self, before: object, after: object, place: str = "") -> Iterator[Changed]:
        if isinstance(before, str) and isinstance(after, dict):
            # Where the state stays as it was, nothing is to be said about it.
            state = {"state": after.get("state", LEADS_TO.get(self.action, before))}
            before, after = {"state": before}, {**state, **after}
        old, new = (self._told(one) for one in (before, after))
        for key in ordered([*old, *new]):
            was, became = old.get(key), new.get(key)
            if was != became and (was or became or isinstance(became, bool)):
                gone = NOTHING if was not in (None, "", []) else Text("", "")
                label = " · ".join(part for part in (place, labelled(key, self.language)) if part)
                yield Changed(label, self._there(was, key), self._there(became, key) or _in(self.language, gone))

    def _of_rows(self, old: list[Any], new: list[Any]) -> Iterator[Changed]:
        """Of rows, those that came and went; a row that stands for another in its place, by what differs."""
        had, has = ({canonical(one) for one in rows} for rows in (old, new))
        gone = [one for one in old if canonical(one) not in has]
        came = [one for one in new if canonical(one) not in had]
        instead = _paired(gone, came)
        for row in gone:
            yield from self._pair(row, instead.get(_address(row)))
        for row in came:
            if _address(row) not in instead:
                yield from self._pair(None, row)

    def _pair(self, old: object, new: object) -> Iterator[Changed]:
        if isinstance(old, dict) and isinstance(new, dict):
            yield from self._of_fields(old, new, "" if self.action in OF_PAIRS else self.naming.address(new))
        elif old is not None:
            yield Changed(_in(self.language, GONE), self._said(old), "")
        elif new is not None:
            yield Changed(_in(self.language, ADDED), "", self._said(new))

    def _told(self, value: object) -> dict[str, object]:
        found = self.naming.told(value, self.action)
        return found if isinstance(found, dict) else {}

    def _said(self, row: object) -> str:
        return said(self.naming.named(row), self.language)

    def _there(self, value: object, key: str = "") -> str:
        return "" if value is None else said(value, self.language, key)


def _paired(gone: Iterable[object], came: Iterable[object]) -> Mapping[str, object]:
    """What stands instead of what, by their addresses; where several share one, nobody knows which is which."""
    was, became = (Counter(_address(one) for one in rows) for rows in (gone, came))
    return {at: one for one in came if (at := _address(one)) and was[at] == became[at] == 1}


def _address(row: object) -> str:
    if not isinstance(row, dict):
        return ""
    keys = ("id",) if "id" in row and "unit" not in row else ADDRESS
    found = {key: row[key] for key in keys if row.get(key)}
    return canonical(found) if found else ""


def ordered(keys: Iterable[str]) -> list[str]:
    """Fields in the order in which they are told."""
    return sorted(dict.fromkeys(keys), key=lambda key: (key in LAST, key not in AGREEING, key not in ABOUT))


def labelled(key: str, language: Language) -> str:
    """What a field is called."""
    return LABELS[key].in_language(language) if key in LABELS else key


def said(value: object, language: Language, key: str = "") -> str:
    """A JSON value in words, as that of a field."""
    if isinstance(value, bool):
        yes, no = (AGREED, NOT_AGREED) if key in AGREEING else (YES_WORD, NO_WORD)
        return _in(language, yes if value else no)
    if isinstance(value, dict):
        parts = [(one, said(value[one], language, one)) for one in ordered(value) if value[one] not in (None, "")]
        colon = COLON.in_language(language)
        return _in(language, COMMA).join(f"{labelled(one, language)}{colon}{says}" for one, says in parts)
    if isinstance(value, list):
        return _in(language, SEMICOLON).join(said(one, language) for one in value if one is not None)
    if isinstance(value, str):
        if key in VERBATIM:
            return value
        if value.startswith(("{", "[")):
            return said(_opened(value), language)
        return VALUES[value].in_language(language) if value in VALUES else value
    return "" if value is None else str(value)


def _in(language: Language, text: Text) -> str:
    return text.in_language(language)


def _opened(text: str) -> object:
    """A row that was kept as JSON inside JSON; words that only look like it stay words."""
    try:
        return parsed(text)
    except ValueError:
        return f" {text}"
