"""The fields of what a review adds (补登): what they are called, and which of them are needed once something is added."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from kaoping.core.text import Language, Text
from kaoping.core.words import FIELD_NAMES, WORDS
from kaoping.files.facts.tables import TABLES
from kaoping.web.pages.reviews.adding import Addable, Adding

ADD = Text("补登什么", "What to add")
ADD_NOTHING = Text("不补登", "nothing")
ADD_FIELDS = {
    "number": Text("分值、评议分或数值", "Points, rating or value"),
    "rater_group": FIELD_NAMES["rater_group"],
    "raters": FIELD_NAMES["raters"],
    "asked": FIELD_NAMES["asked"],
    "on": Text("日期", "Date"),
    "found_by": Text("发现途径", "Found by"),
    "note": Text("说明和依据", "Remarks and ground"),
}
POINTS, RATING, VALUE, OR = Text("分值", "Points"), Text("评议分", "Rating"), Text("数值", "Value"), Text("或", " or ")
POINTS_HELP = Text("方案已定分值的，不必填。", "Leave the points empty where the scheme fixes them.")
# As where such rows are entered; points are needed where the clause chosen leaves them open, which is checked there.
NEEDED_OF: Mapping[str, tuple[str, ...]] = {
    "findings": ("on", "found_by"),
    "events": ("on",),
    "claims": ("on",),
    "ratings": ("number", "rater_group", "raters"),
    "values": ("number",),
}
ALWAYS = Text("补登时须填", "needed when something is added")
WITH = Text("补登{tables}时须填", "needed when adding: {tables}")


def addition_fields(adding: Adding, language: Language) -> dict[str, forms.Field]:
    """The fields, each under its name in the form."""
    choices = [("", ADD_NOTHING.in_language(language)), *((one.key, one.label) for one in adding.known)]
    found_by = [("", "—"), *((word, WORDS[word].in_language(language)) for word in adding.finders)]
    fields: dict[str, forms.Field] = {
        "number": forms.CharField(required=False, max_length=100),
        **({"rater_group": forms.CharField(required=False, max_length=100)} if adding.names_group else {}),
        **{key: forms.CharField(required=False, max_length=100) for key in ("raters", "asked") if adding.rated},
        "on": forms.CharField(required=False, max_length=10, widget=forms.TextInput({"type": "date"})),
        **({"found_by": forms.ChoiceField(required=False, choices=found_by)} if adding.finders else {}),
        "note": forms.CharField(required=False, max_length=2000, widget=forms.Textarea({"rows": 2})),
    }
    for name, field in fields.items():
        field.label = ADD_FIELDS[name].in_language(language)
    fields["number"].label, fields["number"].help_text = _number(adding, language)
    add = forms.ChoiceField(required=False, choices=choices, label=ADD.in_language(language))
    return {"add": add, **{f"add-{name}": field for name, field in fields.items()}}


def needed_when(adding: Adding, language: Language) -> dict[str, str]:
    """When each of them is needed, by its name in the form; none of those that never are."""
    tables = list(dict.fromkeys(one.table for one in adding.known))
    found = {}
    for name in ADD_FIELDS:
        needing = [table for table in tables if name in NEEDED_OF[table]]
        if needing:
            names = WITH.with_values(tables=[TABLES[table].name for table in needing])
            found[f"add-{name}"] = (ALWAYS if needing == tables else names).in_language(language)
    return found


def missing(added: Addable, said: Mapping[str, object], fields: Mapping[str, forms.Field]) -> list[str]:
    """The fields that what is added needs and that are empty; a group that was chosen with it is not asked for."""
    wanted = [f"add-{name}" for name in NEEDED_OF[added.table] if not (name == "rater_group" and added.word)]
    return [name for name in wanted if name in fields and not str(said.get(name) or "").strip()]


def _number(adding: Adding, language: Language) -> tuple[str, str]:
    """What the number is of what can be added here."""
    tables = {one.table for one in adding.known}
    rows = bool(tables - {"ratings", "values"})
    words = [
        word for word, there in ((POINTS, rows), (RATING, "ratings" in tables), (VALUE, "values" in tables)) if there
    ]
    label = OR.in_language(language).join(word.in_language(language) for word in words)
    return label, POINTS_HELP.in_language(language) if rows else ""
