"""Published results, without signing in: which there are, and one of them, with nothing but what is public."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kaoping.core.text import Language, Text
from kaoping.records.access import public_results
from kaoping.records.canonical import parsed
from kaoping.records.clock import day_of
from kaoping.records.models import Publication, ScoreRun, UnitResult
from kaoping.records.queries.runs import settled_of
from kaoping.records.refusals import NotYours
from kaoping.reports.amounts import minus
from kaoping.schemes.model import Scheme
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.frame import Link
from kaoping.web.shared.language import language_of
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.table import Cell, Column, Row, Sheet, arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.visit import title_of

CAPTION = Text("{title}结果", "{title}: result")
GROUP, RANK, UNIT = Text("组别", "Group"), Text("名次", "Rank"), Text("单位", "Unit")
SCORE, GRADE, YES = Text("得分", "Score"), Text("等次", "Grade"), Text("是", "yes")
NOBODY = Text("没有单位。", "There are no units.")
MARK = Text("示例数据 · 虚构", "demonstration data · invented")
PUBLISHED = Text("{document}，{day}印发。", "{document}, published on {day}.")
CORRECTED = Text("更正：{why}", "Corrected: {why}")
SUPERSEDED = Text("已由{document}更正", "corrected by {document}")
VERSION = Text("第{number}版", "version {number}")


@dataclass(frozen=True)
class Line:
    """A public result, and what has corrected it: a link where that can be read as well."""

    result: Link
    corrected: Link | None


@require_safe
def published(request: HttpRequest) -> HttpResponse:
    """The results that everybody may read, the newest first."""
    language = language_of(request)
    found = Publication.objects.filter(public=True).select_related("assessment").order_by("-published_at", "-pk")
    lines = [
        Line(Link(f"{title_of(one.assessment, language)} · {one.document}", _address(one)), _correction(one, language))
        for one in found
    ]
    return render(request, "pages/published/list.html", {"lines": lines})


@require_safe
def published_result(request: HttpRequest, key: int) -> HttpResponse:
    """One published result: ranks, scores, grades and awards, nothing else.

    Raises:
        NotYours: where there is none for everybody.
    """
    language = language_of(request)
    versions = Publication.objects.filter(assessment=key, public=True).select_related(
        "assessment", "freeze__run__version"
    )
    known = list(versions.order_by("-version"))
    wanted = request.GET.get("version", "")
    found = next((one for one in known if str(one.version) == wanted or not wanted), None)
    if found is None:
        raise NotYours
    sheet = _sheet(found, language)
    asked = asked_of(request, kept=["version"])
    mark = MARK.in_language(language) if found.assessment.sample else ""
    if asked.export:
        return workbook_answer(sheet, asked, sheet.caption, mark)
    context = {
        "title": sheet.caption,
        "says": PUBLISHED.with_values(document=found.document, day=day_said(day_of(found.published_at), language)),
        "why": CORRECTED.with_values(why=found.why) if found.why else None,
        "corrected": _correction(found, language),
        "mark": mark,
        "versions": _versions(known, found, request.path, language),
        "table": arranged(sheet, asked),
        "digest": found.freeze.run.digest,
    }
    return render(request, "pages/published/page.html", context)


def _address(one: Publication) -> str:
    return f"{reverse('published-result', args=[one.assessment_id])}?version={one.version}"


def _correction(found: Publication, language: Language) -> Link | None:
    """What was published last in the place of a result; everybody reads that it was corrected, public or not."""
    later = Publication.objects.filter(assessment=found.assessment_id, version__gt=found.version)
    last = later.order_by("-version").first()
    if last is None:
        return None
    says = SUPERSEDED.with_values(document=last.document).in_language(language)
    return Link(says, _address(last) if last.public else "")


def _versions(known: list[Publication], shown: Publication, path: str, language: Language) -> list[Link]:
    """The ways to the other versions, where there are any."""
    if len(known) < 2:
        return []
    return [
        Link(
            f"{VERSION.with_values(number=one.version).in_language(language)} {one.document}",
            f"{path}?version={one.version}",
            one == shown,
        )
        for one in known
    ]


def _sheet(found: Publication, language: Language) -> Sheet:
    run: ScoreRun = found.freeze.run
    scheme = settled_of(run).scheme
    columns = (
        Column("group", GROUP.in_language(language)),
        Column("rank", RANK.in_language(language), number=True, hideable=False),
        Column("unit", UNIT.in_language(language), hideable=False),
        Column("score", SCORE.in_language(language), number=True, places=scheme.rounding.digits or 0),
        *([Column("grade", GRADE.in_language(language))] if scheme.grades else []),
        *(Column(one.id, one.name if language == "zh" else one.english or one.name) for one in scheme.awards),
    )
    rows = tuple(Row(_cells(one, scheme, language)) for one in public_results(run))
    caption = CAPTION.with_values(title=title_of(found.assessment, language)).in_language(language)
    return Sheet("result", caption, columns, rows, Empty(NOBODY.in_language(language)), names=2)


def _cells(result: UnitResult, scheme: Scheme, language: Language) -> tuple[Cell, ...]:
    groups = {one.id: one.name if language == "zh" else one.english or one.name for one in scheme.groups}
    awards = parsed(result.awards)
    yes = State(YES.in_language(language), "award")
    return (
        Cell(groups.get(result.group, result.group)),
        Cell(value=result.rank),
        Cell(result.name or result.unit),
        Cell(minus(result.score), Fraction(result.score)) if result.complete else Cell("—"),
        *([Cell(result.grade)] if scheme.grades else []),
        *(Cell(yes.word, state=yes) if awards.get(one.id) else Cell("") for one in scheme.awards),
    )
