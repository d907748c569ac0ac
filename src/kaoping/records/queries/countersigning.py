"""Countersigning (会签): what the leading body has entered in the name of several, and whether the others agree to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Max, QuerySet

from kaoping.core.item import Item
from kaoping.files.facts.accepted import Accepted
from kaoping.files.facts.vocabulary import standard
from kaoping.records.canonical import canonical, parsed
from kaoping.records.models import Assessment, Countersignature, Fact, JournalEntry, SchemeVersion
from kaoping.records.queries.facts import current
from kaoping.records.queries.schemes import confirmed, in_force, settled
from kaoping.schemes.responsible import bodies_of

# What one body enters of an item for all of them; problems and events every body finds by itself.
SHARED = ("values", "ratings")
# An item and a body that countersigns it.
Place = tuple[str, str]
# Facts are counted again after every change.
KEPT = 4


@dataclass(frozen=True, eq=False)
class Joint:
    """An item that a body countersigns, and what it last said; `leader` and `body` are ids.

    The same object as long as nothing has changed. `changed` is, by unit, the line of the journal of the last change
    of what the leading body has entered there.
    """

    item: str
    number: str
    name: str
    leader: str
    body: str
    changed: Mapping[str, int]
    values: int
    said: Countersignature | None

    @property
    def title(self) -> str:
        """The item with its number."""
        return f"{self.number} {self.name}".strip()

    @property
    def last(self) -> int:
        """The last change of all."""
        return max(self.changed.values(), default=0)

    @property
    def open(self) -> bool:
        """Whether something waits for the body's word."""
        return self.values > 0 and (self.said is None or self.said.entry < self.last)

    @property
    def objection(self) -> str | None:
        """Why the body does not agree to what stands there now; None where it has not said so."""
        return None if self.open or self.said is None or self.said.agreed else self.said.note

    @property
    def objected(self) -> bool:
        """Whether the body's last word is an objection, even where something was changed since: it may not be met."""
        return self.said is not None and not self.said.agreed

    def agreed(self, unit: str) -> bool:
        """Whether the body has agreed to what stands there for a unit now."""
        return self.said is not None and self.said.agreed and self.said.entry >= self.changed[unit]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The units for which it has not."""
        return tuple(unit for unit in self.changed if not self.agreed(unit))


def joints(assessment: Assessment) -> tuple[Joint, ...]:
    """Everything that bodies countersign, in the scheme's order.

    Raises:
        Refused: where there is no scheme.
    """
    version = in_force(assessment)
    last = assessment.facts.filter(table__in=SHARED).aggregate(last=Max("entry"))["last"]
    hash_ = JournalEntry.objects.filter(sequence=last).values_list("hash", flat=True).first() or ""
    # With its time: after a restore another signature may have the same key.
    signed = assessment.countersignatures.order_by("-pk").values_list("pk", "signed_at").first()
    return _joints(assessment.pk, version.pk, canonical(confirmed(version)), hash_, signed)


def objections(assessment: Assessment) -> Mapping[Place, tuple[Countersignature, ...]]:
    """Every objection ever made, by item and body, the oldest first; another word does not make it unsaid."""
    found: dict[Place, list[Countersignature]] = {}
    said = assessment.countersignatures.filter(agreed=False).select_related("signed_by")
    for one in said.order_by("signed_at", "pk"):
        found.setdefault((one.item, one.body), []).append(one)
    return {place: tuple(some) for place, some in found.items()}


@lru_cache(KEPT)
def _joints(
    key: int, version: int, readings: str, changed: str, signed: tuple[int, datetime] | None
) -> tuple[Joint, ...]:
    assessment = Assessment.objects.get(pk=key)
    scheme = settled(SchemeVersion.objects.get(pk=version), parsed(readings)).scheme
    usual, words = standard(scheme), _words(assessment)
    found = []
    for item, entered in _entered(assessment, usual):
        of_body: dict[str, list[tuple[str, int, int]]] = {body: [] for body in item.assessors[1:]}
        for unit, last, count in entered:
            for body in bodies_of(scheme, unit, item)[1:]:
                of_body.setdefault(body, []).append((unit, last, count))
        for body, rows in of_body.items():
            entry, leader = usual.leaf[item.id].entry, item.assessors[0]
            last_of = {unit: last for unit, last, _ in rows}
            values = sum(count for *_, count in rows)
            said = words.get((item.id, body))
            found.append(Joint(item.id, entry.number, entry.name, leader, body, last_of, values, said))
    return tuple(found)


def _words(assessment: Assessment) -> dict[tuple[str, str], Countersignature]:
    """The last word of every body on every item."""
    said = assessment.countersignatures.select_related("signed_by").order_by("signed_at", "pk")
    return {(one.item, one.body): one for one in said}


def _entered(assessment: Assessment, usual: Accepted) -> Iterator[tuple[Item, list[tuple[str, int, int]]]]:
    """The items that several bodies judge together; of each unit the last change, and how many entries there are."""
    asked = {item.id: set(_shared(usual, item)) for item in usual.program.items if len(item.assessors) > 1}
    root = {place: item for item, places in asked.items() for place in places}
    entered: dict[str, dict[str, tuple[int, int]]] = {item: {} for item in asked}
    for table, unit, address, name, last, count in _changes(assessment, {address for address, _ in root}):
        place = root.get((address, name if table == "values" else table))
        if place is not None:
            before, sofar = entered[place].get(unit, (0, 0))
            entered[place][unit] = max(before, last), sofar + count
    for item in usual.program.items:
        if asked.get(item.id):
            yield item, [(unit, *about) for unit, about in entered[item.id].items()]


def _shared(usual: Accepted, item: Item) -> Iterator[tuple[str, str]]:
    """What is entered once for all bodies of an item; not what a body is named for, as in a mean of all."""
    for ask in item.asks:
        if len(ask.owed_by or item.assessors) > 1:
            yield ask.item, ask.name
    if usual.takes_ratings(item.id):
        yield item.id, "ratings"


def _changes(assessment: Assessment, addresses: set[str]) -> QuerySet[Fact, tuple[str, str, str, str, int, int]]:
    """The entries that count at some addresses; what a review has decided needs nobody's signature any more."""
    decided = JournalEntry.objects.filter(assessment=assessment, action__in=("decide_review", "refuse_review")).values(
        "sequence"
    )
    rows = current(assessment).filter(table__in=SHARED, item__in=addresses).exclude(entry__in=decided).order_by()
    by_place = rows.values_list("table", "unit", "item", "name")
    return by_place.annotate(last=Max("entry"), count=Count("pk"))
