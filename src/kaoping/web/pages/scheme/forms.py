"""The form with which an office confirms a reading by name."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from kaoping.core.text import Language, Text
from kaoping.schemes.model import Reading
from kaoping.schemes.nodes import read_yaml
from kaoping.schemes.readings import plain
from kaoping.web.shared.forms import needed

CHOICE, VALUE = Text("采用的口径", "The reading that holds"), Text("数或分值表", "Number or table")
REASON = Text("理由", "Reason")
HELP = Text(
    "选择需要给出数或分值表的口径时填写。分值表每行写一项，例如 t1: 10。",
    "Needed where the reading takes a number or a table; a table has one entry per line, such as t1: 10.",
)
WHY = Text("改变已确认的口径，须写明理由。", "A reason is needed to change what was confirmed.")


class ReadingForm(forms.Form):
    """An alternative, what it takes, and why; `expected` is the confirmation that the person saw."""

    alternative = forms.ChoiceField(widget=forms.RadioSelect)
    value = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea({"rows": 4}))
    why = forms.CharField(required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))
    expected = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        reading: Reading,
        language: Language,
        data: QueryDict | None = None,
        given: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, label_suffix="", initial=dict(given or {}))
        self.reading, self.language = reading, language
        says = [(one.id, Text(one.says or one.id, one.english or one.says or one.id)) for one in reading.alternatives]
        field = self.fields["alternative"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, text.in_language(language)) for name, text in says]
        for name, label in (("alternative", CHOICE), ("value", VALUE), ("why", REASON)):
            self.fields[name].label = label.in_language(language)
            self.fields[name].error_messages["required"] = needed(self.fields[name], language)
        self.fields["value"].help_text = HELP.in_language(language)
        self.fields["why"].help_text = WHY.in_language(language)
        if not any(one.takes for one in reading.alternatives):
            del self.fields["value"]

    def clean(self) -> dict[str, object]:
        """An alternative that takes something needs it; without a choice the first one has the focus."""
        found: dict[str, object] = super().clean() or {}
        if self.has_error("alternative"):
            self.fields["alternative"].widget.attrs["autofocus"] = True
        chosen = self.reading.alternative(str(found.get("alternative", "")))
        if chosen is not None and chosen.takes and not found.get("value"):
            self.add_error("value", needed(self.fields["value"], self.language))
        return found

    @property
    def choice(self) -> object:
        """The choice as a result file prints it: an alternative's id, a number, or a table.

        Raises:
            Refused: where the table cannot be read.
        """
        chosen = self.reading.alternative(self.cleaned_data["alternative"])
        if chosen is None or not chosen.takes:
            return self.cleaned_data["alternative"]
        value = self.cleaned_data["value"].strip()
        return value if chosen.takes == "number" else plain(read_yaml(value, VALUE.in_language(self.language)))
