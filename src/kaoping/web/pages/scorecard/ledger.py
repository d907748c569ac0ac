"""The ledger of a scorecard: parts, items and lines, each amount with its sentence, its material and its working."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from kaoping.core.facts import Row
from kaoping.core.item import Item
from kaoping.core.line import Clause, Line
from kaoping.core.numbers import fixed, rounded
from kaoping.core.readers.scope import Scope
from kaoping.core.readers.working import Working
from kaoping.core.scorecard import Entry, ItemScore, Scorecard
from kaoping.core.text import Language, Text, say
from kaoping.core.words import FIELD_NAMES, TABLE_NAMES, WORDS
from kaoping.reports.amounts import minus, per_cent, printed, signed
from kaoping.reports.naming import item_title
from kaoping.schemes.assessment import Assessment
from kaoping.schemes.model import ItemEntry
from kaoping.web.pages.scorecard.content import LedgerItem, LedgerLine, LedgerPart, Peers, Provenance
from kaoping.web.shared.fact_words import value_said
from kaoping.web.shared.frame import Link
from kaoping.web.shared.owing import owed_in_item
from kaoping.web.shared.source import ClauseMark

PEERS = Text(
    "本组 {count} 个单位：平均 {mean}，最高 {high}，最低 {low}",
    "{count} units of the group: mean {mean}, highest {high}, lowest {low}",
)
FORMULA, NAMES, VALUES = Text("编号", "ids"), Text("算式", "formula"), Text("代入", "values")
RATING = Text(
    "{group} {value} 分（应评 {asked} 人，参评 {raters} 人，{share}）",
    "{group}: {value} ({raters} of {asked} asked took part, {share})",
)
RATING_OF_SOME = Text(
    "{group} {value} 分（{raters} 人参评，应评人数未登记）",
    "{group}: {value} ({raters} raters; how many were asked was not recorded)",
)
NOT_COUNTED = Text("未计分：{says}", "not counted: {says}")
SAME_MATTER = Text(
    "未计分：{says}（同一事项“{matter}”只计一次）", "not counted: {says} (the matter “{matter}” counts once)"
)
# What a reader wants to see of a recorded row beside its sentence; the sentence says the rest.
TOLD = (
    "on",
    "found_by",
    "reported",
    "mended",
    "note",
    "decision",
    "authority",
    "hearing",
    "reason",
    "evidence",
    "matter",
)
DAYS = ("on", "reported", "mended")
NAMED = ("matter", "evidence", "decision", "reported", "mended", "authority", "hearing", "reason")


@dataclass(frozen=True)
class Sources:
    """What the ledger is told beside the assessment: where clauses open, and who entered what.

    `provenance` is that of an entry's row, by the entry's place among all entries of the card; `given` are the single
    values of an item with who gave them, in words; `peers` are the group's known scores by item; `review` is the way
    to an item's review.
    """

    clause: Callable[[Clause], ClauseMark | None]
    peers: Mapping[str, tuple[Fraction, ...]]
    provenance: Mapping[int, Provenance] = field(default_factory=dict)
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    review: Callable[[str], Link | None] = lambda _: None


@dataclass(frozen=True)
class Ledger:
    """Makes the ledger of one unit."""

    assessment: Assessment
    card: Scorecard
    language: Language
    sources: Sources

    @cached_property
    def _places(self) -> Mapping[int, int]:
        """The place of every entry among all of the card, as they are kept."""
        entries = (*(entry for item in self.card.items for entry in item.entries), *self.card.entries)
        return {id(entry): place for place, entry in enumerate(entries)}

    def parts(self) -> tuple[LedgerPart, ...]:
        """The first-level items in the scheme's order."""
        entries = {entry.id: entry for entry in self.assessment.settled.scheme.items}
        groups = groupby(self.card.items, key=lambda score: score.item.parents[0] if score.item.parents else "")
        return tuple(part for key, scores in groups for part in self._parts(entries.get(key), list(scores)))

    def lines(self) -> tuple[LedgerLine, ...]:
        """The lines that concern several items or the total."""
        return tuple(self._line(entry) for entry in self.card.entries)

    def _parts(self, entry: ItemEntry | None, scores: Sequence[ItemScore]) -> Iterator[LedgerPart]:
        if entry is None:
            yield LedgerPart("", "", None, tuple(self._item(score) for score in scores))
            return
        known = [score.score for score in scores if score.score is not None]
        total = self._printed(sum(known, Fraction(0))) if len(known) == len(scores) else None
        name = entry.name if self.language == "zh" else entry.english or entry.name
        points = "" if entry.points is None else self._printed(entry.points, 0)
        yield LedgerPart(f"{entry.number} {name}".strip(), points, total, tuple(self._item(score) for score in scores))

    def _item(self, score: ItemScore) -> LedgerItem:
        opening = [entry for entry in score.entries if self._opens(entry)]
        lines = [entry for entry in score.entries if not self._opens(entry)]
        return LedgerItem(
            id=score.item.id,
            title=item_title(score.item),
            opening=self._printed(sum((entry.amount for entry in opening), Fraction(0))) if opening else "",
            score=None if score.score is None else self._printed(score.score),
            lines=tuple(self._line(entry) for entry in lines),
            assessors=self._assessors(score.item),
            peers=self._peers(score),
            materials=(*self.sources.given.get(score.item.id, ()), *self._materials(score)),
            missing=tuple(one.in_words(self.language) for one in owed_in_item(self.assessment, self.card, score)),
            clause=self.sources.clause(score.item.clause),
            review=self.sources.review(score.item.id),
        )

    def _opens(self, entry: Entry) -> bool:
        node = self.card.program.node[entry.line]
        return isinstance(node, Line) and node.opening

    def _line(self, entry: Entry) -> LedgerLine:
        scope = Scope(self.card.unit.id, entry.item, entry.row)
        node = self.card.program.node[entry.line]
        rows = [other for other in self._entries(entry) if other.line == entry.line]
        return LedgerLine(
            id=f"{entry.line}-{rows.index(entry)}".replace(".", "-"),
            amount=signed(entry.amount, self.card.program.places),
            negative=entry.amount < 0,
            says=entry.says.in_language(self.language),
            material=self._told(entry.row) if entry.row else "",
            provenance=self.sources.provenance.get(self._places[id(entry)], Provenance()),
            clause=None if self._item_clause(entry) == entry.clause else self.sources.clause(entry.clause),
            working=tuple(self._working(self.assessment.working(self.language, node, scope))),
        )

    def _item_clause(self, entry: Entry) -> Clause | None:
        return self.card.program.item[entry.item].clause if entry.item else None

    def _working(self, steps: Working) -> Iterator[tuple[str, str]]:
        """The formula in names, with values and the result, and in ids; a step that says nothing new is left out."""
        values = steps.values if steps.values == steps.result else f"{steps.values} = {steps.result}"
        told = {steps.result}
        for name, text in ((NAMES, steps.names), (VALUES, values), (FORMULA, steps.formula)):
            if text not in told or name is VALUES:
                yield name.in_language(self.language), text
            told.add(text)

    def _entries(self, entry: Entry) -> Sequence[Entry]:
        return self.card.item(entry.item).entries if entry.item else self.card.entries

    def _printed(self, number: Fraction, places: int | None = None) -> str:
        return printed(number, self.card.program.places if places is None else places)

    def _assessors(self, item: Item) -> str:
        names: Mapping[str, Text] = {
            one.id: Text(one.name, one.english or one.name) for one in self.assessment.settled.scheme.assessors
        }
        return say([names.get(assessor, assessor) for assessor in item.assessors], self.language)

    def _peers(self, score: ItemScore) -> Peers | None:
        """How the units of the group that have this item scored in it; a unit's own tasks have no peers."""
        own = {task.item for task in self.assessment.facts.tasks.get(self.card.unit.id, ())}
        scores = self.sources.peers.get(score.item.id, ())
        if score.item.id in own or len(scores) < 2:
            return None
        places = self.card.program.places
        mean = minus(fixed(rounded(sum(scores, Fraction(0)) / len(scores), places), places))
        low, high = self._printed(min(scores)), self._printed(max(scores))
        says = PEERS.with_values(count=len(scores), mean=mean, high=high, low=low)
        return Peers(mean, f"{low}～{high}", says.in_language(self.language))

    def _materials(self, score: ItemScore) -> Iterator[str]:
        printed_rows = {entry.row for item in self.card.items for entry in item.entries if entry.row}
        matters = {dict(row.fields).get("matter") for row in printed_rows}
        for table in TABLE_NAMES:
            for row in self.assessment.facts.rows_of(self.card.unit.id, table, (score.item.id,)):
                if table == "ratings":
                    yield self._rating(row)
                elif row not in printed_rows:
                    yield self._not_counted(row, matters)

    def _rating(self, row: Row) -> str:
        fields = {"rater_group": "", "value": "", "raters": "", **dict(row.fields)}
        asked, raters = fields.get("asked"), fields["raters"]
        says = RATING_OF_SOME
        if isinstance(asked, Fraction) and isinstance(raters, Fraction):
            says = RATING.with_values(asked=asked, share=per_cent(raters / asked))
        told = says.with_values(group=fields["rater_group"], value=fields["value"], raters=raters)
        return told.in_language(self.language)

    def _not_counted(self, row: Row, matters: Collection[object]) -> str:
        matter = dict(row.fields).get("matter")
        says = SAME_MATTER if matter and matter in matters else NOT_COUNTED
        told = Text(
            "{table} {told}", "{table} {told}", {"table": TABLE_NAMES[row.table], "told": self._told(row, "matter")}
        )
        return says.with_values(says=told, matter=matter).in_language(self.language)

    def _told(self, row: Row, but: str = "") -> str:
        fields = dict(row.fields)
        parts = [self._field(name, fields[name]) for name in TOLD if fields.get(name) and name != but]
        return " · ".join(parts)

    def _field(self, name: str, value: object) -> str:
        word = value_said(value) if name in DAYS else WORDS.get(value, value) if isinstance(value, str) else value
        shown = say(word, self.language)
        label = FIELD_NAMES[name].in_language(self.language)
        return f"{label} {shown}" if name in NAMED else shown


def peer_scores(assessment: Assessment, group: str) -> Mapping[str, tuple[Fraction, ...]]:
    """The known scores of every item in a group, by item."""
    found: dict[str, list[Fraction]] = {}
    for card in assessment.cards:
        if card.unit.group == group:
            for score in card.items:
                if score.score is not None:
                    found.setdefault(score.item.id, []).append(score.score)
    return {item: tuple(scores) for item, scores in found.items()}
