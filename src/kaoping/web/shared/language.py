"""The language of a page: Chinese unless the reader has switched to English.

A cookie says it, so that every page knows it at once; a person's own choice is kept, and sets it at sign-in.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kaoping.actions.choose_language import choose_language
from kaoping.core.text import LANGUAGES, Language
from kaoping.records.models import Person

COOKIE = "kaoping_language"
YEAR = 365 * 24 * 3600
TAGS: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}


def language_of(request: HttpRequest) -> Language:
    """The language of a request."""
    return known_language(request.COOKIES.get(COOKIE, ""))


def known_language(name: str) -> Language:
    """The language of a name; Chinese where it is none of ours."""
    return next((language for language in LANGUAGES if language == name), LANGUAGES[0])


def language_middleware(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Tells readers and caches in which language a page is."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Language", TAGS[language_of(request)])
        return response

    return middleware


@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen language and goes back to where the reader was."""
    language = known_language(request.POST.get("language", ""))
    if isinstance(request.user, Person):
        choose_language(request.user, language)
    return speaking(request, HttpResponseRedirect(_back(request)), language)


def speaking(request: HttpRequest, response: HttpResponse, language: str) -> HttpResponse:
    """The answer, after which pages are in this language."""
    response.set_cookie(
        COOKIE, known_language(language), max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return response


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"
