"""Excel 填报: the workbook of exactly what the reader enters, and the same workbook taken back without loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.carrying_out import CHECKING, READING, WRITING, Tell
from kaoping.actions.entrust import Sent as File
from kaoping.actions.entrust import job_of
from kaoping.actions.save_values import Entered
from kaoping.actions.save_workbook import save_workbook
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text
from kaoping.files.received import own_name
from kaoping.files.workbook import read_workbook
from kaoping.records.access import permit, units_to_enter
from kaoping.records.canonical import parsed
from kaoping.records.journal import head_sequence
from kaoping.records.models import Fact, Job
from kaoping.records.queries.entry import Place
from kaoping.records.queries.facts import current, place_of
from kaoping.records.refusals import Conflict, Conflicts, NotYours
from kaoping.web.pages.entry.build import Sent
from kaoping.web.pages.entry.desk import WINDOW, Table, is_open, table_of
from kaoping.web.pages.entry.lines import values_of
from kaoping.web.pages.entry.reported import Reported
from kaoping.web.pages.entry.shown import shown_value
from kaoping.web.pages.entry.workbook import Filled, filled, with_versions, write_workbook
from kaoping.web.shared.entering import ASSESSING, tables_of, tabs_of
from kaoping.web.shared.jobs import LARGE_FILE, begun, done_now, typed_before, under_way, visit_of
from kaoping.web.shared.prepared import prepared
from kaoping.web.shared.visit import Visit, title_of, visit

PURPOSE = Text(
    "下载您要填的分数、数据、问题、事件、评议和零报告，用 Excel 或 WPS 填好再上传：全部成功，或者一格也不动。",
    "Download all that is yours (points, data, findings, events, ratings, zero reports), fill it in Excel or WPS and "
    "upload it: all of it is saved, or nothing.",
)
NAME = Text("{assessment}填报表", "{assessment} entry")
SAVED, NOTHING = Text("已保存 {count} 项。", "Saved: {count}."), Text("表中没有改动。", "Nothing in it was changed.")
NO_FILE, CHOOSE = Text("没有选择文件。", "No file was chosen."), Text("请选择填好的表。", "Choose the filled workbook.")
MEANWHILE = Text(
    "下载以后，{who}已改为“{theirs}”，您填的是“{yours}”。",
    "After the download {who} changed it to “{theirs}”; yours is “{yours}”.",
)
ROW_MEANWHILE = Text("下载以后，{who}改动了这一条。", "After the download {who} has changed this row.")
ROW_AGAIN = Text(
    "请重新下载填报表，或在页面上改这一条。", "Download the workbook again, or change this row on the page."
)
STEPS = 3
AGAIN = Text("请重新下载填报表，或在页面上改这一格。", "Download the workbook again, or change this cell on the page.")


@require_safe
@login_required
def entry_template(request: HttpRequest, key: int) -> HttpResponse:
    """The workbook."""
    visited = _visited(request, key)

    def write(path: Path) -> None:
        sequence, table = head_sequence(), _table(visited)
        write_workbook(path, table.builder, table.lines.parts(), _reported(visited, table), sequence)

    name = visited.said(NAME, assessment=title_of(visited.assessment, visited.language))
    return prepared(request, ("entry", key, visited.person.pk, visited.language), write, name)


@require_http_methods(["GET", "POST"])
@login_required
def entry_workbook(request: HttpRequest, key: int) -> HttpResponse:
    """The page; what is wrong with a file is said with sheet and cell, and nothing of it is saved."""
    visited = _visited(request, key)
    if request.method == "GET":
        return _page(request, visited, why=str(typed_before(request, visited, "save_workbook").get("why", "")))
    why = request.POST.get("why", "").strip()
    job = _sent(request, visited, why)
    if len(job.file) > LARGE_FILE:
        return begun(job)
    try:
        says = done_now(job)
    except Refused as refused:
        return _page(request, visited, refused.defects, why)
    messages.success(request, visited.said(says))
    return HttpResponseRedirect(reverse("entry", args=[key]))


def _sent(request: HttpRequest, visited: Visit, why: str) -> Job:
    file = request.FILES.get("file")
    sent = File(own_name(file.name or ""), file.read()) if file else None
    return job_of(visited.person, visited.assessment, "save_workbook", {"why": why}, sent)


def take_workbook(job: Job, path: Path, tell: Tell) -> Text:
    """Saves what an assessor's workbook says that was not so when it was downloaded."""
    visited = visit_of(job)
    permit(visited.person, "save_workbook", visited.assessment)
    tell(READING, 0, STEPS)
    table = _table(visited)
    count = _taken(visited, table, path, job, tell)
    return SAVED.with_values(count=count) if count else NOTHING


def _visited(request: HttpRequest, key: int) -> Visit:
    visited = visit(request, key, "entry")
    if not visited.roles & ASSESSING:
        raise NotYours
    return visited


def _table(visited: Visit, units: int | None = None) -> Table:
    """What the person enters about all units, or about the first so many."""
    known = units_to_enter(visited.person, visited.assessment)
    return table_of(visited, list(known.values_list("code", flat=True)[:units]))


def _enters_anything(visited: Visit) -> bool:
    """Whether there is anything to enter; thousands of units are read only where the first ones ask for nothing."""
    for units in (WINDOW, None):
        table = _table(visited, units)
        if table.lines.parts() or _reported(visited, table).places:
            return True
    return False


def _reported(visited: Visit, table: Table) -> Reported:
    asking, entering = table.lines.asking, table.builder.entering
    assert entering is not None
    return Reported(visited, asking, entering, tables_of(visited, asking.settled))


def _taken(visited: Visit, table: Table, path: Path, job: Job, tell: Tell) -> int:
    """How much the file has changed.

    Raises:
        Refused: with everything wrong with it.
    """
    if not job.file:
        raise Refused([Defect("no-file", "", NO_FILE, CHOOSE)])
    found = filled(read_workbook(path), table.builder, _reported(visited, table), str(path))
    if found.defects:
        raise Refused(found.defects)
    tell(CHECKING, 1, STEPS)
    entered, cells = _changed(visited, table, found)
    rows = [one for one in found.rows if one.changes]
    if not entered and not rows:
        return 0
    tell(WRITING, 2, STEPS)
    why = str(parsed(job.given)["why"])
    try:
        return save_workbook(visited.person, visited.assessment, entered, rows, since=found.sequence, why=why)
    except Refused as refused:
        raise Refused([_at_cell(defect, entered, cells, found) for defect in refused.defects]) from None
    except Conflicts as conflicts:
        raise Refused([_meanwhile(one, cells, found, visited) for one in conflicts.found]) from None


def _changed(visited: Visit, table: Table, found: Filled) -> tuple[list[Entered], dict[Place, Text]]:
    """What is not as it was when the workbook was downloaded, and the cell of each value."""
    facts = current(visited.assessment, found.sequence).filter(table="values")
    seen = {(fact.unit, fact.item, fact.name): fact for fact in facts}
    by_key = {fact.pk: fact for fact in seen.values()}
    entered: list[Entered] = []
    cells: dict[Place, Text] = {}
    for part, fields in found.fields.items():
        sent = Sent(with_versions(fields, table.builder, part, seen), by_key, visited.language)
        entered += sent.changed(table.lines, part)
        for line, column, one in values_of(table.lines.lines(part)):
            name = f"cell:{line.key}:{column}"
            if name in found.cells:
                cells[one.unit.id, one.item, one.name] = found.cells[name]
    return entered, cells


def _at_cell(defect: Defect, entered: Sequence[Entered], cells: Mapping[Place, Text], found: Filled) -> Defect:
    """A defect at the cell of the file instead of the place of the value or the row."""
    said = defect.place.in_language("zh") if defect.place else ""
    place = next((one.place for one in entered if place_of("values", one.row) == said.partition(".")[0]), None)
    cell = cells.get(place) if place else found.cells.get(said) or found.cells.get(said.rpartition(".")[0])
    return Defect(defect.code, "", defect.says, defect.remedy, place=cell or defect.place)


def _meanwhile(conflict: Conflict, cells: Mapping[Place, Text], found: Filled, visited: Visit) -> Defect:
    row, theirs = conflict.yours, conflict.theirs
    assert theirs is None or isinstance(theirs, Fact)
    who = theirs.entered_by.name if theirs else "—"
    if conflict.place:
        says, remedy = ROW_MEANWHILE.with_values(who=who), ROW_AGAIN
        return Defect("changed-meanwhile", "", says, remedy, place=found.cells.get(conflict.place))
    value = shown_value(theirs, visited.language)
    says = MEANWHILE.with_values(who=who, theirs=value, yours=str(row.get("value", "")))
    place = cells.get((str(row["unit"]), str(row["item"]), str(row["name"])))
    return Defect("changed-meanwhile", "", says, AGAIN, place=place)


def _page(request: HttpRequest, visited: Visit, defects: Sequence[Defect] = (), why: str = "") -> HttpResponse:
    context = {
        "tabs": tabs_of(visited, "workbook"),
        "purpose": visited.said(PURPOSE),
        "template": reverse("entry-template", args=[visited.assessment.pk]),
        "anything": _enters_anything(visited),
        "open": is_open(visited),
        "defects": defects,
        "why": why,
        "under_way": tuple(under_way(visited, "save_workbook")),
    }
    return render(request, "pages/entry/workbook.html", context, status=422 if defects else 200)
