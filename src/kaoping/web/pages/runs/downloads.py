"""What can be taken away from a run: the results workbook with its live formulas, and the facts it was made from."""

from __future__ import annotations

import json
import tempfile
from functools import lru_cache
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kaoping.core.text import Language, Text
from kaoping.files.facts import plain_facts
from kaoping.records.access import run_for
from kaoping.records.models import ScoreRun
from kaoping.records.refusals import NotYours
from kaoping.reports.naming import SAMPLE
from kaoping.reports.workbook import write_workbook
from kaoping.schemes.assessment import Progress
from kaoping.web.shared.later import Later
from kaoping.web.shared.runs import scored
from kaoping.web.shared.table.export import TYPE
from kaoping.web.shared.visit import Visit, visit

RESULTS = Text("{year}年度{name}第{run}次核算", "{name} {year} run {run}")
# A workbook of thousands of units takes half a minute; it stays until two others were asked for.
KEPT = 2
FACTS = Text("{year}年度{name}考评数据{run}", "{name} {year} facts {run}")


@require_safe
@login_required
def results_workbook(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """The whole result as a workbook; it shows every unit, so it is for those who see every run.

    Raises:
        NotYours: where there is no such run that is done.
    """
    visited = visit(request, key, "runs")
    run = _done(visited, number)
    mark = visited.said(SAMPLE) if visited.assessment.sample else ""
    content = _workbook(run.pk, run.digest, visited.language, mark).found()
    return _attached(content, TYPE, f"{_named(visited, RESULTS, number)}.xlsx")


@lru_cache(KEPT)
def _workbook(key: int, digest: str, language: Language, mark: str) -> Later[bytes]:
    def written(_: Progress) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "results.xlsx"
            write_workbook(scored(ScoreRun.objects.get(pk=key, digest=digest)), path, language, mark)
            return path.read_bytes()

    return Later(written)


@require_safe
@login_required
def run_facts(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """The facts of a run as a facts file, so that anybody can compute the result again.

    Raises:
        NotYours: where there is no such run that is done.
    """
    visited = visit(request, key, "runs")
    run = _done(visited, number)
    found = scored(run)
    content = json.dumps(plain_facts(found.facts, found.settled), ensure_ascii=False, indent=1).encode()
    return _attached(content, "application/json", f"{_named(visited, FACTS, number)}.json")


def _done(visited: Visit, number: int) -> ScoreRun:
    """A run that is done; raises NotYours where there is none."""
    run = run_for(visited.person, visited.assessment, number)
    if run.state != "done":
        raise NotYours
    return run


def _named(visited: Visit, name: Text, number: int) -> str:
    return visited.said(name, year=visited.assessment.year, name=visited.assessment.name, run=number)


def _attached(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer
