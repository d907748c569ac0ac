"""The forms of task lists: the rows to type in, a comment, what stands for a signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, QueryDict

from kaoping.core.text import Language, Text
from kaoping.records.queries.facts import Row as Fields
from kaoping.schemes.model import Scheme
from kaoping.web.pages.task_lists.build import FIELDS
from kaoping.web.shared.forms import worded

SPARE, MOST_ROWS = 3, 200
COMMENT = Text("意见", "Comment")
SIGNATURE = Text("会签依据", "What stands for the signature")
SCAN = Text("签字扫描件", "Signed scan")
SCAN_HELP = Text("PDF、OFD 或图片；与会签依据填一项即可。", "A PDF, OFD or picture; one of the two is enough.")
SIGNATURE_HELP = Text(
    "会议纪要的文号，或签字扫描件的编号，例如“示例纪要3号”。",
    "The number of the minutes, or of the signed scan.",
)


@dataclass(frozen=True)
class Field:
    """One field of a row: its name in the form, its label, its value; `choices` where it is chosen from a list."""

    name: str
    label: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()
    long: bool = False
    number: bool = False


@dataclass(frozen=True)
class TaskGrid:
    """The tasks as rows to type in, with a few empty ones below."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Field, ...], ...]


LONG = ("title", "goal", "duty")


def grid_of(rows: Sequence[Fields], scheme: Scheme, language: Language, spare: int = SPARE) -> TaskGrid:
    """The form of some tasks."""
    types = [
        (key, Text(kind.name, kind.english or kind.name).in_language(language))
        for key, kind in scheme.task_types.items()
    ]
    choices = (("", ""), *types)
    made = []
    for number, row in enumerate([*rows, *[{}] * spare]):
        made.append(
            tuple(
                Field(
                    f"{number}-{field.key}",
                    f"{number + 1} {field.name.in_language(language)}",
                    str(row.get(field.key) or ""),
                    choices if field.key in ("type", "completion") else (),
                    field.key in LONG,
                    field.form == "number",
                )
                for field in FIELDS
            )
        )
    return TaskGrid(tuple(field.name.in_language(language) for field in FIELDS), tuple(made))


def rows_of(data: QueryDict | Mapping[str, str]) -> list[dict[str, str]]:
    """The rows that were typed; empty ones are left out."""
    keys = [field.key for field in FIELDS]
    found = []
    for number in range(MOST_ROWS):
        if f"{number}-item" not in data:
            break
        row = {key: str(data.get(f"{number}-{key}", "")).strip() for key in keys}
        if any(row.values()):
            found.append({key: value for key, value in row.items() if value})
    return found


class CommentForm(forms.Form):
    """What the unit thinks of its list."""

    comment = forms.CharField(max_length=2000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, language: Language, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        worded(self, language, {"comment": COMMENT})


class SignatureForm(forms.Form):
    """The paper that the office notes instead of a signature in the system."""

    signature = forms.CharField(required=False, max_length=200)
    scan = forms.FileField(required=False, widget=forms.FileInput({"accept": ".pdf,.jpg,.jpeg,.png,.ofd"}))

    def __init__(self, language: Language, request: HttpRequest | None = None) -> None:
        sent = {"data": request.POST, "files": request.FILES} if request else {}
        super().__init__(**sent, label_suffix="")  # type: ignore[arg-type]  # each by its own name
        labels, helps = {"signature": SIGNATURE, "scan": SCAN}, {"signature": SIGNATURE_HELP, "scan": SCAN_HELP}
        worded(self, language, labels, helps)
