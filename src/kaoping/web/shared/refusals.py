"""What was refused, as an answer: every reason for a refusal has one status, here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.refusals import NotAllowed, NotYours
from kaoping.web.shared.errors import NOT_ALLOWED, NOT_FOUND, ErrorPage, error_page
from kaoping.web.shared.language import language_of
from kaoping.web.shared.later import PATIENCE, NotReady, waiting_at_most
from kaoping.web.shared.parts import Empty, Progress

REFUSED = ErrorPage(
    422,
    Text("不能办理", "This cannot be done"),
    Text("请先改正以下问题，没有改动任何数据。", "Please correct what follows; no data was changed."),
    Text("", ""),
)


COMPUTED = Text("已计算的单位", "Units computed")


class RefusalMiddleware:
    """Answers what actions and access refuse, and what takes too long."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the page."""
        with waiting_at_most(PATIENCE if request.method == "GET" else None):
            return self.answer(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """The page of a refusal; what is no refusal is left to Django."""
        if isinstance(problem, NotReady):
            return _not_ready(request, problem)
        if isinstance(problem, NotYours):
            return error_page(request, NOT_FOUND)
        if isinstance(problem, NotAllowed):
            return error_page(request, replace(NOT_ALLOWED, says=problem.why))
        if isinstance(problem, Refused):
            early = _too_early(request, problem)
            if early is not None:
                return render(request, "early.html", {"empty": early})
            return render(request, "refused.html", {"page": REFUSED, "defects": problem.defects}, status=REFUSED.status)
        return None


def _not_ready(request: HttpRequest, problem: NotReady) -> HttpResponse:
    """A page that asks again by itself; a part of a page stays as it is."""
    if "HX-Request" in request.headers:
        return HttpResponse(status=204)
    known = Progress(COMPUTED.in_language(language_of(request)), problem.done, problem.whole) if problem.whole else None
    answer = render(request, "later.html", {"progress": known}, status=202)
    answer.headers["Refresh"] = "1"
    return answer


@dataclass(frozen=True)
class _Needed:
    """What an assessment needs before a page can show anything: what is said, and the step to it."""

    says: Text
    step: Text
    page: str


_NEEDED = {
    "no-scheme": _Needed(
        Text(
            "还没有采用考评方案，采用以后这里才有内容。",
            "No scheme has been adopted yet; this page needs one.",
        ),
        Text("查看方案", "The scheme"),
        "scheme",
    ),
    "no-units": _Needed(
        Text("还没有单位，列好单位以后这里才有内容。", "There are no units yet; this page needs them."),
        Text("查看单位与人员", "Units and people"),
        "units",
    ),
}


def _too_early(request: HttpRequest, refused: Refused) -> Empty | None:
    """For whoever only looks: what has to be set up first, where nothing else is wrong."""
    codes = {defect.code for defect in refused.defects}
    found, frame = request.resolver_match, getattr(request, "frame", None)
    if request.method != "GET" or len(codes) != 1 or found is None or "key" not in found.kwargs:
        return None
    needed = _NEEDED.get(codes.pop())
    if needed is None or found.url_name == needed.page:
        return None
    language, href = language_of(request), reverse(needed.page, args=[found.kwargs["key"]])
    known = any(place.href == href for place in getattr(frame, "places", ()))
    step = (needed.step.in_language(language), href) if known else ("", "")
    return Empty(needed.says.in_language(language), *step)
