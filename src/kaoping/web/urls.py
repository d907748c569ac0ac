"""The product on one screen: every address and the page behind it."""

from __future__ import annotations

from django.urls import path

from kaoping.web.pages.sign_in.views import sign_in, sign_out
from kaoping.web.shared.language import switch_language

urlpatterns = [
    path("sign-in", sign_in, name="sign-in"),
    path("sign-out", sign_out, name="sign-out"),
    path("language", switch_language, name="language"),
]

handler400 = "kaoping.web.shared.errors.bad_request"
handler403 = "kaoping.web.shared.errors.not_allowed"
handler404 = "kaoping.web.shared.errors.not_found"
handler500 = "kaoping.web.shared.errors.failed"
