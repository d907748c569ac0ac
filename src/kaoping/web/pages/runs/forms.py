"""The form that starts a run."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from kaoping.core.text import Language, Text

ON = Text("数据截至哪一天", "Facts as of the end of which day")
HELP = Text(
    "不填，就按现在的数据核算；填以前的日期，就按那一天结束时的数据、方案和口径核算。",
    "Leave it empty for the facts of now; an earlier day takes facts, scheme and readings as that day ended.",
)
NO_DATE = Text("请填写日期，例如 2020-06-03。", "Give a date, such as 2020-06-03.")


class RunForm(forms.Form):
    """As of which day, and the number of the last run that the person saw."""

    on = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    after = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, language: Language, after: int, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="", initial={"after": after})
        self.fields["on"].label = ON.in_language(language)
        self.fields["on"].help_text = HELP.in_language(language)
        self.fields["on"].error_messages["invalid"] = NO_DATE.in_language(language)
