"""The units as a workbook: sent out, and taken in whole or not at all."""

from __future__ import annotations

from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.carrying_out import READING, WRITING, Tell
from kaoping.actions.import_units import import_units
from kaoping.core.facts import Facts, Unit
from kaoping.core.text import Text
from kaoping.files.facts.ordinary import read_ordinary
from kaoping.files.template import write_tables
from kaoping.records.access import permit
from kaoping.records.canonical import parsed
from kaoping.records.models import Job
from kaoping.records.queries.facts import current
from kaoping.records.queries.schemes import settled_now
from kaoping.web.pages.units.forms import FILE, IMPORT_HELP
from kaoping.web.shared.forms import FormPage
from kaoping.web.shared.frame import Link
from kaoping.web.shared.transfer import workbook_sent
from kaoping.web.shared.uploading import Upload, upload_answer, with_ignored
from kaoping.web.shared.visit import title_of, visit

IMPORT, IMPORT_VERB = Text("导入单位", "Import units"), Text("导入单位", "Import units")
IMPORT_PURPOSE = Text(
    "自己的名单也可以，只要有“单位名称”“编号”“类别”等列名。新单位添加进来，已有单位核对名称和类别，"
    "表中没有的单位不变。有一处不对，就全部不导入。",
    "A list of your own will do, if it has headings such as unit name, code and group. New units are added, known ones "
    "get its name and group, others stay. If anything is wrong, nothing is imported.",
)
FETCH = Text("下载单位表（含现有单位）", "Fetch the workbook with the units so far")
IMPORTED = Text("已导入，写入 {count} 个单位。", "Imported. Units written: {count}.")
SAME = Text("表中的单位与现有的完全相同，没有改动。", "The workbook says what is there already; nothing was changed.")
FILE_NAME = Text("{assessment} 单位", "{assessment} units")
STEPS = 2


@require_http_methods(["GET", "POST"])
@login_required
def upload_units(request: HttpRequest, key: int) -> HttpResponse:
    """Takes a workbook of units in, whole or not at all."""
    visited = visit(request, key, "units")
    permit(visited.person, "import_units", visited.assessment)
    page = FormPage(
        visited.said(IMPORT),
        visited.said(IMPORT_PURPOSE),
        visited.said(IMPORT_VERB),
        reverse("units", args=[key]),
        (Link(visited.said(FETCH), reverse("units-workbook", args=[key])),),
    )
    return upload_answer(request, visited, page, Upload("import_units", FILE, IMPORT_HELP))


def take_units(job: Job, path: Path, tell: Tell) -> Text:
    """Takes over the units that a workbook lists."""
    tell(READING, 0, STEPS)
    known = [Unit(one.code, one.name, one.group) for one in job.assessment.units.order_by("code")]
    listed = read_ordinary(path, settled_now(job.assessment), "units", known)
    tell(WRITING, 1, STEPS)
    count = import_units(job.asked_by, job.assessment, listed.facts.units, str(parsed(job.given)["why"]))
    return with_ignored(IMPORTED.with_values(count=count) if count else SAME, listed.ignored)


@require_safe
@login_required
def units_workbook(request: HttpRequest, key: int) -> HttpResponse:
    """The units as a workbook that can be changed and imported again."""
    visited = visit(request, key, "units")
    settled = settled_now(visited.assessment)
    rows = [(fact.table, parsed(fact.content)) for fact in current(visited.assessment).filter(table="units")]
    listed = tuple(Unit(row["id"], row.get("name", ""), row.get("group", "")) for _, row in rows)
    facts = Facts(settled.scheme.id, listed, sample=visited.assessment.sample)
    name = visited.said(FILE_NAME, assessment=title_of(visited.assessment, visited.language))
    return workbook_sent(lambda path: write_tables(settled, path, facts, ["units"], visited.language), name)
