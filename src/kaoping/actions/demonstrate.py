"""Setting up the demonstration (示例数据): three invented years, each at another stage, with something to do for all."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from kaoping.actions.acting import refuse
from kaoping.actions.adopt_scheme import adopt_scheme, built_in_scheme
from kaoping.actions.appoint import appoint
from kaoping.actions.compute_run import compute_run
from kaoping.actions.confirm_reading import confirm_reading
from kaoping.actions.countersign_on_paper import countersign_on_paper
from kaoping.actions.create_assessment import create_assessment
from kaoping.actions.create_person import create_person
from kaoping.actions.draft_task_list import draft_task_list
from kaoping.actions.file_review import file_review
from kaoping.actions.freeze import freeze
from kaoping.actions.import_facts import import_facts
from kaoping.actions.issue_sign_in_link import issue_sign_in_link
from kaoping.actions.open_entry import open_entry
from kaoping.actions.publish import publish
from kaoping.actions.release_run import release_run
from kaoping.actions.send_task_list import send_task_list
from kaoping.actions.set_up_administrators import set_up_administrators
from kaoping.core.text import Text
from kaoping.demonstration import demonstration_facts
from kaoping.files.facts import plain_facts
from kaoping.records.canonical import parsed
from kaoping.records.models import Assessment, Person, Release
from kaoping.records.options import Options
from kaoping.records.queries.countersigning import joints
from kaoping.records.queries.facts import current
from kaoping.records.queries.schemes import scheme_file
from kaoping.records.roles import ROLES, Role
from kaoping.schemes.read import read

Say = Callable[[Text], None]
VALID_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Shown:
    """One of the years: its scheme, how far it has come, and where its people belong."""

    year: int
    name: str
    scheme: str
    stage: str
    unit: str
    assessor: str


YEARS = (
    Shown(2009, "效能监察考评", "chaoyang-2009-efficiency", "published", "jd-01", "archives"),
    Shown(2009, "优化发展环境考评", "chaoyang-2009-environment", "review", "jd-01", "legal-affairs"),
    Shown(2020, "重点站区履职考核", "beijing-stations-2020", "entry", "sl-01", "示例考评部门"),
)
PEOPLE: dict[Role, str] = {
    "office": "office",
    "assessor": "assessor",
    "inspector": "inspector",
    "unit_clerk": "clerk",
    "unit_head": "head",
    "unit_supervision": "unit-supervision",
    "leader": "leader",
    "leading_group": "leading-group",
    "supervision": "supervision",
    "personnel": "personnel",
    "assessment_group": "assessment-group",
    "viewer": "viewer",
}
OF_THE_UNIT = ("unit_clerk", "unit_head", "unit_supervision")


def demonstrate(say: Say) -> dict[Person, str]:
    """Sets up the three years where nobody is yet; everybody in them with the token of a new sign-in link.

    Raises:
        Refused: where there are data that are not the demonstration's.
    """
    if not Person.objects.exists():
        _set_up(say)
    if Assessment.objects.filter(sample=False).exists():
        raise refuse("not-empty", _REAL, _ELSEWHERE)
    security = _person("security")
    return {person: issue_sign_in_link(security, person, VALID_FOR) for person in Person.objects.order_by("pk")}


def _set_up(say: Say) -> None:
    set_up_administrators()
    for role, username in PEOPLE.items():
        create_person(_person("system"), username, f"示例{ROLES[role].zh}")
    with tempfile.TemporaryDirectory() as folder:
        for shown in YEARS:
            say(_YEAR.with_values(year=shown.year, name=shown.name))
            _year(shown, Path(folder) / "示例数据.json")


def _year(shown: Shown, path: Path) -> None:
    options = Options(objection_days=0 if shown.stage == "published" else 3)
    assessment = create_assessment(_person("system"), shown.year, shown.name, options=options)
    appoint(_person("security"), _person("office"), "office", assessment)
    office = _person("office")
    version = adopt_scheme(office, assessment, built_in_scheme(shown.scheme))
    for reading in scheme_file(version).readings:
        confirm_reading(office, version, reading.id, reading.default)
    path.write_text(json.dumps(_facts(shown), ensure_ascii=False), "utf-8")
    import_facts(office, assessment, path)
    for role, username in PEOPLE.items():
        unit = assessment.units.get(code=shown.unit) if role in OF_THE_UNIT else None
        assessor = shown.assessor if role == "assessor" else ""
        appoint(_person("security"), _person(username), role, assessment, unit=unit, assessor=assessor)
    _brought_to(shown, assessment, office)


def _brought_to(shown: Shown, assessment: Assessment, office: Person) -> None:
    """Computes the year, and takes it as far as it is to be shown."""
    if shown.stage == "entry":
        _send_amended_tasks(shown, assessment, office)
        open_entry(office, assessment)
    run = compute_run(office, assessment)
    if shown.stage == "entry":
        return
    signed = [(one.item, one.body) for one in joints(assessment)]
    if signed:
        countersign_on_paper(office, assessment, signed, "示例会签单1号", run.as_of_entry)
    release = release_run(office, run)
    if shown.stage == "review":
        _ask_for_review(shown, release)
    else:
        publish(office, freeze(office, run), "示例〔2021〕1号", public=True)


def _send_amended_tasks(shown: Shown, assessment: Assessment, office: Person) -> None:
    """The office sends the unit its list of tasks with one of them worded anew, to be countersigned."""
    unit = assessment.units.get(code=shown.unit)
    tasks = [parsed(one.content) for one in current(assessment).filter(table="tasks", unit=shown.unit)]
    rows = [{name: value for name, value in task.items() if name != "unit"} for task in tasks]
    rows[-1] = {**rows[-1], "goal": "示例：年中调整后的目标"}
    send_task_list(office, draft_task_list(office, unit, rows, "年中工作调整"))


def _ask_for_review(shown: Shown, release: Release) -> None:
    """The unit asks for the item in which it has lost points first."""
    unit = release.run.assessment.units.get(code=shown.unit)
    lost = release.run.results.get(unit=shown.unit).lines.filter(amount__startswith="-").exclude(item="")
    line = lost.order_by("place")[0]
    file_review(_person("head"), release, unit, line.item, "示例：数据与本单位台账不一致，请核对。", line=line.line)


def _facts(shown: Shown) -> dict[str, Any]:
    """The invented facts; of a year under way, one body still owes its values of some units."""
    settled = read(shown.scheme)
    content: dict[str, Any] = plain_facts(demonstration_facts(shown.scheme), settled)
    if shown.stage == "entry":
        names = {shown.assessor, *(one.name for one in settled.scheme.assessors if one.id == shown.assessor)}
        own = {(task["unit"], task["item"]) for task in content["tasks"] if task["assessor"] in names}
        items = set(_items_of(shown))
        units = {unit["id"] for unit in content["units"][::3]} | {shown.unit}
        content["values"] = [
            row
            for row in content["values"]
            if row["unit"] not in units or (row["item"] not in items and (row["unit"], row["item"]) not in own)
        ]
    return content


def _items_of(shown: Shown) -> Iterator[str]:
    settled = read(shown.scheme)
    stack = list(settled.scheme.items)
    while stack:
        item = stack.pop()
        stack += item.items
        if shown.assessor in item.assessors:
            yield item.id


def _person(username: str) -> Person:
    return Person.objects.get(username=username)


_YEAR = Text("正在准备{year}年度{name}（示例数据）…", "Preparing {name} {year} (demonstration data) …")
_REAL = Text("这里有真实数据，不能当作示例。", "There are real data here; this is no demonstration.")
_ELSEWHERE = Text("请用 --data 另选一个空文件夹。", "Choose an empty folder with --data.")
