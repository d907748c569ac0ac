"""The forms of a row: first where it belongs, then what the scheme asks of it there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from kaoping.core.line import RowForm, RowOption
from kaoping.core.text import Language, Text, say
from kaoping.core.words import FIELD_NAMES, WORDS
from kaoping.files.facts.accepted import FINDERS, SEVERITIES, Accepted
from kaoping.files.facts.values import bound, span
from kaoping.files.facts.vetoes import choices_of
from kaoping.schemes.model import Scheme

UNIT, PLACE = Text("单位", "Unit"), Text("指标或考点", "Item or checkpoint")
LABELS = {
    ("vetoes", "note"): Text("事实情况", "What happened"),
    ("findings", "on"): Text("发现日期", "Found on"),
    ("claims", "note"): Text("依据和说明", "Ground and remarks"),
}
CIRCUMSTANCES_HELP = Text(
    "写明何时、何事、依据什么材料。提出以后通知该单位申辩，决定以后才生效。",
    "What happened, when, by what material. The unit is told and heard; nothing takes effect before the decision.",
)
HELPS = {
    ("vetoes", "note"): CIRCUMSTANCES_HELP,
    ("ratings", "asked"): Text(
        "请了多少人评议，或发出多少份问卷；不知道的，请留空。",
        "How many were asked, or how many forms were sent out; leave it empty where nobody knows.",
    ),
}
NOTE_HELP = Text("在幅度内裁量分值的，请写明按什么情节定分。", "Where points are chosen within a range, say by what.")
WHY, WHY_HELP = Text("更正理由", "Reason for the change"), Text("原来的一条保留在记录里。", "The old row is kept.")
FILE = Text("佐证材料", "Evidence")
FILE_HELP = Text(
    "PDF、OFD、JPG、PNG、Word、Excel、WPS 文档，不超过 20 MB。", "PDF, OFD, JPG, PNG, Word, Excel or WPS, up to 20 MB."
)
NEEDED = Text("请填写。", "Please fill this in.")
CHOOSE = Text("请选择", "Please choose")
WITH_RANGE = Text("{name}（{range}分）", "{name} ({range} points)")
DATES = ("on", "reported", "mended")
LONG = ("note",)
NUMBERS = ("points", "value", "raters", "asked")
PLAIN: Mapping[str, tuple[str, ...]] = {
    "findings": ("points", "on", "reported", "mended", "matter", "note"),
    "events": ("points", "on", "matter", "note"),
    "claims": ("points", "on", "matter", "note"),
    "ratings": ("rater_group", "value", "raters", "asked", "on", "note"),
    "vetoes": ("on", "note"),
}
MUST: Mapping[str, frozenset[str]] = {
    "findings": frozenset({"on"}),
    "events": frozenset({"on"}),
    "claims": frozenset({"on", "note"}),
    "ratings": frozenset({"rater_group", "value", "raters"}),
    "vetoes": frozenset({"on", "note"}),
}


class PlaceForm(forms.Form):
    """Of which unit, at which item or checkpoint."""

    unit = forms.ChoiceField()
    item = forms.ChoiceField()

    def __init__(
        self, units: Mapping[str, str], places: Mapping[str, str], language: Language, data: QueryDict | None = None
    ) -> None:
        super().__init__(data, label_suffix="")
        for name, label, choices in (("unit", UNIT, units), ("item", PLACE, places)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", CHOOSE.in_language(language)), *choices.items()]
            field.label = label.in_language(language)
            field.error_messages["required"] = NEEDED.in_language(language)


@dataclass(frozen=True)
class Asked:
    """What is asked of a row at a place: the form of rows there, and who may have found it."""

    table: str
    place: str
    scheme: Scheme
    form: RowForm | None = None
    deciding: str = ""
    finders: tuple[str, ...] = ()


def asked_at(table: str, place: str, accepted: Accepted) -> Asked | None:
    """What is asked at a place of a unit; None where no such rows belong there."""
    if table == "vetoes":
        known = any(one.id == place for one in accepted.scheme.vetoes)
        return Asked(table, place, accepted.scheme) if known else None
    form = accepted.row_forms[table].get(place)
    if form is None:
        return None
    item = accepted.item_at[place].id
    deciding = "" if table == "ratings" else accepted.deciding_field(table, item)
    return Asked(table, place, accepted.scheme, form, deciding, accepted.finders(item))


class RowEntryForm(forms.Form):
    """What a row says; `id` makes a form that comes twice one row."""

    id = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(
        self,
        asked: Asked,
        language: Language,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        given: Mapping[str, object] | None = None,
        *,
        correcting: bool = False,
    ) -> None:
        super().__init__(data, files, label_suffix="", initial=dict(given or {}))
        self.asked, self.language = asked, language
        self._choices()
        for key in PLAIN[asked.table]:
            if key != "points" or asked.form is None or asked.form.points_asked:
                self._plain(key)
        if correcting:
            self.fields["why"] = forms.CharField(max_length=1000, label=self._said(WHY), help_text=self._said(WHY_HELP))
        else:
            self.fields["file"] = forms.FileField(
                required=False, label=self._said(FILE), help_text=self._said(FILE_HELP), allow_empty_file=True
            )
        for field in self.fields.values():
            field.error_messages["required"] = self._said(NEEDED)

    def _choices(self) -> None:
        """What is chosen from lists: severity or clause, who found it, the effect of a veto."""
        asked = self.asked
        options = asked.form.options if asked.form else ()
        if asked.table == "ratings":
            return
        if options:
            self._choice(asked.deciding, [(one.id, self._option(one)) for one in options], required=True)
        elif asked.table == "findings" and asked.form is not None:
            self._words("severity", SEVERITIES, required=asked.form.severity_needed)
        if asked.table == "findings":
            self._words("found_by", asked.finders or FINDERS, required=bool(asked.finders))
        effects = [one for veto in asked.scheme.vetoes if veto.id == asked.place for one in choices_of(veto)]
        if asked.table == "vetoes" and effects:
            self._choice("effect", [(one, one) for one in effects], required=True)

    def _words(self, key: str, words: Iterable[str], *, required: bool) -> None:
        self._choice(key, [(word, say(WORDS[word], self.language)) for word in words], required=required)

    def _choice(self, key: str, choices: list[tuple[str, str]], *, required: bool) -> None:
        first = [("", self._said(CHOOSE))]
        label = self._said(FIELD_NAMES[key])
        self.fields[key] = forms.ChoiceField(choices=first + choices, required=required, label=label)

    def _option(self, option: RowOption) -> str:
        """An option with what it is worth."""
        low, high, below = bound(option.low), bound(option.high), bound(option.below)
        name = say(option.name, self.language)
        if low is None and high is None:
            return name
        return self._said(WITH_RANGE.with_values(name=name, range=span(low, high, below)))

    def _plain(self, key: str) -> None:
        table = self.asked.table
        label = LABELS.get((table, key), FIELD_NAMES[key])
        help_text = HELPS.get((table, key), NOTE_HELP if key == "note" else Text("", ""))
        widget = forms.TextInput({"inputmode": "decimal"}) if key in NUMBERS else forms.TextInput()
        if key in DATES:
            widget = forms.TextInput({"type": "date"})
        self.fields[key] = forms.CharField(
            required=key in MUST[table],
            max_length=4000,
            label=self._said(label),
            help_text=self._said(help_text),
            widget=forms.Textarea({"rows": 3}) if key in LONG else widget,
        )

    def row(self, unit: str) -> dict[str, object]:
        """The row as a facts file has it."""
        place = {"veto" if self.asked.table == "vetoes" else "item": self.asked.place}
        said = {key: value.strip() for key, value in self.cleaned_data.items() if key not in ("file", "why") and value}
        return {"unit": unit, **place, **said}

    def _said(self, text: Text) -> str:
        return text.in_language(self.language)
