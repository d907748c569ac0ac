"""A year for tests: people in every role that the tests need, a scheme, the demonstration facts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from kaoping.actions.adopt_scheme import adopt_scheme, built_in_scheme
from kaoping.actions.appoint import appoint
from kaoping.actions.confirm_reading import confirm_reading
from kaoping.actions.create_assessment import create_assessment
from kaoping.actions.create_person import create_person
from kaoping.actions.import_facts import import_facts
from kaoping.actions.set_up_administrators import set_up_administrators
from kaoping.demonstration import demonstration_facts
from kaoping.files.facts import plain_facts
from kaoping.records.models import Assessment, Person, SchemeVersion, UnitEntry
from kaoping.records.options import Options
from kaoping.records.queries import schemes
from kaoping.records.roles import Role
from kaoping.schemes.read import read

SCHEME = "beijing-stations-2020"
UNIT = "sl-01"


@dataclass(frozen=True)
class Year:
    """An assessment under way, and its people."""

    assessment: Assessment
    version: SchemeVersion
    office: Person
    head: Person
    leading_group: Person

    @property
    def unit(self) -> UnitEntry:
        """The unit of the head."""
        return self.assessment.units.get(code=UNIT)

    def person(self, username: str, role: Role, unit: str | None = None, assessor: str = "") -> Person:
        """Somebody else with a role."""
        made = create_person(person("system"), username, username)
        at = self.assessment.units.get(code=unit) if unit else None
        appoint(person("security"), made, role, self.assessment, unit=at, assessor=assessor)
        return made


def person(username: str) -> Person:
    """Somebody who is known."""
    return Person.objects.get(username=username)


def begun(folder: Path, scheme: str = SCHEME, options: Options | None = None) -> Year:
    """A year with its scheme and facts; no reading is confirmed, nothing is scored."""
    set_up_administrators()
    system, security = person("system"), person("security")
    assessment = create_assessment(system, 2020, "示例考评", options=options)
    office = create_person(system, "office", "考核办示例")
    group = create_person(system, "group", "领导小组示例")
    appoint(security, office, "office", assessment)
    appoint(security, group, "leading_group", assessment)
    version = adopt_scheme(office, assessment, built_in_scheme(scheme))
    import_facts(office, assessment, facts_file(folder, scheme))
    head = create_person(system, "head", "负责人示例")
    unit = assessment.units.filter(code=UNIT).first() or assessment.units.first()
    appoint(security, head, "unit_head", assessment, unit=unit)
    return Year(assessment, version, office, head, group)


def facts_file(folder: Path, scheme: str = SCHEME) -> Path:
    """The demonstration year as a facts file."""
    path = folder / f"{scheme}.json"
    content = plain_facts(demonstration_facts(scheme), read(scheme))
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def confirm_all(year: Year) -> None:
    """Confirms every reading as it is by default."""
    for reading in schemes.scheme_file(year.version).readings:
        confirm_reading(
            year.office, year.version, reading.id, schemes.settled_now(year.assessment).choices[reading.id].written
        )
