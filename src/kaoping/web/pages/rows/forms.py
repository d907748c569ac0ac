"""The form of a row: what the scheme asks of it where it belongs, each answer checked at its field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from kaoping.core.days import day_text
from kaoping.core.defect import Refused
from kaoping.core.line import RowOption
from kaoping.core.numbers import decimal, half_width
from kaoping.core.text import Text, say
from kaoping.core.words import FIELD_NAMES, WORDS
from kaoping.files.facts.accepted import FINDERS, SEVERITIES
from kaoping.files.facts.values import bound, span
from kaoping.files.facts.vetoes import choices_of
from kaoping.records import clock
from kaoping.web.pages.rows.asked import Asked
from kaoping.web.pages.rows.ranges import inside, range_said
from kaoping.web.shared.forms import refusing
from kaoping.web.shared.named import CLAIMED
from kaoping.web.shared.uploads import FILE_AGAIN, FILE_HELP
from kaoping.web.shared.visit import Visit

LABELS = {
    ("vetoes", "note"): Text("事实情况", "What happened"),
    ("findings", "on"): Text("发现日期", "Found on"),
    ("claims", "note"): Text("依据和说明", "Ground and remarks"),
    ("claims", "points"): CLAIMED,
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
MATTER_HELP = Text(
    "说的是哪一件事。同一件事登记几条的，请写同一个名称；不是同一件事的不必填。",
    "Which matter this is about. Rows about one matter have the same name; others need none.",
)
MATTER_ONCE = Text(
    "说的是哪一件事。同一件事登记几条的，请写同一个名称，只按最重的一条计分；不是同一件事的不必填。",
    "Which matter this is about. Of rows with the same name only the heaviest counts; others need none.",
)
WHY, WHY_HELP = Text("更正理由", "Reason for the change"), Text("原来的一条保留在记录里。", "The old row is kept.")
FILE = Text("佐证材料", "Evidence")
FILE_KEPT = Text(
    "已收到“{name}”，改正后提交即可，不必再选；要换别的文件，请另选。",
    "“{name}” has arrived and need not be chosen again; choose another one to replace it.",
)
FILE_WRONG = Text("“{name}”没有附上：{says}", "“{name}” is not attached: {says}")
CHOOSE = Text("请选择", "Please choose")
DECIDE = Text("请写明分值。", "Please give the points.")
WITH_RANGE = Text("{name}（{range}分）", "{name} ({range} points)")
DATES, LATER = ("on", "reported", "mended"), ("reported", "mended")
# What stands in the form and not in the row.
BESIDE = frozenset({"file", "kept", "outside", "why"})
TO_COME = Text("这一天还没有到，请核对日期。", "This day is still to come; please check the date.")
TOO_EARLY = Text("这一天早于发现日期，请核对。", "This day is before the finding; please check the dates.")
OTHER_YEAR = Text(
    "不在 {year} 年度内。日期有误的请改正；确实如此的，请在下面勾选。",
    "This is outside the year {year}. Please correct it; if it is right, tick the box below.",
)
OUTSIDE = Text(
    "日期确实是{day}，与 {year} 年度的考评有关", "It was {day} indeed, and it belongs to the assessment of {year}"
)
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


class RowEntryForm(forms.Form):
    """What a row says; `id` makes a form that comes twice one row."""

    id = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(
        self,
        asked: Asked,
        visited: Visit,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        given: Mapping[str, object] | None = None,
        *,
        correcting: bool = False,
    ) -> None:
        super().__init__(data, files, label_suffix="", initial=dict(given or {}))
        self.asked, self.language, self.year = asked, visited.language, visited.assessment.year
        self._choices()
        for key in PLAIN[asked.table]:
            if key != "points" or asked.form is None or asked.form.points_asked:
                self._plain(key)
            if key == "on" and self._outside_the_year():
                self._tick()
        if correcting:
            self.fields["why"] = forms.CharField(max_length=1000, label=self._said(WHY), help_text=self._said(WHY_HELP))
        else:
            self._file()
        for field in self.fields.values():
            refusing(field, self.language)

    def _file(self) -> None:
        self.fields["file"] = forms.FileField(
            required=False, label=self._said(FILE), help_text=self._said(FILE_HELP), allow_empty_file=True
        )
        self.fields["kept"] = forms.CharField(required=False, widget=forms.HiddenInput, max_length=1000)

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
        self.fields[key] = forms.CharField(
            required=key in MUST[table] or (key == "points" and self._chosen_always()),
            max_length=4000,
            label=self._said(label),
            help_text=self._said(self._help(key)),
            widget=_widget(key),
        )

    def _chosen_always(self) -> bool:
        """Whether every option leaves the points to whoever fills the form in."""
        options = self.asked.form.options if self.asked.form else ()
        return bool(options) and all((one.low or one.high) and one.default is None for one in options)

    def _help(self, key: str) -> Text:
        if key == "matter":
            return MATTER_ONCE if self.asked.scheme.same_matter == "highest" else MATTER_HELP
        return HELPS.get((self.asked.table, key), NOTE_HELP if key == "note" else Text("", ""))

    def _outside_the_year(self) -> bool:
        """Whether the day that was sent is one of another year, and another than before: somebody looks twice."""
        day = _day(str(self.data.get("on", "")))
        if day is None or day.year == self.year or day > clock.today():
            return False
        return self.data.get("on") != self.initial.get("on")

    def _tick(self) -> None:
        day = day_text(_day(str(self.data["on"])) or clock.today())
        label = self._said(OUTSIDE.with_values(day=day, year=self.year))
        self.fields["outside"] = forms.BooleanField(required=False, label=label)

    def clean(self) -> dict[str, object]:
        """Days that cannot be right, and points outside the range of what was chosen."""
        found: dict[str, object] = super().clean() or {}
        for key in DATES:
            day = _day(str(found.get(key, "")))
            if day is not None and day > clock.today():
                self.add_error(key, self._said(TO_COME))
        if "outside" in self.fields and not found.get("outside") and "on" not in self.errors:
            self.add_error("on", self._said(OTHER_YEAR.with_values(year=self.year)))
        self._check_order(found)
        self._check_points(found)
        return found

    def _check_order(self, found: Mapping[str, object]) -> None:
        """Nothing is reported or mended before it is found; all may be on one day."""
        first = _day(str(found.get("on", "")))
        for key in LATER:
            day = _day(str(found.get(key, "")))
            if first is not None and day is not None and day < first and key not in self.errors:
                self.add_error(key, self._said(TOO_EARLY))

    def _check_points(self, found: Mapping[str, object]) -> None:
        """In the words of the form; what is counted is checked again where it is entered."""
        options = self.asked.form.options if self.asked.form else ()
        option = next((one for one in options if one.id == found.get(self.asked.deciding)), None)
        if option is None or "points" not in self.fields or "points" in self.errors:
            return
        points = decimal(half_width(str(found.get("points", ""))))
        low, high, below = bound(option.low), bound(option.high), bound(option.below)
        ranged = low is not None or high is not None
        if not found.get("points") and ranged and option.default is None:
            self.add_error("points", self._said(DECIDE) + self._said(range_said(low, high, below)))
        elif points is not None and not inside(points, low, high, below):
            self.add_error("points", self._said(range_said(low, high, below)))

    def refuse(self, refused: Refused) -> None:
        """Says what was refused at the fields that it is about; the rest above the form."""
        for defect in refused.defects:
            place = defect.place.in_language("zh") if defect.place else ""
            about, _, key = place.rpartition(".")
            own = self.cleaned_data.get("id", "") in (about or place).split(" ")
            if own:
                says = replace(defect, file="", line=None, place=None).in_language(self.language)
                self.add_error(key if key in self.fields else None, says)
            else:
                self.add_error(None, defect.in_language(self.language))

    def refuse_file(self, name: str | None, refused: Refused) -> None:
        """Says at its field why a file cannot be evidence."""
        for defect in refused.defects:
            self.add_error(
                "file", self._said(FILE_WRONG.with_values(name=name or "", says=defect.in_language(self.language)))
            )

    def keep(self, name: str, word: str) -> None:
        """Keeps the file that came with a form that was refused."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["kept"] = word
        self.data = data
        self["file"].help_text = self._said(FILE_KEPT.with_values(name=name))

    def file_again(self) -> None:
        """Says that a file is kept no longer."""
        self.add_error("file", self._said(FILE_AGAIN))

    def row(self, unit: str) -> dict[str, object]:
        """The row as a facts file has it."""
        place = {"veto" if self.asked.table == "vetoes" else "item": self.asked.place}
        said = {key: value.strip() for key, value in self.cleaned_data.items() if key not in BESIDE and value}
        return {"unit": unit, **place, **said}

    def _said(self, text: Text) -> str:
        return text.in_language(self.language)


def new_row_form(asked: Asked, visited: Visit) -> RowEntryForm:
    """An empty form, with an id of its own."""
    return RowEntryForm(asked, visited, given={"id": f"r-{uuid4().hex[:12]}"})


def _widget(key: str) -> forms.Widget:
    if key in LONG:
        return forms.Textarea({"rows": 3})
    if key in DATES:
        return forms.TextInput({"type": "date", "max": clock.today().isoformat()})
    return forms.TextInput({"inputmode": "decimal"} if key in NUMBERS else {})


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        return None
