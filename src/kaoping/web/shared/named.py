"""Units, items and words of facts by their names, as lists and headings print them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kaoping.core.facts import Facts
from kaoping.core.text import Language, Text, say, verbatim
from kaoping.core.words import FIELD_NAMES, NO_WORD, WORDS, YES_WORD
from kaoping.files.facts.accepted import Accepted, accepted
from kaoping.files.facts.tables import TABLES
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact
from kaoping.reports.amounts import minus
from kaoping.reports.naming import checkpoint_name, item_title, unit_name
from kaoping.schemes.assessment import root_of
from kaoping.schemes.model import Scheme
from kaoping.schemes.read import Settled
from kaoping.web.shared.dates import day_said

# What tells where a row stands; everything else is what it says.
ADDRESS = ("unit", "item", "veto", "name", "id")
VALUE = Text("{label}：{value}", "{label}: {value}")
CLAIMED = Text("申报分值", "points claimed")
DAYS = frozenset({"on", "reported", "mended"})


@dataclass(frozen=True)
class Named:
    """The names of what facts are about."""

    settled: Settled
    facts: Facts
    language: Language

    @cached_property
    def forms(self) -> Mapping[str, Accepted]:
        """What the facts of every unit may say."""
        return accepted(self.settled.scheme, self.facts)

    @cached_property
    def units(self) -> Mapping[str, str]:
        """The units' names by their codes, in the order of the register."""
        return {unit.id: unit_name(unit) for unit in self.facts.units}

    def unit(self, code: str) -> str:
        """A unit's name."""
        return self.units.get(code, code)

    def place(self, unit: str, address: str) -> str:
        """An item, an item with its checkpoint, or a veto."""
        veto = next((one for one in self.settled.scheme.vetoes if one.id == address), None)
        if veto is not None:
            return self.said(Text(f"{veto.number} {veto.name}".strip(), veto.english or veto.name))
        form = self.forms.get(unit) or next(iter(self.forms.values()), None)
        if form is None:
            return address
        item = form.program.item.get(root_of(form.program, address))
        point = checkpoint_name(form.program, address)
        title = item_title(item) if item else address
        return f"{title} · {self.said(point)}" if point else title

    def told(self, fact: Fact) -> list[tuple[str, str]]:
        """What a fact says, field by field."""
        columns = TABLES[fact.table].column
        content = parsed(fact.content)
        return [
            (self.label(fact, key), self.word(fact, key)) for key in columns if key in content and key not in ADDRESS
        ]

    def label(self, fact: Fact, key: str) -> str:
        """The heading of a field; of a value what is asked for."""
        form = self.forms.get(fact.unit)
        ask = form.program.asks.get((fact.item, fact.name)) if form and fact.table == "values" else None
        if key == "value" and ask is not None:
            return self.said(ask.label)
        if (fact.table, fact.state, key) == ("claims", "proposed", "points"):
            return self.said(CLAIMED)
        return self.said(FIELD_NAMES.get(key) or TABLES[fact.table].column[key].name)

    def word(self, fact: Fact, key: str) -> str:
        """What stands in a field."""
        value = parsed(fact.content).get(key, "")
        if isinstance(value, bool):
            return self.said(YES_WORD if value else NO_WORD)
        if key in DAYS and value:
            return day_said(date.fromisoformat(str(value)), self.language)
        return minus(str(value)) if key in ("points", "value") and value not in WORDS else self.option(fact, str(value))

    def option(self, fact: Fact, word: str) -> str:
        """A severity, a clause, a finder by its name."""
        form = self.forms.get(fact.unit)
        place = form.row_forms.get(fact.table, {}).get(fact.item) if form else None
        names = {one.id: one.name for one in place.options} if place else {}
        return say(names.get(word) or WORDS.get(word, verbatim(word)), self.language)

    def said(self, text: Text) -> str:
        """A sentence in the reader's language."""
        return text.in_language(self.language)


def body_names(scheme: Scheme, language: Language) -> dict[str, str]:
    """The names of the bodies by their ids."""
    return {one.id: one.name if language == "zh" else one.english or one.name for one in scheme.assessors}
