"""The form of one's own password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from kaoping.core.text import Language, Text
from kaoping.records.models import Person
from kaoping.web.shared.forms import worded

LABELS = {
    "current": Text("现在的密码", "Password so far"),
    "wanted": Text("新密码", "New password"),
    "again": Text("再输一次新密码", "New password again"),
}
RULES = Text(
    "至少 10 个字符；不能只有数字；不能与用户名、姓名相近；不能是常见的密码。几个不相关的词连起来，好记又安全。",
    "At least ten characters; not digits alone; not like your name or user name; not a common password. A few "
    "unrelated words in a row are safe and easy to keep in mind.",
)
WRONG = Text("现在的密码不对。", "This is not the password so far.")
DIFFERENT = Text("两次输入的新密码不一样。", "The two new passwords differ.")


class PasswordForm(forms.Form):
    """The old password, unless a link has just signed the person in, and the new one twice."""

    current = forms.CharField(
        max_length=256, strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    wanted = forms.CharField(max_length=256, strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"}))
    again = forms.CharField(max_length=256, strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"}))

    def __init__(self, person: Person, language: Language, data: QueryDict | None = None, *, by_link: bool) -> None:
        super().__init__(data, label_suffix="")
        self.person, self.language = person, language
        worded(self, language, LABELS, {"wanted": RULES})
        if by_link or not person.has_usable_password():
            del self.fields["current"]

    def clean(self) -> dict[str, Any] | None:
        """Looks at the old password, and whether the new ones agree."""
        found = super().clean() or {}
        if "current" in found and not self.person.check_password(found["current"]):
            self.add_error("current", WRONG.in_language(self.language))
        if "wanted" in found and "again" in found and found["wanted"] != found["again"]:
            self.add_error("again", DIFFERENT.in_language(self.language))
        return found
