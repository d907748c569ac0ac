"""The form of the sign-in page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest, QueryDict

from kaoping.core.text import Language, Text
from kaoping.records.models import Person

USERNAME, PASSWORD = Text("用户名", "User name"), Text("密码", "Password")
NEEDED = Text("请填写。", "Please fill this in.")
WRONG = Text(
    "用户名或密码不对，请重新输入。忘记密码的，请联系安全管理员。",
    "The user name or the password is wrong. If you have forgotten it, ask the security administrator.",
)


class SignInForm(forms.Form):
    """A name and a password; after a refusal the name stays, the password does not."""

    username = forms.CharField(
        max_length=150, widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none"})
    )
    password = forms.CharField(
        max_length=256, strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def __init__(self, request: HttpRequest, language: Language, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.request, self.language = request, language
        self.person: Person | None = None
        for name, label in (("username", USERNAME), ("password", PASSWORD)):
            self.fields[name].label = label.in_language(language)
            self.fields[name].error_messages["required"] = NEEDED.in_language(language)

    def clean(self) -> dict[str, Any] | None:
        """Looks the person up; which of the two is wrong is not told."""
        found = super().clean() or {}
        if "username" in found and "password" in found:
            self.person = authenticate(self.request, username=found["username"], password=found["password"])
            if self.person is None:
                self.add_error("password", WRONG.in_language(self.language))
        return found
