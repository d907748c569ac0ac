"""A year for tests: people in the roles that tests need, a small scheme or a built-in one, its facts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from kaoping.actions.adopt_scheme import SchemeText, adopt_scheme, built_in_scheme
from kaoping.actions.appoint import appoint
from kaoping.actions.compute_run import compute_run
from kaoping.actions.confirm_reading import confirm_reading
from kaoping.actions.create_assessment import create_assessment
from kaoping.actions.create_person import create_person
from kaoping.actions.import_facts import import_facts
from kaoping.actions.open_entry import open_entry
from kaoping.actions.release_run import release_run
from kaoping.actions.set_up_administrators import set_up_administrators
from kaoping.core.facts import Facts
from kaoping.demonstration import demonstration_facts
from kaoping.files.facts import plain_facts
from kaoping.records import clock
from kaoping.records.models import Assessment, Fact, Person, SchemeVersion, UnitEntry
from kaoping.records.options import Options
from kaoping.records.queries import schemes
from kaoping.records.queries.facts import current, facts_of
from kaoping.records.queries.schemes import settled_now
from kaoping.records.roles import Role
from kaoping.schemes.read import read

SMALL = """
format: kaoping/scheme/1
id: small
title: 示例方案
points: 100
groups: [{id: all, name: 全部}]
units: [{id: u-2, name: 示例单位2, group: all}]
assessors: [{id: audit, name: 审计局}, {id: law, name: 司法局, unit: u-2}]
rounding: {at: {by_reading: rounding, total: total, item: item}, digits: 2}
readings:
  - id: rounding
    question: 每项取整，还是总分取整？
    default: total
    alternatives: [{id: total, says: 总分}, {id: item, says: 每项}]
items:
  - {id: done, name: 完成, points: 60, assessors: [audit], rule: {kind: shortfall}}
  - {id: given, name: 评分, points: 30, assessors: [law], rule: {kind: appraisal}}
  - {id: calls, name: 投诉, points: 10, assessors: [audit], zero_report: true,
     rule: {kind: tally, rows: events, points: 1}}
awards: [{id: advanced, name: 先进单位, share: "34%"}]
"""
# The same with two items that rest on ratings: by whoever was asked, and by groups that the scheme names.
RATED = SMALL.replace("points: 100", "points: 115").replace(
    "awards:",
    """  - {id: survey, name: 群众评议, assessors: [audit], points: 10, rule: {kind: rating}}
  - id: experts
    name: 专家评议
    assessors: [law]
    points: 5
    rule: {kind: rating, weights: {专家: "0.6", 代表: "0.4"}}
awards:""",
)
UNDECLARED = Options(require_declared=False)
WEDNESDAY = date(2021, 1, 13)
UNITS = [{"id": f"u-{number}", "name": f"示例单位{number}", "group": "all"} for number in (1, 2, 3)]


def small_facts(**more: list[dict[str, str]]) -> dict[str, Any]:
    """A complete facts file for the small scheme; the first unit has two complaints."""
    values = [
        {"unit": unit["id"], "item": item, "name": name, "value": value}
        for unit, actual in zip(UNITS, ("90", "70", "80"), strict=True)
        for item, name, value in (("done", "target", "100"), ("done", "actual", actual), ("given", "given", "27.5"))
    ]
    events = [{"unit": "u-1", "item": "calls", "on": f"2020-0{month}-01", "note": "示例"} for month in (3, 4)]
    tables = {"units": UNITS, "values": values, "events": events, **more}
    return {"format": "kaoping/facts/1", "scheme": "small", **tables}


def rated_facts() -> dict[str, Any]:
    """The same with ratings."""
    groups = (("survey", "居民"), ("experts", "专家"), ("experts", "代表"))
    ratings = [
        {"unit": unit["id"], "item": item, "rater_group": group, "value": "80", "raters": "40", "asked": "50"}
        for unit in UNITS
        for item, group in groups
    ]
    return small_facts(ratings=ratings)


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
        return self.assessment.units.get(code="u-1")

    def facts(self, entry: int | None = None) -> Facts:
        """The facts now, or as of a line of the journal."""
        return facts_of(self.assessment, settled_now(self.assessment), entry)

    def value(self, unit: str, item: str, name: str) -> Fact:
        """The fact that counts for a value."""
        return current(self.assessment).get(table="values", unit=unit, item=item, name=name)

    def join(self, username: str, role: Role, unit: str | None = None, assessor: str = "") -> Person:
        """Somebody else with a role."""
        made = create_person(person("system"), username, username)
        at = self.assessment.units.get(code=unit) if unit else None
        appoint(person("security"), made, role, self.assessment, unit=at, assessor=assessor)
        return made


def person(username: str) -> Person:
    """Somebody who is known."""
    return Person.objects.get(username=username)


def on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """It is noon of a day in Shanghai."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    monkeypatch.setattr(clock, "now", lambda: noon)


def begun(
    folder: Path, content: dict[str, Any] | None = None, options: Options | None = None, scheme: str = ""
) -> Year:
    """A year with the small scheme and its facts; its reading is not confirmed, nothing is scored."""
    assessment, office, group = founded(options)
    version = adopt_scheme(office, assessment, SchemeText(scheme or SMALL))
    import_facts(office, assessment, written(folder, content or small_facts()))
    head = create_person(person("system"), "head", "负责人示例")
    appoint(person("security"), head, "unit_head", assessment, unit=assessment.units.get(code="u-1"))
    return Year(assessment, version, office, head, group)


def opened(folder: Path, scheme: str = "", options: Options | None = None) -> Year:
    """The same, open for entry."""
    year = begun(folder, options=options, scheme=scheme)
    open_entry(year.office, year.assessment)
    return year


def released(folder: Path, content: dict[str, Any] | None = None, scheme: str = "") -> Year:
    """The same, scored once and released."""
    year = begun(folder, content, scheme=scheme)
    confirm_all(year.office, year.version)
    release_run(year.office, compute_run(year.office, year.assessment))
    return year


def released_on_wednesday(folder: Path) -> Year:
    """The same, all of it on a Wednesday in January."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        on(monkeypatch, WEDNESDAY)
        return released(folder)


def rated_on_wednesday(folder: Path) -> Year:
    """The same with the items that rest on ratings."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        on(monkeypatch, WEDNESDAY)
        return released(folder, rated_facts(), RATED)


def founded(options: Options | None = None) -> tuple[Assessment, Person, Person]:
    """An assessment with nothing in it, its office and its leading group; it asks for no zero reports."""
    set_up_administrators()
    system, security = person("system"), person("security")
    assessment = create_assessment(system, 2020, "示例考评", options=options or UNDECLARED)
    office = create_person(system, "office", "考核办示例")
    group = create_person(system, "group", "领导小组示例")
    appoint(security, office, "office", assessment)
    appoint(security, group, "leading_group", assessment)
    return assessment, office, group


def with_demonstration(folder: Path, scheme: str) -> tuple[Assessment, Person]:
    """The demonstration year of a built-in scheme, and the office."""
    assessment, office, _ = founded()
    adopt_scheme(office, assessment, built_in_scheme(scheme))
    import_facts(office, assessment, written(folder, plain_facts(demonstration_facts(scheme), read(scheme))))
    return assessment, office


def written(folder: Path, content: dict[str, Any], name: str = "facts.json") -> Path:
    """A facts file."""
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def confirm_all(office: Person, version: SchemeVersion) -> None:
    """Confirms every reading as it is by default."""
    for reading in schemes.scheme_file(version).readings:
        confirm_reading(office, version, reading.id, reading.default)
