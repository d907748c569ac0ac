"""Setting one's own password."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kaoping.actions.set_password import set_password
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.web.pages.password.forms import PasswordForm
from kaoping.web.shared.by_link import BY_LINK
from kaoping.web.shared.forms import FormPage, form_answer, refuse_in
from kaoping.web.shared.frame import Frame
from kaoping.web.shared.language import language_of
from kaoping.web.shared.visit import person_of

HEADING, SET = Text("设定密码", "Set the password"), Text("设定密码", "Set the password")
PURPOSE = Text(
    "以后用用户名“{username}”和这个密码登录。密码只有您自己知道，系统里只存它的校验值。",
    "You sign in with the user name “{username}” and this password. Nobody else knows it; only a hash is kept.",
)
DONE = Text("密码已设定，下次用它登录。", "The password is set; use it the next time you sign in.")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """One's own password; every other session of the person ends."""
    person, language = person_of(request), language_of(request)
    request.frame = Frame(person=person.name)  # type: ignore[attr-defined]  # what templates read beside the request
    form = PasswordForm(person, language, request.POST or None, by_link=bool(request.session.get(BY_LINK)))
    if request.method == "POST" and form.is_valid():
        try:
            set_password(person, form.cleaned_data["wanted"])
        except Refused as refused:
            refuse_in(form, refused, language)
        else:
            update_session_auth_hash(request, person)
            request.session.pop(BY_LINK, None)
            messages.success(request, DONE.in_language(language))
            return HttpResponseRedirect("/")
    purpose = PURPOSE.with_values(username=person.username).in_language(language)
    page = FormPage(HEADING.in_language(language), purpose, SET.in_language(language), "/")
    return form_answer(request, page, form)
