"""Confirming the readings that are still open, each as it stands: what it leaves open, and what would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kaoping.actions.confirm_reading import confirm_reading
from kaoping.core.text import Text
from kaoping.records.access import permit
from kaoping.records.canonical import parsed
from kaoping.records.models import ReadingAnalysis, SchemeVersion
from kaoping.records.queries.runs import settled_of
from kaoping.records.queries.schemes import confirmations, in_force, scheme_file
from kaoping.records.refusals import Conflict
from kaoping.reports.naming import unit_labels
from kaoping.schemes.model import Alternative, Reading
from kaoping.web.pages.readings.build import AnalysisBuilder
from kaoping.web.shared.runs import scored
from kaoping.web.shared.scheme_source import marks
from kaoping.web.shared.source import ClauseMark
from kaoping.web.shared.visit import Visit, visit

DONE = Text("已确认 {count} 条口径。", "Readings confirmed: {count}.")
MEANWHILE = Text(
    "“{question}”别人刚刚确认了另一种口径，请在方案页查看。",
    "Somebody else has just taken “{question}” otherwise; see the scheme.",
)
NONE = Text("没有选择口径。", "No reading was chosen.")
OTHER_SCHEME = Text(
    "您打开页面以后，采用了另一版方案，没有确认。请看过现在的口径再确认。",
    "Since you opened the page another version of the scheme was adopted; nothing was confirmed. Please look at its "
    "readings.",
)


@dataclass(frozen=True)
class Choice:
    """One way of reading a clause, and what would change under it."""

    says: str
    in_force: bool
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """An open reading: its words in the document, its alternatives, the page on which another one is chosen."""

    id: str
    question: str
    quote: str
    clause: ClauseMark | None
    choices: tuple[Choice, ...]
    href: str


@require_http_methods(["GET", "POST"])
@login_required
def confirm_readings(request: HttpRequest, key: int) -> HttpResponse:
    """The page; each reading that is chosen is confirmed by name, as a line of the journal of its own.

    Raises:
        NotAllowed: unless for the office or the leading group, before the result is frozen.
    """
    visited = visit(request, key, "scheme")
    permit(visited.person, "confirm_reading", visited.assessment)
    version = in_force(visited.assessment)
    if request.method == "GET":
        return _page(request, visited, version)
    if request.POST.get("version") != str(version.pk):
        return _page(request, visited, version, visited.said(OTHER_SCHEME), status=409)
    wanted = [one for one in _open(version) if one.id in request.POST.getlist("reading")]
    if not wanted:
        return _page(request, visited, version, visited.said(NONE), status=422)
    _confirm(request, visited, version, wanted)
    left = reverse("confirm-readings" if _open(version) else "scheme", args=[key])
    return HttpResponseRedirect(left)


def _open(version: SchemeVersion) -> list[Reading]:
    known = confirmations(version)
    return [one for one in scheme_file(version).readings if one.id not in known]


def _confirm(request: HttpRequest, visited: Visit, version: SchemeVersion, wanted: Sequence[Reading]) -> None:
    taken = 0
    for one in wanted:
        try:
            confirm_reading(visited.person, version, one.id, one.default)
            taken += 1
        except Conflict:
            messages.warning(request, visited.said(MEANWHILE, question=one.question))
    if taken:
        messages.success(request, visited.said(DONE, count=taken))


def _page(
    request: HttpRequest, visited: Visit, version: SchemeVersion, wrong: str = "", status: int = 200
) -> HttpResponse:
    analysis = _analysis(visited, version)
    context = {
        "lines": tuple(_lines(visited, _open(version), analysis)),
        "version": version.pk,
        "wrong": wrong,
        "analysed": analysis is not None,
        "analysis": reverse("readings-analysis", args=[visited.assessment.pk]),
        "scheme": reverse("scheme", args=[visited.assessment.pk]),
    }
    return render(request, "pages/readings/confirm.html", context, status=status)


def _lines(visited: Visit, readings: Sequence[Reading], analysis: AnalysisBuilder | None) -> Iterator[Line]:
    mark = marks(visited.assessment)

    def choice(reading: Reading, one: Alternative) -> Choice:
        says = visited.said(Text(one.says or one.id, one.english or one.says or one.id))
        in_force = one.id == reading.default
        return Choice(says, in_force, () if in_force or not analysis else analysis.changes(reading.id, one.id))

    for reading in readings:
        yield Line(
            id=reading.id,
            question=visited.said(Text(reading.question, reading.english or reading.question)),
            quote=reading.clause.quote,
            clause=mark(reading.clause),
            choices=tuple(choice(reading, one) for one in reading.alternatives),
            href=reverse("reading", args=[visited.assessment.pk, reading.id]),
        )


def _analysis(visited: Visit, version: SchemeVersion) -> AnalysisBuilder | None:
    """What was found out about the readings of a version, in its newest run that was analysed."""
    done = ReadingAnalysis.objects.filter(run__assessment=visited.assessment, run__version=version, state="done")
    kept = done.select_related("run__assessment", "run__version").order_by("-run__number").first()
    if kept is None:
        return None
    readings = {one.id: one for one in settled_of(kept.run).file.readings}
    names = unit_labels(scored(kept.run).facts.units)
    return AnalysisBuilder(parsed(kept.content), readings, frozenset(), names, visited.language)
