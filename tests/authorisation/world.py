"""One database with everybody and everything in it that the policy speaks of: four assessments, one in each stage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from django.test import Client

from kaoping.actions.adopt_scheme import SchemeText, adopt_scheme
from kaoping.actions.appoint import appoint
from kaoping.actions.compute_run import compute_run
from kaoping.actions.countersign_on_paper import countersign_on_paper
from kaoping.actions.create_assessment import create_assessment
from kaoping.actions.create_person import create_person
from kaoping.actions.draft_task_list import draft_task_list
from kaoping.actions.entrust import Sent, job_of
from kaoping.actions.file_review import file_review
from kaoping.actions.freeze import freeze
from kaoping.actions.import_facts import import_facts
from kaoping.actions.issue_sign_in_link import issue_sign_in_link
from kaoping.actions.open_entry import open_entry
from kaoping.actions.publish import publish
from kaoping.actions.release_run import release_run
from kaoping.actions.send_task_list import send_task_list
from kaoping.actions.set_up_administrators import set_up_administrators
from kaoping.actions.tests.year import SMALL, confirm_all, person, written
from kaoping.records.models import Assessment, Person
from kaoping.records.options import Options
from kaoping.records.roles import Role

Stage = Literal["entry", "review", "frozen", "published"]
STAGES: tuple[Stage, ...] = get_args(Stage)

TWO_GROUPS = SMALL.replace("groups: [{id: all, name: 全部}]", "groups: [{id: all, name: 甲组}, {id: rest, name: 乙组}]")
# What is given is given by one body and countersigned by another.
TWO_GROUPS = TWO_GROUPS.replace("assessors: [law]", "assessors: [law, audit]")
UNITS = [
    {"id": "u-1", "name": "示例甲单位", "group": "all"},
    {"id": "u-2", "name": "示例乙单位", "group": "all"},
    {"id": "u-3", "name": "示例丙单位", "group": "all"},
    {"id": "u-9", "name": "示例壬单位", "group": "rest"},
]
# The second of three: what a scorecard says of the best and the last of a group names neither.
GIVEN = {"u-1": "27.13", "u-2": "21.17", "u-3": "20.11", "u-9": "23.29"}
# 54 for 90 of 100, what is given, and 9 after one complaint.
TOTALS = {"u-1": "90.13", "u-2": "84.17", "u-3": "83.11", "u-9": "86.29"}
NOTES = {"u-1": "说明甲甲", "u-2": "说明乙乙", "u-3": "说明丙丙", "u-9": "说明壬壬"}

# Who is who in the policy: a column, and the people whom it stands for with their role, unit and body.
PEOPLE: dict[str, list[tuple[str, Role, str, str]]] = {
    "office": [("office", "office", "", "")],
    "group": [("group", "leading_group", "", "")],
    "leader": [("leader", "leader", "", "")],
    "adviser": [
        ("bureau", "supervision", "", ""),
        ("personnel", "personnel", "", ""),
        ("assessing", "assessment_group", "", ""),
    ],
    "assessor": [("assessor", "assessor", "", "audit")],
    "inspector": [("inspector", "inspector", "", "")],
    "head": [("head", "unit_head", "u-1", "")],
    "clerk": [("clerk", "unit_clerk", "u-1", "")],
    "watch": [("watch", "unit_supervision", "u-1", "")],
    "sibling": [("sibling-head", "unit_head", "u-2", ""), ("sibling-clerk", "unit_clerk", "u-2", "")],
    "viewer": [("viewer", "viewer", "", "")],
}
ADMINISTRATORS = ("system", "security", "audit")
COLUMNS: dict[str, list[str]] = {
    "nobody": [""],
    **{column: [username for username, *_ in people] for column, people in PEOPLE.items()},
    **{username: [username] for username in ADMINISTRATORS},
    "elsewhere": ["other-office", "other-head"],
}


@dataclass(frozen=True)
class World:
    """What the policy speaks of: the assessment of each stage, the session of each person, the token of a link."""

    assessments: dict[str, int]
    sessions: dict[str, str]
    token: str

    def client(self, username: str) -> Client:
        """The browser of a person; of nobody in particular for an empty name."""
        client = Client()
        if username:
            client.cookies["sessionid"] = self.sessions[username]
        return client


def build(folder: Path) -> World:
    """Makes all of it, through the actions."""
    set_up_administrators()
    names = [username for people in PEOPLE.values() for username, *_ in people]
    for username in (*names, *COLUMNS["elsewhere"], "newcomer"):
        create_person(person("system"), username, f"示例{username}")
    stages = {stage: _assessment(folder, 2021 + place, stage) for place, stage in enumerate(STAGES)}
    _elsewhere(folder)
    token = issue_sign_in_link(person("security"), person("viewer"))
    everybody = Person.objects.values_list("username", flat=True)
    return World({stage: one.pk for stage, one in stages.items()}, {name: _session(name) for name in everybody}, token)


def _assessment(folder: Path, year: int, stage: Stage) -> Assessment:
    """An assessment of the year in its stage; the units can ask for reviews in the stage `review`."""
    options = Options(objection_days=3 if stage == "review" else 0, require_declared=False)
    made = create_assessment(person("system"), year, "示例考评", options=options)
    _appointed(made, "office", "office")
    version = adopt_scheme(person("office"), made, SchemeText(TWO_GROUPS))
    import_facts(person("office"), made, written(folder, _facts()))
    for username, role, unit, assessor in (one for people in PEOPLE.values() for one in people):
        _appointed(made, username, role, unit, assessor)
    confirm_all(person("office"), version)
    run = compute_run(person("office"), made)
    countersign_on_paper(person("office"), made, [("given", "audit")], "示例纪要1号", run.as_of_entry)
    # Sent by the office, waiting for a worker that never comes here.
    job_of(person("office"), made, "import_facts", {"why": "说明甲甲"}, Sent("数据.xlsx", b"-")).save()
    if stage == "entry":
        open_entry(person("office"), made)
        send_task_list(person("office"), draft_task_list(person("office"), made.units.get(code="u-1"), []))
        return made
    release = release_run(person("office"), run)
    if stage == "review":
        file_review(person("head"), release, made.units.get(code="u-1"), "calls", "说明甲甲")
    if stage in ("frozen", "published"):
        frozen = freeze(person("office"), run)
        if stage == "published":
            publish(person("office"), frozen, "示例〔2024〕1号")
    return made


def _elsewhere(folder: Path) -> None:
    """Another year with the same units, in which its office and a head have nothing to do with the four."""
    made = create_assessment(person("system"), 2030, "别的考评")
    _appointed(made, "other-office", "office")
    adopt_scheme(person("other-office"), made, SchemeText(TWO_GROUPS))
    import_facts(person("other-office"), made, written(folder, {**_facts(), "events": []}))
    _appointed(made, "other-head", "unit_head", "u-1")


def _appointed(made: Assessment, username: str, role: Role, unit: str = "", assessor: str = "") -> None:
    at = made.units.get(code=unit) if unit else None
    appoint(person("security"), person(username), role, made, unit=at, assessor=assessor)


def _facts() -> dict[str, Any]:
    values = [
        {"unit": unit, "item": item, "name": name, "value": value}
        for unit, given in GIVEN.items()
        for item, name, value in (("done", "target", "100"), ("done", "actual", "90"), ("given", "given", given))
    ]
    events = [{"unit": unit, "item": "calls", "on": "2020-03-01", "note": note} for unit, note in NOTES.items()]
    tables = {"units": UNITS, "values": values, "events": events}
    return {"format": "kaoping/facts/1", "scheme": "small", **tables}


def _session(username: str) -> str:
    client = Client()
    client.force_login(person(username))
    return client.cookies["sessionid"].value
