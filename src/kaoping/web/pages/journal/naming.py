"""What a line of the journal tells, with the names of its ids: the line itself has the ids, and keeps them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kaoping.core.text import Language, Text
from kaoping.files.facts.tables import TABLES
from kaoping.records.queries.journal_names import BY_BODY, BY_PLACE, BY_SUBJECT, Names
from kaoping.reports.naming import shortened

# The fields that hold ids, by what they are ids of.
UNITS, BODIES, PLACES, TYPES = ("unit", "units"), ("assessor", "body", "by"), ("item", "veto"), ("type", "completion")

REVIEW = Text("复核", "review")
TABLES_NAMED = {table.name.zh: table.name for table in TABLES.values()}
# How actions name a review, the scheme of an assessment, and a row that nothing else tells apart.
OF_REVIEW = re.compile(r"(.+) (\S+) 复核")
OF_SCHEME = re.compile(r"(.+) (\S+ 第\d+版)")
OF_ROW = re.compile(r"r-[0-9a-f]{8,}")
WITH_PLACE = 2


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
        subject, action = str(line["subject"]), line["action"]
        if action in BY_BODY:
            return "、".join(self.body(one) for one in subject.split("、"))
        if action in BY_SUBJECT:
            return self._about(subject)
        table, _, rest = subject.partition(" ")
        code, _, more = rest.partition(" ")
        if action != BY_PLACE or table not in TABLES:
            return subject
        item, _, file = more.partition(" ")
        return f"{TABLES[table].name.in_language(self.language)} · {self.unit(code)} · {self.place(item, code)} {file}"

    def _about(self, subject: str) -> str:
        """A subject that names a review, a scheme, or a row of facts by its table, unit, item and name."""
        review = OF_REVIEW.fullmatch(subject)
        if review:
            return f"{review[1]} · {self.place(review[2], '')} · {self._said(REVIEW)}"
        scheme = OF_SCHEME.fullmatch(subject)
        if scheme:
            return f"{scheme[1]} · {self.scheme(scheme[2])}"
        table, *others = subject.split(" · ")
        if table not in TABLES_NAMED or len(others) < WITH_PLACE:
            return subject
        unit, place, *rest = others
        item, _, title = place.partition(" ")
        names = [self.value(item, one) or one for one in rest if not OF_ROW.fullmatch(one)]
        where = place if title else self.place(item, "")
        return " · ".join(
            part for part in (TABLES_NAMED[table].in_language(self.language), unit, where, *names) if part
        )

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
        own = row.get("rater_group") or (
            "" if self.value(item, str(row.get("name"))) else row.get("name") if item else ""
        )
        parts = (self.unit(unit), self.place(place, unit), own, "" if place else row.get("id"))
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

    def value(self, item: str, name: str) -> str:
        """What a value is called; empty where nobody knows."""
        return self._said(self.names.values.get((item, name)) or self.names.values.get(("", name)))

    def scheme(self, version: str) -> str:
        """A version of a scheme by its title."""
        one, _, number = version.partition(" ")
        return f"{self._said(self.names.schemes.get(one)) or one} {number}".strip()

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
        found = {key: self._field(key, one, row) for key, one in row.items()}
        item, name, file = row.get("item"), row.get("name"), self.names.files.get(str(row.get("sha256", "")))
        says = self.value(item, name) if isinstance(item, str) and isinstance(name, str) else ""
        if says and "value" in row:
            # A value is told as 评分：5.9, not by the name that it has in files.
            found = {says if key == "value" else key: one for key, one in found.items() if key != "name"}
        elif says:
            found["name"] = says
        return {"file": file, **found} if file else found

    def _field(self, key: str, one: object, row: Mapping[str, object]) -> object:
        if isinstance(one, list) and key in UNITS:
            return [self.unit(code) if isinstance(code, str) else code for code in one]
        if isinstance(one, list) and key == "evidence":
            return [self._with(self.names.files.get(str(file), ""), str(file)) for file in one]
        if not isinstance(one, str) or not one:
            return self.named(one)
        if key in UNITS:
            return self.unit(one)
        if key in BODIES:
            return self.body(one)
        if key in TYPES:
            return self._with(self._said(self.names.types.get(one)), one)
        if key == "group":
            return self._with(self._said(self.names.groups.get(one)), one)
        if key == "line":
            # A line of a result is named by its item, and what of it.
            return self._with(self._said(self.names.places.get(one.rpartition(".")[0])), one)
        if key == "scheme":
            return self.scheme(one)
        return self.place(one, str(row.get("unit", ""))) if key in PLACES else one

    def _said(self, text: Text | None) -> str:
        return text.in_language(self.language) if text else ""

    @staticmethod
    def _with(name: str, one: str) -> str:
        return f"{name}（{one}）" if name and name != one else one
