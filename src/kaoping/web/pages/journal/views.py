"""The journal of an assessment for its office, and the whole of it for the audit administrator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kaoping.core.text import Language, Text
from kaoping.records.access import Lines, journal_for
from kaoping.records.journal import head, verify_journal
from kaoping.records.models import Assessment
from kaoping.records.queries.journal import found
from kaoping.records.queries.journal_names import NO_NAMES, Names, names_in
from kaoping.records.refusals import NotYours
from kaoping.web.pages.journal.build import sheet_of, verb_said
from kaoping.web.pages.journal.changes import changes
from kaoping.web.pages.journal.forms import FIELDS, SearchForm
from kaoping.web.pages.journal.naming import Naming
from kaoping.web.shared.administration import administer
from kaoping.web.shared.dates import moment_said
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.visit import visit

OF_ONE = Text(
    "本考评的每一次改动：谁、什么时候、改了什么、为什么。只能增加，不能修改或删除。",
    "Every change of this assessment: who, when, what and why. Lines are only added, never changed or deleted.",
)
OF_ALL = Text(
    "整个系统的每一次改动。涉及得分的内容不显示；核验日志可以查出任何一处改动。",
    "Every change of the whole system. What may hold scores is not shown. Verifying finds any line that was changed.",
)
SOUND = Text(
    "日志完好：第 1 至第 {count} 条首尾相接，没有改动。末条校验值：",
    "The journal is sound: lines 1 to {count} follow each other unchanged. Hash of the last line:",
)
BROKEN = Text("日志被改动过，第 {number} 条起不可信：{why}", "The journal was tampered with at line {number}: {why}")


@dataclass(frozen=True)
class Chain:
    """Whether the journal holds."""

    says: str
    broken: bool
    hash: str = ""


@require_safe
@login_required
def journal(request: HttpRequest, key: int) -> HttpResponse:
    """操作日志 of an assessment."""
    visited = visit(request, key, "journal")
    lines = journal_for(visited.person, visited.assessment)
    return _listed(request, lines, visited.language, reverse("journal", args=[key]), OF_ONE)


@require_safe
@login_required
def whole_journal(request: HttpRequest) -> HttpResponse:
    """操作日志 of the whole installation."""
    here = administer(request, "whole-journal")
    return _listed(request, journal_for(here.person), here.language, reverse("whole-journal"), OF_ALL)


@require_safe
@login_required
def journal_line(request: HttpRequest, key: int, sequence: int) -> HttpResponse:
    """One line of an assessment's journal."""
    visited = visit(request, key, "journal")
    lines = journal_for(visited.person, visited.assessment)
    return _line(request, lines, visited.language, sequence, reverse("journal", args=[key]))


@require_safe
@login_required
def whole_journal_line(request: HttpRequest, sequence: int) -> HttpResponse:
    """One line of the whole journal."""
    here = administer(request, "whole-journal")
    return _line(request, journal_for(here.person), here.language, sequence, reverse("whole-journal"))


def _listed(request: HttpRequest, lines: Lines, language: Language, here: str, purpose: Text) -> HttpResponse:
    asked = asked_of(request, kept=FIELDS)
    form = SearchForm(language, request.GET)
    lines = found(lines, form.search(asked.words))
    if asked.sort == "sequence":
        lines = lines.order_by("sequence")

    def address(sequence: int) -> str:
        return f"{here}/{sequence}"

    if asked.export:
        sheet = sheet_of(lines.iterator(), names_in(lines), address, language, whole=True)
        return workbook_answer(sheet, replace(asked, words="", sort=""), sheet.caption)
    count = lines.count()
    page = min(asked.page, max((count + asked.size - 1) // asked.size, 1))
    window = list(lines[(page - 1) * asked.size : page * asked.size])
    context = {
        "table": arranged(sheet_of(window, names_in(window), address, language), asked, count=count),
        "form": form,
        "purpose": purpose.in_language(language),
        "verify": f"{here}?verify=1",
        "chain": _chain(language) if "verify" in request.GET else None,
    }
    return render(request, "pages/journal/page.html", context)


def _chain(language: Language) -> Chain:
    broken = verify_journal()
    if broken is not None:
        return Chain(BROKEN.with_values(number=broken.sequence, why=broken.why).in_language(language), broken=True)
    count, last = head()
    return Chain(SOUND.with_values(count=count).in_language(language), broken=False, hash=last)


def _line(request: HttpRequest, lines: Lines, language: Language, sequence: int, back: str) -> HttpResponse:
    found_line = lines.filter(sequence=sequence).first()
    if found_line is None:
        raise NotYours
    names = names_in([found_line]).get(found_line["assessment_id"], NO_NAMES)
    context = {
        "line": _said(found_line, names, language),
        "changes": changes(
            found_line["was"], found_line["became"], language, names, found_line["action"], why=found_line["reason"]
        ),
        "hidden": not found_line["was"] and not found_line["became"],
        "back": back,
    }
    return render(request, "pages/journal/line.html", context)


def _said(line: Mapping[str, Any], names: Names, language: Language) -> dict[str, object]:
    assessment = Assessment.objects.filter(pk=line["assessment_id"]).first()
    return {
        **line,
        "subject": Naming(names, language).subject(line),
        "moment": moment_said(line["at"], language),
        "verb": verb_said(line["action"], language),
        "assessment": str(assessment) if assessment else "",
    }
