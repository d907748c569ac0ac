"""Views that show the pages with the demonstration year instead of an office's own records."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from kaoping.core.line import Clause
from kaoping.reports.explanation import source_lines
from kaoping.schemes.assessment import Assessment
from kaoping.web.pages.ranking.build import Addresses, Doubts, RankingBuilder, shown_group
from kaoping.web.pages.ranking.computed import ranked_groups
from kaoping.web.pages.scheme.build import SchemeBuilder
from kaoping.web.pages.scheme.forms import ReadingForm
from kaoping.web.pages.scheme.readings import ReadingContext
from kaoping.web.pages.scorecard.build import ScorecardBuilder, depth_of
from kaoping.web.pages.scorecard.ledger import Sources, peer_scores
from kaoping.web.shared.frame import PLACES, Frame, Link, places
from kaoping.web.shared.language import language_of
from kaoping.web.shared.source import ClauseMark, clause_id, clauses_of, passage
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from tests.pages import samples
from tests.pages.parts import LARGE, PARTS, large_sheet
from tests.pages.parts import parts as parts_shown

CASES = {"chaoyang": samples.CHAOYANG, "stations": samples.STATIONS}


def assessment_of(case: str) -> Assessment:
    """The sample of a case."""
    return samples.unfinished_year() if case == "unfinished" else samples.year(CASES[case])


def framed(request: HttpRequest, case: str, current: str) -> None:
    """Leaves the frame of the assessment office on the request."""
    language = language_of(request)
    zh = language == "zh"
    titles = {
        "chaoyang": "朝阳区效能监察 2009年",
        "stations": "重点站区 2020年",
        "unfinished": "朝阳区效能监察 2009年（试算）",
    }
    addresses = {name: f"/sample/{case}/{name}" for name in PLACES}
    request.frame = Frame(  # type: ignore[attr-defined]
        person="示例账号" if zh else "sample account",
        role="考核办" if zh else "assessment office",
        assessment=titles[case],
        assessments=tuple(Link(title, f"/sample/{name}/{current}", name == case) for name, title in titles.items()),
        places=places(addresses, PLACES, current, 3, language),
        waiting=3,
        sample=True,
    )


def ranking(request: HttpRequest, case: str) -> HttpResponse:
    """排名."""
    framed(request, case, "ranking")
    language = language_of(request)
    base = f"/sample/{case}"
    addresses = Addresses(
        group=lambda group: f"{base}/ranking?group={group}",
        scorecard=lambda unit: f"{base}/scorecards/{unit}",
        comparison=lambda unit: f"{base}/scheme?unit={unit}#readings",
        remind=lambda unit: f"{base}/completeness?unit={unit}",
    )
    builder = RankingBuilder(language, addresses, samples.doubts() if case == "chaoyang" else Doubts())
    groups = ranked_groups(assessment_of(case), language)
    shown = shown_group(groups, request.GET.get("group", ""))
    sheet = builder.sheet(shown)
    asked = asked_of(request, kept=["group"])
    if asked.export:
        return workbook_answer(sheet, asked, sheet.caption)
    purpose = {
        "zh": "第3次核算（试算），数据截至2010年1月20日。核对无误以后，下发各单位核对。",
        "en": "Scoring run 3 (trial), facts as of 20 January 2010. When it is right, release it to the units.",
    }
    action = Link("下发核对" if language == "zh" else "Release to units", f"{base}/reviews")
    page = builder.content(groups, shown)
    context = {"page": page, "table": arranged(sheet, asked), "purpose": purpose[language], "action": action}
    return render(request, "pages/ranking/page.html", context)


def marked(case: str) -> Callable[[Clause], ClauseMark | None]:
    """Marks of clauses that open the sample's original text."""

    def mark(clause: Clause) -> ClauseMark | None:
        if not clause.at:
            return None
        line = next(iter(source_lines(clause.at)), 1)
        opens = f"/sample/{case}/clauses/{clause_id(clause)}"
        return ClauseMark(clause.at, f"/sample/{case}/scheme#source-{line}", opens)

    return mark


def scorecard(request: HttpRequest, case: str, unit: str) -> HttpResponse:
    """得分表."""
    framed(request, case, "scorecards")
    here = f"/sample/{case}/scorecards/{unit}"
    assessment = assessment_of(case)
    sources = Sources(marked(case), peer_scores(assessment, assessment.card(unit).unit.group))
    language = language_of(request)
    builder = ScorecardBuilder(assessment, unit, language, sources, lambda depth: f"{here}?depth={depth}")
    if request.GET.get("format") == "json":
        return HttpResponse(builder.trace(), content_type="application/json")
    purpose = {
        "zh": "每个得分是它下面各行的合计。点分数看算式，点“条文”看原文；有异议的，可在1月27日前申请复核。",
        "en": "Every score is the sum of the lines below it. Open an amount for its working, a clause for the text.",
    }
    context = {
        "page": builder.content(depth_of(request.GET.get("depth", ""))),
        "purpose": purpose[language],
        "action": Link("申请复核" if language == "zh" else "Ask for a review", f"/sample/{case}/reviews"),
    }
    return render(request, "pages/scorecard/page.html", context)


def scheme(request: HttpRequest, case: str) -> HttpResponse:
    """方案."""
    framed(request, case, "scheme")
    language = language_of(request)
    assessment = assessment_of(case)
    context = ReadingContext(
        confirmed={"item-5": "考核办 2009年4月10日", "groups": "考核办 2009年4月10日"},
        effects=samples.effects() if case == "chaoyang" else {},
        units={unit.id: unit.name for unit in assessment.facts.units},
        confirm=lambda reading: f"/sample/{case}/scheme?confirm={reading}",
    )
    purpose = {
        "zh": "原文的每一栏、每条规则的依据和没有写明的地方都在这里。口径逐条确认以后，才能下发核对。",
        "en": "Every column of the document, the clause behind each rule, and what the text leaves open.",
    }
    content = SchemeBuilder(assessment.settled, language, marked(case), context).content()
    return render(request, "pages/scheme/page.html", {"page": content, "purpose": purpose[language]})


def reading(request: HttpRequest, case: str, name: str) -> HttpResponse:
    """确认口径; sent without a choice it is refused."""
    framed(request, case, "scheme")
    found = next(one for one in assessment_of(case).settled.file.readings if one.id == name)
    language = language_of(request)
    form = ReadingForm(found, language, QueryDict() if "refused" in request.GET else None)
    context = {"form": form, "question": found.question, "quote": found.clause.quote, "back": "/"}
    return render(request, "pages/scheme/reading.html", {**context, "clause": marked(case)(found.clause)})


def clause(request: HttpRequest, case: str, clause: str) -> HttpResponse:
    """The original text around a clause."""
    assessment = assessment_of(case)
    known = clauses_of(assessment.settled, assessment.programs.values())
    if clause not in known:
        raise Http404
    line = next(iter(source_lines(known[clause].at)), 1)
    source, title = assessment.settled.file.source, assessment.settled.scheme.source.title
    found = passage(source, known[clause], title, f"/sample/{case}/scheme#source-{line}")
    return render(request, "clause.html", {"passage": found})


def parts(request: HttpRequest) -> HttpResponse:
    """Every component once."""
    framed(request, "chaoyang", "entry")
    return HttpResponse(PARTS.render(parts_shown(language_of(request)), request))


def large(request: HttpRequest, count: int) -> HttpResponse:
    """A table of so many rows."""
    framed(request, "chaoyang", "ranking")
    asked, sheet = asked_of(request), large_sheet(count)
    if asked.export:
        return workbook_answer(sheet, asked, sheet.caption, "示例数据")
    return HttpResponse(LARGE.render({"table": arranged(sheet, asked)}, request))
