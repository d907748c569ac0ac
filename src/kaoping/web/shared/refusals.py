"""What was refused, as an answer: every reason for a refusal has one status, here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.refusals import NotAllowed, NotYours
from kaoping.web.shared.errors import NOT_ALLOWED, NOT_FOUND, ErrorPage, error_page

REFUSED = ErrorPage(
    422,
    Text("不能办理", "This cannot be done"),
    Text("请先改正以下问题，没有改动任何数据。", "Please correct what follows; no data was changed."),
    Text("", ""),
)


class RefusalMiddleware:
    """Answers what actions and access refuse."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the page."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """The page of a refusal; what is no refusal is left to Django."""
        if isinstance(problem, NotYours):
            return error_page(request, NOT_FOUND)
        if isinstance(problem, NotAllowed):
            return error_page(request, replace(NOT_ALLOWED, says=problem.why))
        if isinstance(problem, Refused):
            return render(request, "refused.html", {"page": REFUSED, "defects": problem.defects}, status=REFUSED.status)
        return None
