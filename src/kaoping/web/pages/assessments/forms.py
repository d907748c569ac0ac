"""The form of a new assessment."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.http import HttpRequest

from kaoping.core.text import Language, Text
from kaoping.records.clock import today
from kaoping.records.models import Assessment
from kaoping.web.shared.forms import worded
from kaoping.web.shared.scheme_choice import SchemeForm

LABELS = {
    "name": Text("考评名称", "Name"),
    "year": Text("年度", "Year"),
    "copied_from": Text("沿用哪一次考评", "Take over from"),
}
HELPS = {
    "name": Text(
        "例如：目标管理绩效考核。年度不用写进名称。", "Such as: yearly performance assessment; without the year."
    ),
    "copied_from": Text(
        "沿用方案、单位、选项和任命；考核办、领导小组的任命由安全管理员重新办理。打分、填报的数据一概不沿用，口径重新确认。",
        "Takes over scheme, units, options and appointments; the office and the leading group are appointed anew by "
        "the security administrator. No scores and no data are taken over, and readings are confirmed anew.",
    ),
}
NONE = Text("（不沿用，从头建立）", "(nothing, begin from scratch)")
SAME = Text("与所沿用的考评相同", "As in the assessment taken over")
LATER = Text("以后由考核办采用；沿用的，与其相同", "Adopted later, or as taken over")


class AssessmentForm(SchemeForm):
    """A name, a year, and what it begins with."""

    name = forms.CharField(max_length=200)
    year = forms.IntegerField(min_value=1990, max_value=2200)
    copied_from = forms.ChoiceField(required=False)
    field_order = ("name", "year", "copied_from", "scheme", "file", "source")

    def __init__(self, request: HttpRequest, language: Language, known: Iterable[Assessment], *, must: bool) -> None:
        super().__init__(request, language, (("", SAME if must else LATER),))
        worded(self, language, LABELS, HELPS)
        earlier = list(known)
        choices = [(str(one.pk), str(one)) for one in earlier]
        field = self.fields["copied_from"]
        assert isinstance(field, forms.ChoiceField)
        field.required = must
        field.choices = choices if must else [("", NONE.in_language(language)), *choices]
        self.fields["year"].initial = earlier[0].year + 1 if must else today().year
        self.fields["name"].initial = earlier[0].name if must else ""
