"""The forms on the page of a fact: evidence, withdrawal, the decision of a claim, hearing and decision of a veto."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from kaoping.actions.decide_veto import VetoDecision
from kaoping.core.text import Language, Text
from kaoping.files.facts.vetoes import choices_of
from kaoping.schemes.model_results import VetoEntry
from kaoping.web.shared.forms import needed

WHY = Text("理由", "Reason")
OUTCOME, POINTS = Text("审定", "Decision"), Text("认定分值", "Points approved")
POINTS_HELP = Text("部分认定时填写，须在条款幅度以内。", "Where it is approved in part; within the clause's range.")
WHOLE, PART, REFUSED = (
    Text("全部认定", "approve as claimed"),
    Text("部分认定", "approve in part"),
    Text("不予认定", "refuse"),
)
SAID = Text("申辩意见", "What the unit says")
SAID_HELP = Text(
    "由单位填写，或由考核办按申辩记录填写；放弃申辩的，写“放弃申辩”。",
    "By the unit, or by the office from the minutes; write it where the hearing is waived.",
)
NUMBER, AUTHORITY = Text("决定文号", "Number of the document"), Text("决定机关", "Decided by")
NUMBER_HELP = Text("文件或会议纪要的编号。", "Of the document or the minutes.")
EFFECT = Text("后果", "Effect")
CONDITION = Text("条件：{condition}", "Condition: {condition}")
CONDITION_HELP = Text("写明是否具备和认定依据。", "Whether it is met, and by what it was found.")


class _Said(forms.Form):
    """A form whose labels are in the reader's language."""

    def say(self, language: Language, labels: dict[str, Text], help_texts: dict[str, Text] | None = None) -> None:
        for name, text in labels.items():
            self.fields[name].label = text.in_language(language)
        for name, text in (help_texts or {}).items():
            self.fields[name].help_text = text.in_language(language)
        for field in self.fields.values():
            field.error_messages["required"] = needed(field, language)


class WhyForm(_Said):
    """A reason."""

    why = forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, language: Language, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="", prefix="withdraw")
        self.say(language, {"why": WHY})


class ClaimForm(_Said):
    """Approved wholly, in part, or refused."""

    outcome = forms.ChoiceField(widget=forms.RadioSelect)
    points = forms.CharField(required=False, max_length=30, widget=forms.TextInput({"inputmode": "decimal"}))
    why = forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, language: Language, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="", prefix="claim")
        self.language = language
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (name, text.in_language(language))
            for name, text in (("whole", WHOLE), ("part", PART), ("refused", REFUSED))
        ]
        self.say(language, {"outcome": OUTCOME, "points": POINTS, "why": WHY}, {"points": POINTS_HELP})

    def clean(self) -> dict[str, object]:
        """A part needs its points."""
        found: dict[str, object] = super().clean() or {}
        if found.get("outcome") == "part" and not found.get("points"):
            self.add_error("points", needed(self.fields["points"], self.language))
        return found

    @property
    def points_given(self) -> str | None:
        """The points that count: those claimed where empty, none where refused."""
        outcome = self.cleaned_data["outcome"]
        return {"whole": "", "part": self.cleaned_data["points"]}.get(outcome)


class HearingForm(_Said):
    """What the unit says."""

    said = forms.CharField(max_length=10_000, widget=forms.Textarea({"rows": 5}))

    def __init__(self, language: Language, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="", prefix="hearing")
        self.say(language, {"said": SAID}, {"said": SAID_HELP})


class VetoForm(_Said):
    """The decision of a veto; one field for each printed condition."""

    number = forms.CharField(max_length=100)
    authority = forms.CharField(max_length=100)

    def __init__(self, veto: VetoEntry, language: Language, data: QueryDict | None = None, effect: str = "") -> None:
        super().__init__(data, label_suffix="", prefix="veto", initial={"effect": effect})
        self.veto = veto
        labels = {"number": NUMBER, "authority": AUTHORITY}
        for place, condition in enumerate(veto.conditions):
            name = f"condition{place}"
            self.fields[name] = forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 2}))
            labels[name] = CONDITION.with_values(condition=condition)
        effects = choices_of(veto)
        if effects:
            self.fields["effect"] = forms.ChoiceField(choices=[(one, one) for one in effects])
            labels["effect"] = EFFECT
        self.fields["why"] = forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 2}))
        helps = {"number": NUMBER_HELP} | {name: CONDITION_HELP for name in labels if name.startswith("condition")}
        self.say(language, labels | {"why": WHY}, helps)

    @property
    def decision(self) -> VetoDecision:
        """The decision."""
        given = self.cleaned_data
        conditions = tuple((one, given[f"condition{place}"]) for place, one in enumerate(self.veto.conditions))
        return VetoDecision(given["number"], given["authority"], conditions, given.get("effect", ""))
