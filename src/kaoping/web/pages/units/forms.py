"""The forms of the units' pages: one unit, and a workbook of units."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from kaoping.core.facts import Unit
from kaoping.core.text import Language, Text
from kaoping.web.shared.forms import REASON, worded

CODE, NAME, GROUP = Text("编号", "Code"), Text("单位名称", "Name of the unit"), Text("类别", "Group")
FILE = Text("单位表（Excel）", "Workbook of units")
CODE_HELP = Text(
    "由字母、数字组成，例如 u-01；以后不能改，各年度宜保持一致。",
    "Letters and digits, such as u-01. It cannot be changed later; keep it the same over the years.",
)
CHANGE_HELP = Text("改名或调整类别，须写明理由，例如“机构改革更名”。", "Say why it is renamed or regrouped.")
IMPORT_HELP = Text(
    "表中有单位要改名或调整类别时，须写明理由；只添加新单位的不用填。",
    "Needed where units are renamed or regrouped; not where units are only added.",
)


class UnitForm(forms.Form):
    """A unit; one that is there keeps its code and says why it changes. `expected` is the fact that was seen."""

    code = forms.SlugField(max_length=100, allow_unicode=True)
    name = forms.CharField(max_length=200)
    group = forms.ChoiceField()
    why = forms.CharField(max_length=500, widget=forms.Textarea({"rows": 2}))
    expected = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        groups: Mapping[str, str],
        language: Language,
        data: QueryDict | None = None,
        known: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, label_suffix="", initial=dict(known or {}))
        labels = {"code": CODE, "name": NAME, "group": GROUP, "why": REASON}
        worded(self, language, labels, {"code": CODE_HELP, "why": CHANGE_HELP})
        group = self.fields["group"]
        assert isinstance(group, forms.ChoiceField)
        group.choices = list(groups.items())
        for name in ("why", "expected") if known is None else ("code",):
            del self.fields[name]
        if not groups:
            del self.fields["group"]

    def unit(self, code: str = "") -> Unit:
        """The unit as it was filled in."""
        given = self.cleaned_data
        return Unit(code or given["code"], given["name"].strip(), given.get("group", ""))
