"""The forms of a review: asking for it, deciding it, noting its approval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from kaoping.core.days import day_text
from kaoping.core.program import Program
from kaoping.core.text import Language, Text
from kaoping.core.words import WORDS
from kaoping.records.canonical import canonical, parsed
from kaoping.records.clock import today
from kaoping.records.models import Fact, Review
from kaoping.records.queries.what_if import Addition, Correction
from kaoping.web.pages.reviews.add_fields import ADD_FIELDS, addition_fields, missing, needed_when
from kaoping.web.pages.reviews.adding import Addable, adding_of
from kaoping.web.pages.reviews.naming import program_of
from kaoping.web.shared.fact_words import field_named, fields_of, says_of

ITEM, LINE, GROUND = Text("指标", "Item"), Text("哪一行", "Which line"), Text("理由和依据", "Ground")
WHOLE = Text("整项", "the whole item")
GROUND_HELP = Text("请写明哪里有误、依据什么材料或条文。", "Say what is wrong, and by which material or clause.")
NEEDED = Text("请填写。", "Please fill this in.")
DECISION, UPHELD, REJECTED = (
    Text("决定", "Decision"),
    Text("予以更正", "Upheld: correct it"),
    Text("维持原分", "Rejected: the score stands"),
)
REASONS = Text("决定的理由", "Reasons for the decision")
LATE = Text("逾期原因", "Why it is late")
LATE_HELP = Text("决定期限{due}已过，须写明原因。", "The decision was due by {due}; say why it is late.")
ADD_WHAT = Text("请选择补登什么。", "Choose what is added.")
WITHDRAW = Text("撤销这一条", "Withdraw this row")
NOTHING_CHANGED = Text("选了“予以更正”，请{ways}。", "To uphold it, please {ways}.")
CORRECT_ONE, WITHDRAW_ONE, ADD_ONE, OR = (
    Text("改一个数", "correct a value"),
    Text("撤销一条", "withdraw a row"),
    Text("补登一条", "add a row"),
    Text("，或者", " or "),
)
NOTHING_TO_CHANGE = Text(
    "这一项没有可以在复核中更正的数据，只能维持原分；确需更正的，请先恢复填报。",
    "Nothing of this item can be corrected in a review: let the score stand, or resume the entry first.",
)
CHANGED = Text(
    "选了“维持原分”，数据却有改动；请改选“予以更正”，或恢复原数。",
    "The score stands, and yet something was changed: uphold it, or put back what was there.",
)
APPROVAL, APPROVAL_HELP = (
    Text("批准文号或会议纪要", "Number of the approval or of the minutes"),
    Text("例如：示例纪要〔2020〕1号。", "Such as: sample minutes 2020/1."),
)
# Fields that take a word of the facts format.
CHOSEN: Mapping[str, tuple[str, ...]] = {
    "severity": ("minor", "serious", "grave"),
    "found_by": ("self", "assessor", "inspection"),
}
YES_NO = (("true", Text("是", "yes")), ("false", Text("否", "no")))


# Another item has other lines; they are asked for as soon as it is chosen.
WHEN_CHOSEN = {
    "hx-get": "",
    "hx-trigger": "change",
    "hx-include": "closest form",
    "hx-target": "#lines",
    "hx-select": "#lines",
    "hx-swap": "outerHTML",
    "hx-params": "item",
}


class AskForm(forms.Form):
    """Which item, which line of it, and why."""

    item = forms.ChoiceField(widget=forms.Select(WHEN_CHOSEN))
    line = forms.ChoiceField(required=False)
    ground = forms.CharField(max_length=5000, widget=forms.Textarea({"rows": 5}))

    def __init__(
        self,
        items: Sequence[tuple[str, str]],
        lines: Sequence[tuple[str, str]],
        language: Language,
        data: QueryDict | None = None,
        given: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, label_suffix="", initial=dict(given or {}))
        _choices(self.fields["item"], items)
        _choices(self.fields["line"], [("", WHOLE.in_language(language)), *lines])
        for name, label in (("item", ITEM), ("line", LINE), ("ground", GROUND)):
            self.fields[name].label = label.in_language(language)
            self.fields[name].error_messages["required"] = NEEDED.in_language(language)
        self.fields["ground"].help_text = GROUND_HELP.in_language(language)


@dataclass(frozen=True)
class Group:
    """The fields of one fact: what it says now, what can be corrected, whether it is withdrawn."""

    says: str
    who: str
    fields: tuple[BoundField, ...]
    withdraw: BoundField | None
    touched: bool


class DecisionForm(forms.Form):
    """The decision with its reasons, and a field for everything of the item that can be corrected.

    `seen` are the facts that the person saw; where others count by now, nothing is decided on them.
    """

    decision = forms.ChoiceField(widget=forms.RadioSelect)
    reasons = forms.CharField(max_length=5000, widget=forms.Textarea({"rows": 4}))
    late_because = forms.CharField(required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, review: Review, facts: Sequence[Fact], language: Language, data: QueryDict | None = None
    ) -> None:
        super().__init__(data, label_suffix="", initial={"seen": seen_of(facts)})
        self.review, self.facts, self.language = review, facts, language
        self.program: Program | None = program_of(review)
        choices = (("rejected", REJECTED), ("upheld", UPHELD))
        _choices(self.fields["decision"], [(key, text.in_language(language)) for key, text in choices])
        for name, label in (("decision", DECISION), ("reasons", REASONS), ("late_because", LATE)):
            self.fields[name].label = label.in_language(language)
            self.fields[name].error_messages["required"] = NEEDED.in_language(language)
        self._lateness(review.due)
        for fact in facts:
            self._add(fact)
        self.adding = adding_of(review, language)
        if self.adding.known:
            self.fields |= addition_fields(self.adding, language)
            self.needed_when = needed_when(self.adding, language)

    @property
    def addition(self) -> tuple[BoundField, ...]:
        """The same as they are shown; none where nothing can be added."""
        return tuple(self[name] for name in self.fields if name == "add" or name.startswith("add-"))

    @property
    def adds(self) -> bool:
        """Whether something was typed there."""
        return self.is_bound and any(field.name in self.changed_data for field in self.addition)

    def _lateness(self, due: date) -> None:
        if today() <= due:
            del self.fields["late_because"]
            return
        self.fields["late_because"].required = True
        self.fields["late_because"].help_text = LATE_HELP.with_values(due=day_text(due)).in_language(self.language)

    def _add(self, fact: Fact) -> None:
        content = parsed(fact.content)
        for key in fields_of(fact, content):
            name = field_named(fact, self.program, key)
            label = name.in_language(self.language) if isinstance(name, Text) else name
            field = _field(key, content[key], self.language)
            field.label = label
            self.fields[f"fact-{fact.pk}-{key}"] = field
        if fact.table != "values":
            label = WITHDRAW.in_language(self.language)
            self.fields[f"withdraw-{fact.pk}"] = forms.BooleanField(required=False, label=label)

    @property
    def groups(self) -> Iterator[Group]:
        """The facts of the item, each with its fields."""
        for fact in self.facts:
            keys = fields_of(fact, parsed(fact.content))
            fields = tuple(self[f"fact-{fact.pk}-{key}"] for key in keys)
            withdraw = self[f"withdraw-{fact.pk}"] if f"withdraw-{fact.pk}" in self.fields else None
            names = {one.name for one in (*fields, *([withdraw] if withdraw else ()))}
            touched = self.is_bound and bool(names & {*self.changed_data, *self.errors})
            yield Group(
                says_of(fact, self.program, self.language),
                fact.entered_by.name,
                fields,
                withdraw,
                touched or fact.table == "values",
            )

    def clean(self) -> dict[str, object]:
        """What is decided and what is corrected must agree."""
        found: dict[str, object] = super().clean() or {}
        if found.get("decision") == "upheld" and not self.corrections():
            self.add_error("decision", self._what_to_change())
        if self.adds and not found.get("add"):
            self.add_error("add", ADD_WHAT.in_language(self.language))
        added = self._added()
        for name in missing(added, found, self.fields) if added else ():
            self.add_error(name, NEEDED.in_language(self.language))
        if found.get("decision") == "rejected" and self.corrections():
            self.add_error("decision", CHANGED.in_language(self.language))
        return found

    def _what_to_change(self) -> str:
        """The ways of correcting that the page offers."""
        known = {"fact-": CORRECT_ONE, "withdraw-": WITHDRAW_ONE, "add": ADD_ONE}
        offered = [says for start, says in known.items() if any(name.startswith(start) for name in self.fields)]
        if not offered:
            return NOTHING_TO_CHANGE.in_language(self.language)
        ways = OR.in_language(self.language).join(one.in_language(self.language) for one in offered)
        return NOTHING_CHANGED.with_values(ways=ways).in_language(self.language)

    def corrections(self) -> list[Correction | Addition]:
        """The facts that would be corrected, withdrawn or added."""
        added = self._added()
        said = {name: self.cleaned_data.get(f"add-{name}", "").strip() for name in ADD_FIELDS}
        corrected = [one for fact in self.facts if (one := self._correction(fact)) is not None]
        return [*corrected, *([added.row(self.review, said)] if added else [])]

    def _added(self) -> Addable | None:
        return next((one for one in self.adding.known if one.key == self.cleaned_data.get("add")), None)

    def written(self) -> str:
        """The corrections as text, to be compared with those whose effect was looked at."""
        return canonical(
            [[one.fact.pk if isinstance(one, Correction) else one.table, one.row] for one in self.corrections()]
        )

    def _correction(self, fact: Fact) -> Correction | None:
        if self.cleaned_data.get(f"withdraw-{fact.pk}"):
            return Correction(fact, None)
        content = parsed(fact.content)
        given = {key: self.cleaned_data.get(f"fact-{fact.pk}-{key}") for key in fields_of(fact, content)}
        changed = {key: _plain(value, content[key]) for key, value in given.items() if value is not None}
        row = {**content, **changed}
        return None if row == content else Correction(fact, row)


class ApprovalForm(forms.Form):
    """What approves a correction."""

    approval = forms.CharField(max_length=200)

    def __init__(self, language: Language, data: QueryDict | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.fields["approval"].label = APPROVAL.in_language(language)
        self.fields["approval"].help_text = APPROVAL_HELP.in_language(language)
        self.fields["approval"].error_messages["required"] = NEEDED.in_language(language)


def seen_of(facts: Sequence[Fact]) -> str:
    """The keys of facts, to be compared with those that a person saw."""
    return ",".join(str(fact.pk) for fact in facts)


def _choices(field: forms.Field, choices: Sequence[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def _field(key: str, value: object, language: Language) -> forms.Field:
    """A field for a part of a row, as it is now; words of the scheme are chosen among."""
    if isinstance(value, bool):
        choices = [(name, text.in_language(language)) for name, text in YES_NO]
        return forms.ChoiceField(choices=choices, initial="true" if value else "false")
    if value in CHOSEN.get(key, ()):
        return forms.ChoiceField(
            choices=[(one, WORDS[one].in_language(language)) for one in CHOSEN[key]], initial=value
        )
    return forms.CharField(max_length=2000, initial=str(value))


def _plain(given: str, old: object) -> object:
    return given == "true" if isinstance(old, bool) else given.strip()
