"""The form of a countersignature."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from kaoping.actions.countersign import Word
from kaoping.core.text import Language, Text
from kaoping.web.shared.forms import needed, worded

AGREED = (("yes", Text("同意", "agree")), ("no", Text("不同意", "disagree")))
WORD, NOTE = Text("会签意见", "Your word"), Text("说明", "Remarks")
NOTE_HELP = Text("不同意的，请写明对哪些单位、为什么。", "Where you disagree, say about which units, and why.")
SIGNATURE = Text("签字件或会议纪要编号", "Number of the signed paper or minutes")
SIGNATURE_HELP = Text("已在纸上会签的，填写编号即可。", "Where it was signed on paper, its number stands for it.")
PAPER_HELP = Text(
    "例如：会签单〔2021〕3号、会议纪要第5期。", "Such as the number of the signed sheet or of the minutes."
)

WHY = Text("改为同意的理由", "Why it is agreed to now")
WHY_HELP = Text(
    "例如：已按该部门意见更正，该部门重新会签。原来的不同意见照样保留。",
    "Such as: corrected as the body asked, and signed again by it. The objection stays on record.",
)


class WordForm(forms.Form):
    """Whether a body agrees; `seen` is the last line of the journal of what it saw."""

    item = forms.CharField(widget=forms.HiddenInput, max_length=200)
    body = forms.CharField(widget=forms.HiddenInput, max_length=100)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    agreed = forms.ChoiceField(widget=forms.RadioSelect)
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))
    signature = forms.CharField(required=False, max_length=200)

    def __init__(
        self,
        language: Language,
        data: QueryDict | None = None,
        given: dict[str, object] | None = None,
        prefix: str = "",
    ) -> None:
        super().__init__(data, label_suffix="", initial=given or {}, prefix=prefix or None)
        field = self.fields["agreed"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, text.in_language(language)) for name, text in AGREED]
        for name, label in (("agreed", WORD), ("note", NOTE), ("signature", SIGNATURE)):
            self.fields[name].label = label.in_language(language)
            self.fields[name].error_messages["required"] = needed(self.fields[name], language)
        self.fields["note"].help_text = NOTE_HELP.in_language(language)
        self.fields["signature"].help_text = SIGNATURE_HELP.in_language(language)

    @property
    def word(self) -> Word:
        """What the body says."""
        given = self.cleaned_data
        return Word(given["agreed"] == "yes", given["note"].strip(), given["signature"].strip())


class PaperForm(forms.Form):
    """What bodies have signed on paper: its number; `seen` is the last change that lay before them."""

    signature = forms.CharField(max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, language: Language, data: QueryDict | None = None, seen: int = 0) -> None:
        super().__init__(data, label_suffix="", initial={"seen": seen}, prefix=self.prefix)
        worded(self, language, {"signature": SIGNATURE}, {"signature": PAPER_HELP})

    @property
    def instead(self) -> str | None:
        """Why objections are over; None where nobody has objected."""
        return None


class InsteadForm(PaperForm):
    """The same where a body has objected: the office says why the objection is over."""

    prefix = "instead"
    why = forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, language: Language, data: QueryDict | None = None, seen: int = 0) -> None:
        super().__init__(language, data, seen)
        worded(self, language, {"why": WHY}, {"why": WHY_HELP})

    @property
    def instead(self) -> str | None:
        """The reason that was typed."""
        return str(self.cleaned_data["why"])
