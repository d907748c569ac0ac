"""Forms in the reader's language, and the page of a form: what it is for, what was refused, the button, the way out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Language, Text
from kaoping.web.shared.frame import Link

REASON = Text("理由", "Reason")
REFUSALS: Mapping[str, Text] = {
    "required": Text("请填写。", "Please fill this in."),
    "invalid": Text("请按要求的格式填写。", "Please write it in the form asked for."),
    "invalid_choice": Text("请从所列各项中选择。", "Please choose one of those listed."),
    "max_length": Text("太长了，请写得短一些。", "This is too long; please write less."),
    "min_value": Text("不能小于 %(limit_value)s。", "It cannot be less than %(limit_value)s."),
    "max_value": Text("不能大于 %(limit_value)s。", "It cannot be more than %(limit_value)s."),
    "empty": Text("文件是空的。", "The file is empty."),
    "missing": Text("请选择文件。", "Please choose a file."),
    "unchosen": Text("请选择。", "Please choose one."),
}


def needed(field: forms.Field, language: Language) -> str:
    """What an empty field asks for: to choose where there is something to choose from, otherwise to write."""
    if isinstance(field, forms.FileField):
        return REFUSALS["missing"].in_language(language)
    return REFUSALS["unchosen" if isinstance(field, forms.ChoiceField) else "required"].in_language(language)


def refusing(field: forms.Field, language: Language) -> None:
    """Gives a field its refusals."""
    field.error_messages |= {code: says.in_language(language) for code, says in REFUSALS.items()}
    field.error_messages["required"] = needed(field, language)


def worded(
    form: forms.Form, language: Language, labels: Mapping[str, Text], helps: Mapping[str, Text] | None = None
) -> None:
    """Gives a form's fields their labels, their help and their refusals."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label.in_language(language)
        refusing(field, language)
    for name, says in (helps or {}).items():
        form.fields[name].help_text = says.in_language(language)


def refuse_in(form: forms.Form, refused: Refused, language: Language) -> None:
    """Says above a form everything that an action has refused."""
    form.add_error(None, [defect.in_language(language) for defect in refused.defects])


class ReasonForm(forms.Form):
    """Why something is done."""

    why = forms.CharField(max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(self, language: Language, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        worded(self, language, {"why": REASON})


class WorkbookForm(forms.Form):
    """A workbook to take in, and why what is there already changes by it."""

    file = forms.FileField(widget=forms.FileInput({"accept": ".xlsx"}))
    why = forms.CharField(required=False, max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(
        self,
        request: HttpRequest,
        language: Language,
        file: Text,
        when_needed: Text,
        typed: Mapping[str, object] | None = None,
    ) -> None:
        data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        super().__init__(data, files, initial=dict(typed or {}), label_suffix="")
        worded(self, language, {"file": file, "why": REASON}, {"why": when_needed})


@dataclass(frozen=True)
class FormPage:
    """What stands around a form; `first` are things to fetch before, such as a template to fill in."""

    heading: str
    purpose: str
    verb: str
    back: str
    first: tuple[Link, ...] = ()
    final: bool = False


def form_answer(
    request: HttpRequest,
    page: FormPage,
    form: forms.Form,
    *,
    defects: Sequence[Defect] = (),
    status: int | None = None,
) -> HttpResponse:
    """The page of a form; 422 where something in it was refused, unless another status says more."""
    wrong = bool(defects) or bool(form.is_bound and form.errors)
    context = {"page": page, "form": form, "defects": tuple(defects)}
    return render(request, "form_page.html", context, status=status or (422 if wrong else 200))
