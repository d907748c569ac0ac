"""Forms in the reader's language: an empty list asks to choose, an empty field to write, a missing file for a file."""

from __future__ import annotations

from django import forms

from kaoping.core.text import Text
from kaoping.web.shared.forms import worded


class Asking(forms.Form):
    """One field of each kind."""

    way = forms.ChoiceField(choices=[("a", "甲")])
    mark = forms.ChoiceField(choices=[("a", "甲")], widget=forms.RadioSelect)
    why = forms.CharField()
    file = forms.FileField()


def test_what_is_empty_is_asked_for_by_what_it_is() -> None:
    form = Asking({})
    worded(form, "zh", {name: Text(name, name) for name in form.fields})
    said = {name: list(errors) for name, errors in form.errors.items()}
    assert said == {"way": ["请选择。"], "mark": ["请选择。"], "why": ["请填写。"], "file": ["请选择文件。"]}


def test_a_choice_that_is_none_of_the_list_is_refused_in_the_same_language() -> None:
    form = Asking({"way": "b", "mark": "a", "why": "甲"})
    worded(form, "zh", {name: Text(name, name) for name in form.fields})
    assert list(form.errors["way"]) == ["请从所列各项中选择。"]
