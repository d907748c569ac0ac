"""The forms of the accounts' pages."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from kaoping.core.text import Language, Text
from kaoping.records.roles import ADMINISTRATORS, ROLES
from kaoping.web.shared.forms import worded

LABELS = {
    "username": Text("用户名", "User name"),
    "name": Text("姓名", "Name"),
    "language": Text("页面语言", "Language of the pages"),
}
HELP = Text(
    "登录用的名字，例如 caizheng-01；以后不能改。",
    "The name to sign in with, such as caizheng-01. It cannot be changed.",
)
ROLE = Text("管理员角色", "Administrator's role")


class PersonForm(forms.Form):
    """Somebody new."""

    username = forms.SlugField(max_length=150, allow_unicode=True, widget=forms.TextInput({"autocapitalize": "none"}))
    name = forms.CharField(max_length=100)
    language = forms.ChoiceField(choices=[("zh", "中文"), ("en", "English")])

    def __init__(self, language: Language, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        worded(self, language, LABELS, {"username": HELP})


class AdministratorForm(forms.Form):
    """Which of the three administrators somebody is to be."""

    role = forms.ChoiceField()

    def __init__(self, language: Language, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        worded(self, language, {"role": ROLE})
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(role, says.in_language(language)) for role, says in ROLES.items() if role in ADMINISTRATORS]
