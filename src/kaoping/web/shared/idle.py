"""Signed out after half an hour without a request: the time is written down once a minute, not with every page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kaoping.records import clock

SEEN, MINUTE = "seen", 60


def idle_middleware(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Keeps the session of whoever is here; saving it begins its time anew."""

    def middleware(request: HttpRequest) -> HttpResponse:
        now = int(clock.now().timestamp())
        if request.session.session_key and now - request.session.get(SEEN, 0) >= MINUTE:
            request.session[SEEN] = now
        return answer(request)

    return middleware
