"""What a review may add (补登): rows at the places of its item, and values that nobody has entered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kaoping.core.facts import stands_at
from kaoping.core.text import Language, Text, say
from kaoping.core.words import WORDS
from kaoping.files.facts.accepted import SEVERITIES, Accepted
from kaoping.files.facts.tables import TABLES
from kaoping.kinds.rating.rule import Rating
from kaoping.records.models import Review
from kaoping.records.queries.entry import facts_of_units
from kaoping.records.queries.schemes import settled_now
from kaoping.records.queries.what_if import Addition
from kaoping.web.shared.named import Named

ROWS = ("findings", "events", "claims")
# Typed under the same names as in a facts file; a number is the rating of a rating, and the points of other rows.
TYPED = ("on", "note", "found_by", "rater_group", "raters", "asked")


@dataclass(frozen=True)
class Addable:
    """One kind of row that may be added: its table, its place, the field that decides what it is worth, its word."""

    table: str
    place: str
    field: str
    word: str
    label: str

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.table}|{self.place}|{self.field}|{self.word}"

    def row(self, review: Review, said: Mapping[str, Any]) -> Addition:
        """The row with what was typed; what does not belong to it is refused when it is read, and not left out."""
        row: dict[str, object] = {"unit": review.unit.code, "item": self.place}
        if self.table == "values":
            return Addition("values", {**row, "name": self.word, "value": said["number"]})
        row["id"] = f"review-{review.pk}"
        named = {"value" if self.table == "ratings" else "points": said["number"], **{key: said[key] for key in TYPED}}
        row |= {key: value for key, value in named.items() if value}
        return Addition(self.table, row | ({self.field: self.word} if self.word else {}))


@dataclass(frozen=True)
class Adding:
    """What may be added in one review, and who may have found a problem there."""

    known: tuple[Addable, ...]
    finders: tuple[str, ...]

    @property
    def rated(self) -> bool:
        """Whether a rating may be added."""
        return any(one.table == "ratings" for one in self.known)

    @property
    def names_group(self) -> bool:
        """Whether the group of raters is whoever was asked, and not named by the scheme."""
        return any(one.table == "ratings" and not one.word for one in self.known)


def adding_of(review: Review, language: Language) -> Adding:
    """The rows and values that may be added to the item of a review, under the scheme in force."""
    assessment = review.unit.assessment
    settled = settled_now(assessment)
    named = Named(settled, facts_of_units(assessment, settled, {review.unit.code}), language)
    form = named.forms[review.unit.code]
    item = form.item_at.get(review.item)
    known = (*_rows(review, form, named), *_ratings(review, form, named), *_values(review, form, named))
    return Adding(known, form.finders(item.id) if item else ())


def _rows(review: Review, form: Accepted, named: Named) -> Iterator[Addable]:
    for table in ROWS:
        for place, rows in form.row_forms[table].items():
            if not stands_at(place, (review.item,)):
                continue
            field = form.deciding_field(table, form.item_at[place].id)
            words = {one.id: say(one.name, named.language) for one in rows.options}
            if not words and table == "findings":
                field, words = "severity", {word: say(WORDS[word], named.language) for word in SEVERITIES}
            title = f"{say(TABLES[table].name, named.language)} · {named.place(review.unit.code, place)}"
            for word, name in (words or {"": ""}).items():
                yield Addable(table, place, field, word, f"{title} · {name}" if name else title)


def _ratings(review: Review, form: Accepted, named: Named) -> Iterator[Addable]:
    """Ratings where the item rests on them; points that were given are not replaced by ratings in a review."""
    unit = review.unit.code
    for place, rows in form.row_forms["ratings"].items():
        rests = any(isinstance(rule, Rating) for rule in form.rules(form.item_at[place].id))
        if stands_at(place, (review.item,)) and (rests or named.facts.rows_of(unit, "ratings", (place,))):
            title = f"{say(TABLES['ratings'].name, named.language)} · {named.place(unit, place)}"
            for group in [one.id for one in rows.options] or [""]:
                yield Addable("ratings", place, "rater_group", group, f"{title} · {group}" if group else title)


def _values(review: Review, form: Accepted, named: Named) -> Iterator[Addable]:
    item = form.item_at.get(review.item)
    for ask in item.asks if item else ():
        given = (review.unit.code, ask.item, ask.name) in named.facts.values
        if not given and not ask.optional and stands_at(ask.item, (review.item,)):
            label = say(Text("数据 · {label}", "Value · {label}").with_values(label=ask.label), named.language)
            yield Addable("values", ask.item, "name", ask.name, label)
