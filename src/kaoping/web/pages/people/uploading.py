"""The people of an assessment as a workbook: sent out, and taken in whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.appoint_people import Done, appoint_people
from kaoping.actions.carrying_out import READING, WRITING, Tell
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.files.people import Words, read_people, write_people
from kaoping.records.canonical import parsed
from kaoping.records.models import Appointment, Assessment, Job
from kaoping.records.queries.people import bodies_of, held_in
from kaoping.records.queries.schemes import settled_now
from kaoping.records.roles import ADMINISTRATORS, ROLES
from kaoping.web.pages.people.forms import FILE, WHY_HELP
from kaoping.web.shared.administration import visit_people
from kaoping.web.shared.forms import FormPage
from kaoping.web.shared.frame import Link
from kaoping.web.shared.transfer import workbook_sent
from kaoping.web.shared.uploading import Upload, upload_answer
from kaoping.web.shared.visit import title_of

IMPORT = Text("导入人员", "Import people")
IMPORT_PURPOSE = Text(
    "表中新的人员和任命添加进来，已有的不变；有一处不对，就全部不导入。表中没有的任命不会取消。",
    "People and appointments that are new are added, others stay. If anything is wrong, nothing is imported. "
    "Appointments that are not listed are not ended.",
)
FETCH = Text("下载人员表（含现有任命和下拉清单）", "Fetch the workbook with the appointments so far and its drop-downs")
DONE = Text(
    "已任命：新建 {people} 人，新增 {appointments} 项任命。{next}",
    "Done. New people: {people}; new appointments: {appointments}. {next}",
)
NEXT = Text(
    "还没有登录过的人员，接下来由安全管理员在本页“批量发放登录链接”。",
    "Next, the security administrator issues sign-in links, on the page of people, to those who have never signed in.",
)
OTHER_ENDS = Text("{ends} 项任命改了结束日期。", "Appointments with another end: {ends}.")
SAME = Text("这些任命原来就有，没有改动。", "All of this holds already; nothing was changed.")
BOTH = Text("{says}{ends}", "{says} {ends}")
FILE_NAME = Text("{assessment} 人员与任命", "{assessment} people")
STEPS = 2


@require_http_methods(["GET", "POST"])
@login_required
def upload_people(request: HttpRequest, key: int) -> HttpResponse:
    """Takes a workbook of people in, whole or not at all."""
    visited = visit_people(request, key)
    page = FormPage(
        visited.said(IMPORT),
        visited.said(IMPORT_PURPOSE),
        visited.said(IMPORT),
        reverse("people", args=[key]),
        (Link(visited.said(FETCH), reverse("people-workbook", args=[key])),),
    )
    return upload_answer(request, visited, page, Upload("appoint_people", FILE, WHY_HELP))


def take_people(job: Job, path: Path, tell: Tell) -> Text:
    """Takes over the people and appointments that a workbook lists."""
    tell(READING, 0, STEPS)
    listed = read_people(path, words_of(job.assessment))
    tell(WRITING, 1, STEPS)
    return what_was_done(appoint_people(job.asked_by, job.assessment, listed, str(parsed(job.given)["why"])))


def what_was_done(done: Done) -> Text:
    """What appointing has changed."""
    if done == Done(0, 0, 0):
        return SAME
    says = DONE.with_values(people=done.people, appointments=done.appointments, next=NEXT if done.people else "")
    return BOTH.with_values(says=says, ends=OTHER_ENDS.with_values(ends=done.ends)) if done.ends else says


@require_safe
@login_required
def people_workbook(request: HttpRequest, key: int) -> HttpResponse:
    """The appointments as a workbook that can be changed and imported again."""
    visited = visit_people(request, key)
    words, sample = words_of(visited.assessment), visited.assessment.sample
    rows = [_row(one) for one in held_in(visited.assessment)]
    name = visited.said(FILE_NAME, assessment=title_of(visited.assessment, visited.language))
    return workbook_sent(lambda path: write_people(path, rows, words, visited.language, sample=sample), name)


def words_of(assessment: Assessment) -> Words:
    """The roles of an assessment, its units, and the bodies that its scheme names; none before there is a scheme."""
    try:
        bodies = bodies_of(assessment, settled_now(assessment))
    except Refused:
        bodies = {}
    units = {one.code: Text(str(one), str(one)) for one in assessment.units.order_by("code")}
    return Words(without({str(role): says for role, says in ROLES.items()}, ADMINISTRATORS), units, bodies)


def without(roles: Mapping[str, Text], left_out: Collection[str]) -> dict[str, Text]:
    """The roles but for some."""
    return {role: says for role, says in roles.items() if role not in left_out}


def _row(one: Appointment) -> dict[str, str | date]:
    row = {"username": one.person.username, "name": one.person.name, "role": one.role, "assessor": one.assessor}
    days = {"since": one.since, "until": one.until} if one.until else {"since": one.since}
    return {**row, "unit": one.unit.code if one.unit else "", **days}
