"""整表导入: the facts workbook, empty or with what counts now, and the same taken in, whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.carrying_out import Tell
from kaoping.actions.import_facts import import_facts
from kaoping.actions.planning import Plan
from kaoping.core.facts import Facts
from kaoping.core.text import Text
from kaoping.files.facts.tables import TABLES
from kaoping.files.template import write_template
from kaoping.records.access import permit
from kaoping.records.canonical import parsed
from kaoping.records.models import Job
from kaoping.records.queries.entry import shapes_of
from kaoping.records.queries.facts import facts_of
from kaoping.records.queries.schemes import settled_now
from kaoping.schemes.read import Settled
from kaoping.web.shared.forms import FormPage
from kaoping.web.shared.frame import Link
from kaoping.web.shared.prepared import prepared
from kaoping.web.shared.uploading import Upload, upload_answer
from kaoping.web.shared.visit import Visit, title_of, visit

HEADING, VERB = Text("整表导入", "Import a workbook"), Text("导入", "Import")
PURPOSE = Text(
    "评议结果、来源数据等成批的考评数据，按模板填好一次导入：每一行都核对，有一处不对就全部不导入。",
    "Ratings, source values and other facts by the hundred: every row is checked; where one is wrong, none is taken.",
)
FILE = Text("填好的考评数据表（.xlsx）", "The filled facts workbook (.xlsx)")
WHEN_NEEDED = Text(
    "表中有与现有数据不同的，须写明理由。", "A reason is needed where something in it differs from what counts."
)
EMPTY, FILLED = (
    Text("下载空白模板", "Download the empty template"),
    Text(
        "下载现有数据（不含逐条登记的问题、事件）", "Download the values that count now (without findings and events)"
    ),
)
IMPORTED = Text(
    "已导入 {rows} 行（{tables}），其中更正 {corrections} 行；{unchanged} 行没有变化。",
    "Rows taken over: {rows} ({tables}), of which corrections: {corrections}; unchanged: {unchanged}.",
)
TABLE = Text("{name} {count}", "{name}: {count}")
NAME = Text("{assessment}考评数据", "{assessment} facts")


@require_http_methods(["GET", "POST"])
@login_required
def import_file(request: HttpRequest, key: int) -> HttpResponse:
    """The page; what is wrong with a file is said with sheet and cell."""
    visited = visit(request, key, "entry")
    permit(visited.person, "import_facts", visited.assessment)
    template = reverse("facts-template", args=[key])
    page = FormPage(
        visited.said(HEADING),
        visited.said(PURPOSE),
        visited.said(VERB),
        reverse("entry", args=[key]),
        (Link(visited.said(EMPTY), template), Link(visited.said(FILLED), f"{template}?filled=1")),
    )
    return upload_answer(request, visited, page, Upload("import_facts", FILE, WHEN_NEEDED))


def take_facts(job: Job, path: Path, tell: Tell) -> Text:
    """Takes over what a facts workbook says."""
    why = str(parsed(job.given)["why"])
    return _said(import_facts(job.asked_by, job.assessment, path, why, name=job.file_name, tell=tell))


@require_safe
@login_required
def facts_template(request: HttpRequest, key: int) -> HttpResponse:
    """The facts workbook: with the units and tasks as they are, and on request with everything that counts now."""
    visited = visit(request, key, "entry")
    permit(visited.person, "import_facts", visited.assessment)
    name = visited.said(NAME, assessment=title_of(visited.assessment, visited.language))
    filled = bool(request.GET.get("filled"))

    def write(path: Path) -> None:
        settled = settled_now(visited.assessment)
        write_template(settled, path, _facts(visited, settled, filled=filled), language=visited.language)

    return prepared(request, ("facts", key, filled, visited.language), write, name)


def _facts(visited: Visit, settled: Settled, *, filled: bool) -> Facts:
    """Findings and other rows of which there may be several stay out: sent back, they would be entered twice."""
    if filled:
        return replace(facts_of(visited.assessment, settled), rows=())
    return shapes_of(visited.assessment, settled)


def _said(plan: Plan) -> Text:
    tables = [TABLE.with_values(name=TABLES[table].name, count=count) for table, count in plan.counts.items()]
    return IMPORTED.with_values(
        rows=len(plan.rows), tables=tables, corrections=plan.corrections, unchanged=plan.unchanged
    )
