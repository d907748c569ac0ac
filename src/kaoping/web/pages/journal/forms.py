"""The search of the journal."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from kaoping.core.text import Language, Text
from kaoping.records.queries.journal import Search
from kaoping.records.verbs import VERBS
from kaoping.web.shared.forms import worded

LABELS = {
    "who": Text("操作人", "Who"),
    "verb": Text("操作", "What"),
    "since": Text("自", "From"),
    "until": Text("至", "To"),
}
ALL = Text("全部操作", "everything")
FIELDS = tuple(LABELS)


class SearchForm(forms.Form):
    """Who, what, from when to when; the words stand in the filter of the table."""

    who = forms.CharField(required=False, max_length=100)
    verb = forms.ChoiceField(required=False)
    since = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, language: Language, data: QueryDict) -> None:
        super().__init__(data, label_suffix="")
        worded(self, language, LABELS)
        field = self.fields["verb"]
        assert isinstance(field, forms.ChoiceField)
        says = [(name, verb.says.in_language(language)) for name, verb in VERBS.items()]
        field.choices = [("", ALL.in_language(language)), *says]

    def search(self, words: str) -> Search:
        """What is looked for; what nobody could have meant is left out."""
        self.is_valid()
        given = self.cleaned_data
        return Search(words, given.get("who", ""), given.get("verb", ""), given.get("since"), given.get("until"))
