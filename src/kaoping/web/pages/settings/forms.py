"""The forms of the settings: times and conditions, and days of the calendar."""

from __future__ import annotations

from dataclasses import asdict

from django import forms
from django.http import QueryDict

from kaoping.core.text import Language, Text
from kaoping.records.options import LONGEST_TIME, Options
from kaoping.web.shared.forms import worded

LABELS = {
    "objection_days": Text("下发核对后，几个工作日内可以申请复核", "Working days in which units may ask for a review"),
    "decision_days": Text("申请复核后，几个工作日内答复", "Working days in which a review is answered"),
    "approval_days": Text("更正得分的，几个工作日内由领导小组批准", "Working days in which a correction is approved"),
    "require_declared": Text(
        "各考评主体全部零报告以后才能下发核对", "Nothing is released before every body has declared its items checked"
    ),
}
HELPS = {
    "objection_days": Text(
        "从下发的次日起算；0 表示不设复核期。文件里常见 3 或 15。",
        "Counted from the day after the release; 0 for no reviews. Documents often have 3 or 15.",
    ),
    "decision_days": Text("从申请的次日起算；文件里常见 10。", "Counted from the day after the request; often 10."),
    "approval_days": Text("0 表示不需要批准；文件里有的为 5。", "0 where no approval is needed; sometimes 5."),
    "require_declared": Text(
        "没有问题的指标也要报告“已检查，无问题”。", "Items with nothing found have to be declared checked as well."
    ),
}
DAY_LABELS = {
    "first": Text("自", "From"),
    "last": Text("至", "To"),
    "kind": Text("这些天", "These days are"),
    "name": Text("名称", "Name"),
}
DAY_HELPS = {
    "last": Text("只有一天的不用填。", "Not needed for a single day."),
    "name": Text("例如：国庆节、调休上班。", "Such as a holiday's name."),
}
KINDS = {
    "off": Text("放假休息", "days off"),
    "on": Text("上班（调休）", "working days"),
    "week": Text("恢复为平常的周末或工作日", "as in any week again"),
}
WORKING = {"off": False, "on": True, "week": None}


class OptionsForm(forms.Form):
    """The options, in plain words."""

    objection_days = forms.IntegerField(min_value=0, max_value=LONGEST_TIME)
    decision_days = forms.IntegerField(min_value=0, max_value=LONGEST_TIME)
    approval_days = forms.IntegerField(min_value=0, max_value=LONGEST_TIME)
    require_declared = forms.BooleanField(required=False)

    def __init__(self, known: Options, language: Language, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="", initial=asdict(known))
        worded(self, language, LABELS, HELPS)


class DayForm(forms.Form):
    """One day or a few, and what they are; `given`: what a day that is to be changed says now."""

    first = forms.DateField(widget=forms.DateInput({"type": "date"}))
    last = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))
    kind = forms.ChoiceField()
    name = forms.CharField(required=False, max_length=100)

    def __init__(self, language: Language, data: QueryDict | None, given: QueryDict) -> None:
        super().__init__(data, label_suffix="", initial=given.dict())
        worded(self, language, DAY_LABELS, DAY_HELPS)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(kind, says.in_language(language)) for kind, says in KINDS.items()]
