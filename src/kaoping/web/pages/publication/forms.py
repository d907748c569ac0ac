"""The forms of publication and reopening."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from kaoping.actions.publish import taken_by
from kaoping.core.text import Language, Text
from kaoping.records.models import Publication

DOCUMENT, DOCUMENT_HELP = (
    Text("文号", "Number of the document"),
    Text("例如：示例〔2021〕1号。", "Such as: sample 2021/1."),
)
PUBLIC = Text("不登录也可以查阅名次和得分", "Ranks and scores can be read without signing in")
PUBLIC_BEFORE = Text(
    "{document}已公开。不勾选的，公众只能看到{document}，上面注明已由这一版更正。",
    "{document} is public. Without a tick the public sees only {document}, with a note that it was corrected by this "
    "one.",
)
WHY, WHY_HELP = (
    Text("更正说明", "What is corrected"),
    Text(
        "这不是第一次印发，请写明更正了什么、为什么。", "This is not the first version: say what is corrected and why."
    ),
)
OWN_NUMBER = Text("{taken}请填写这次印发的文号。", "{taken} Please give the number of this one.")
NEEDED = Text("请填写。", "Please fill this in.")
REASON = Text("理由", "Reason")


def labelled(form: forms.Form, labels: dict[str, Text], language: Language) -> None:
    """Gives the fields their labels and the sentence for an empty one."""
    for name, label in labels.items():
        form.fields[name].label = label.in_language(language)
        form.fields[name].error_messages["required"] = NEEDED.in_language(language)


class PublishForm(forms.Form):
    """The number of the document, whether everybody may read it, and what a later version corrects.

    A later version is as public as the one before, unless the office decides otherwise.
    """

    document = forms.CharField(max_length=200)
    public = forms.BooleanField(required=False)
    why = forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(
        self, language: Language, before: Publication | None, data: QueryDict | None, typed: Mapping[str, object]
    ) -> None:
        known = {"public": before is not None and before.public}
        super().__init__(data, initial={**known, **typed}, label_suffix="")
        self.language, self.before = language, before
        labelled(self, {"document": DOCUMENT, "public": PUBLIC, "why": WHY}, language)
        self.fields["document"].help_text = DOCUMENT_HELP.in_language(language)
        self.fields["why"].help_text = WHY_HELP.in_language(language)
        if before is None:
            del self.fields["why"]
        elif before.public:
            says = PUBLIC_BEFORE.with_values(document=before.document)
            self.fields["public"].help_text = says.in_language(language)

    def clean_document(self) -> str:
        """The number, unless an earlier version has it.

        Raises:
            ValidationError: which version has it.
        """
        document = str(self.cleaned_data["document"]).strip()
        taken = taken_by(self.before.assessment, document) if self.before is not None else None
        if taken is not None:
            raise forms.ValidationError(OWN_NUMBER.with_values(taken=taken).in_language(self.language))
        return document
