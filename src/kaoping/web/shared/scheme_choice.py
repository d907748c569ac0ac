"""Choosing a scheme in a form: a built-in one, or a file with the text that it was made from."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import forms
from django.core.files.base import File
from django.http import HttpRequest

from kaoping.actions.adopt_scheme import SchemeText, built_in_scheme
from kaoping.core.text import Language, Text
from kaoping.files.received import received
from kaoping.schemes.nodes import read_text_file
from kaoping.schemes.read import built_in, read
from kaoping.web.shared.forms import worded

UPLOAD = "upload"
LABELS = {
    "scheme": Text("考评方案", "Scheme"),
    "file": Text("方案文件（.yaml）", "Scheme file (.yaml)"),
    "source": Text("原文（.txt）", "The document's text (.txt)"),
}
HELPS = {
    "file": Text("选“上传方案文件”时需要。", "Needed where a scheme file is uploaded."),
    "source": Text(
        "文件原文，每行一段；方案中的条款按行号引用它。",
        "The text of the document; clauses of the scheme name its lines.",
    ),
}
BUILT_IN, OF_ONES_OWN = Text("内置：{title}", "Built-in: {title}"), Text("上传方案文件", "Upload a scheme file")
CHOOSE = Text("请选择", "Please choose")
NEEDED = Text("请选择方案文件。", "Please choose a scheme file.")


class SchemeForm(forms.Form):
    """Which scheme; `first` are the choices before the built-in ones."""

    scheme = forms.ChoiceField(required=False)
    file = forms.FileField(required=False, widget=forms.FileInput({"accept": ".yaml,.yml"}))
    source = forms.FileField(required=False, widget=forms.FileInput({"accept": ".txt"}))

    def __init__(self, request: HttpRequest, language: Language, first: tuple[tuple[str, Text], ...] = ()) -> None:
        posted = request.method == "POST"
        super().__init__(request.POST if posted else None, request.FILES if posted else None, label_suffix="")
        self.language = language
        worded(self, language, LABELS, HELPS)
        offered = [
            *(first or (("", CHOOSE),)),
            *((name, BUILT_IN.with_values(title=_title(name))) for name in built_in()),
        ]
        field = self.fields["scheme"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, says.in_language(language)) for name, says in (*offered, (UPLOAD, OF_ONES_OWN))]

    def clean(self) -> dict[str, Any]:
        """A file that is to be uploaded has to be there."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("scheme") == UPLOAD and not found.get("file") and not self.has_error("file"):
            self.add_error("file", NEEDED.in_language(self.language))
        return found

    def chosen(self) -> SchemeText | None:
        """The scheme that was chosen; none where none of the built-in ones and no file was.

        Raises:
            Refused: where a file cannot be read as text.
        """
        given = self.cleaned_data
        if given["scheme"] == UPLOAD:
            return SchemeText(_text(given["file"]), _text(given["source"]), given["file"].name)
        return built_in_scheme(given["scheme"]) if given["scheme"] in built_in() else None


def _text(file: File[bytes] | None) -> str:
    if file is None:
        return ""
    with received(file.name or "", file.chunks()) as path:
        return read_text_file(path)


@cache
def _title(name: str) -> str:
    return read(name).scheme.title
