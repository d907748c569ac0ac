"""What a line of the journal tells, with the names of its ids: the line itself has the ids, and keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kaoping.core.text import Language, Text
from kaoping.files.facts.tables import TABLES
from kaoping.records.queries.journal_names import BY_BODY, BY_PLACE, Names
from kaoping.reports.naming import shortened

# The fields that hold ids, by what they are ids of.
UNITS, BODIES, PLACES, TYPES = ("unit", "units"), ("assessor", "body", "by"), ("item", "veto"), ("type", "completion")


@dataclass(frozen=True)
class Naming:
    """The names of an assessment for one reader."""

    names: Names
    language: Language

    def told(self, value: object, action: str) -> object:
        """What was before a change or after it, with names."""
        if action in BY_BODY and isinstance(value, dict):
            return {self.body(key): one for key, one in value.items()}
        if isinstance(value, dict) and isinstance(value.get("readings"), dict):
            # Each stands on a line of its own: there are as many as a document leaves open.
            rest = {key: one for key, one in value.items() if key != "readings"}
            return {**self._row(rest), **self.readings(value["readings"])}
        return self.named(value)

    def subject(self, line: Mapping[str, Any]) -> str:
        """What a line is about; where it names a table, a unit and an item, or bodies, by their ids, by their names."""
        subject = str(line["subject"])
        if line["action"] in BY_BODY:
            return "、".join(self.body(one) for one in subject.split("、"))
        table, _, rest = subject.partition(" ")
        code, _, more = rest.partition(" ")
        if line["action"] != BY_PLACE or table not in TABLES:
            return subject
        item, _, file = more.partition(" ")
        return f"{TABLES[table].name.in_language(self.language)} · {self.unit(code)} · {self.place(item, code)} {file}"

    def named(self, value: object) -> object:
        """A JSON value in which ids stand with their names."""
        if isinstance(value, list):
            return [self.named(one) for one in value]
        if not isinstance(value, dict):
            return value
        return self._row(value)

    def address(self, row: Mapping[str, object]) -> str:
        """Where a row stands: its unit, its item, and whose it is."""
        unit, item = (str(row.get(key) or "") for key in ("unit", "item"))
        place = item or str(row.get("veto") or "")
        parts = (self.unit(unit), self.place(place, unit), row.get("rater_group"), "" if place else row.get("id"))
        return " · ".join(str(part) for part in parts if part)

    def unit(self, code: str) -> str:
        """A unit by its name and its code; by its code alone where nobody knows it any more."""
        return self._with(self.names.units.get(code, ""), code)

    def body(self, one: str) -> str:
        """A body, likewise."""
        return self._with(self._said(self.names.bodies.get(one)), one)

    def place(self, address: str, unit: str) -> str:
        """An item, a checkpoint, a veto, or a task of the unit, likewise."""
        task = self.names.tasks.get((unit, address), "")
        return self._with(shortened(task or self._said(self.names.places.get(address))), address)

    def readings(self, chosen: Mapping[str, object]) -> dict[str, object]:
        """Readings by their questions, and what was chosen for each."""
        found: dict[str, object] = {}
        for name, choice in chosen.items():
            reading = self.names.readings.get(name)
            taken = reading.alternative(choice) if reading and isinstance(choice, str) else None
            question = self._said(Text(reading.question, reading.english or reading.question)) if reading else ""
            says = self._said(Text(taken.says, taken.english or taken.says)) if taken else ""
            found[self._with(question, name)] = self._with(says, choice) if isinstance(choice, str) else choice
        return found

    def _row(self, row: Mapping[str, object]) -> dict[str, object]:
        return {key: self._field(key, one, row) for key, one in row.items()}

    def _field(self, key: str, one: object, row: Mapping[str, object]) -> object:
        if isinstance(one, list) and key in UNITS:
            return [self.unit(code) if isinstance(code, str) else code for code in one]
        if not isinstance(one, str) or not one:
            return self.named(one)
        if key in UNITS:
            return self.unit(one)
        if key in BODIES:
            return self.body(one)
        if key in TYPES:
            return self._with(self._said(self.names.types.get(one)), one)
        return self.place(one, str(row.get("unit", ""))) if key in PLACES else one

    def _said(self, text: Text | None) -> str:
        return text.in_language(self.language) if text else ""

    @staticmethod
    def _with(name: str, one: str) -> str:
        return f"{name}（{one}）" if name and name != one else one
