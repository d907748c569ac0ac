"""Signing in with a name and a password, and signing out."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kaoping.actions.sign_in_with_link import sign_in_with_link
from kaoping.core.text import Text
from kaoping.web.pages.sign_in.forms import SignInForm
from kaoping.web.shared.by_link import BY_LINK
from kaoping.web.shared.language import language_of, speaking

START = "/"
NO_PASSWORD = Text(
    "您还没有密码，链接不能再用第二次。请点右上角的姓名，设定密码。",
    "You have no password yet, and the link works only once. Set one: open your name at the top right.",
)
BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The page, and what is sent from it; leads on to where the person wanted to go."""
    form = SignInForm(request, language_of(request), request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and form.person is not None:
        login(request, form.person)
        return speaking(request, HttpResponseRedirect(_wanted(request)), form.person.language)
    context = {"form": form, "next": _wanted(request)}
    return render(request, "pages/sign_in/page.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time link: opening it changes nothing, the button signs in and uses it up.

    Raises:
        NotAllowed: where the link is unknown, used or expired.
    """
    if request.method == "POST":
        person = sign_in_with_link(token)
        login(request, person, backend=BACKEND)
        request.session[BY_LINK] = True
        if not person.has_usable_password():
            messages.info(request, NO_PASSWORD.in_language("en" if person.language == "en" else "zh"))
        return speaking(request, HttpResponseRedirect(START), person.language)
    return render(request, "pages/sign_in/link.html")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    logout(request)
    return HttpResponseRedirect(START)


def _wanted(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else START
