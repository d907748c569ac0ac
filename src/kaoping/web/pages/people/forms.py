"""The forms of the people's pages: one appointment, and a workbook of appointments."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from kaoping.core.text import Language, Text
from kaoping.files.people import Listed
from kaoping.web.shared.forms import worded

LABELS = {
    "username": Text("用户名", "User name"),
    "name": Text("姓名", "Name"),
    "role": Text("角色", "Role"),
    "unit": Text("单位", "Unit"),
    "assessor": Text("考评主体", "Body scored for"),
    "since": Text("任命自", "From"),
    "until": Text("任命至", "Until"),
}
HELPS = {
    "username": Text(
        "登录用的名字，例如 caizheng-01。没有这个人的，会同时新建；登录链接由安全管理员发放。",
        "The name to sign in with. Whoever is not known yet is added; the security administrator issues the link.",
    ),
    "role": Text(
        "“检查组”在各项指标登记检查发现的问题和事件，不打分。替某个考评主体填报的人请选“考评主体”，哪怕那个主体就叫“检查组”。",
        "Inspectors record findings and events at any item and give no points. Whoever enters for a body is an "
        "assessor, even where that body is called inspection group.",
    ),
    "unit": Text(
        "单位负责人、单位经办人、单位监察机构必须选。", "Needed for heads, clerks and supervision bodies of units."
    ),
    "assessor": Text("角色是“考评主体”时必须选。", "Needed for assessors."),
    "since": Text("不填即从今天起。", "From today where this is empty."),
    "until": Text(
        "从这一天起不再有这个角色；不填即长期。", "On this day the role has ended; without one it has no end."
    ),
}
FILE = Text("人员表（Excel）", "Workbook of people")
WHY_HELP = Text(
    "表中改变了已有任命的结束日期时，须写明理由。", "Needed where the end of an appointment that is there is changed."
)
NONE = Text("（无）", "(none)")


class AppointmentForm(forms.Form):
    """Somebody in a role."""

    username = forms.SlugField(max_length=150, allow_unicode=True, widget=forms.TextInput({"autocapitalize": "none"}))
    name = forms.CharField(max_length=100)
    role = forms.ChoiceField()
    unit = forms.ChoiceField(required=False)
    assessor = forms.ChoiceField(required=False)
    since = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(
        self, choices: Mapping[str, Mapping[str, Text]], language: Language, data: QueryDict | None = None
    ) -> None:
        super().__init__(data, label_suffix="")
        worded(self, language, LABELS, HELPS)
        for name, entries in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            nothing = [] if field.required else [("", NONE.in_language(language))]
            field.choices = nothing + [(key, says.in_language(language)) for key, says in entries.items()]

    def listed(self) -> Listed:
        """The appointment as a row of a workbook would give it."""
        given = self.cleaned_data
        return Listed(
            username=given["username"],
            name=given["name"],
            role=given["role"],
            unit=given["unit"],
            assessor=given["assessor"],
            since=given["since"],
            until=given["until"],
        )
