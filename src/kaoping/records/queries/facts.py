"""Facts as the core wants them: those that count now, or as of any line of the journal; and the history of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import QuerySet

from kaoping.core.facts import Facts
from kaoping.files.facts import facts_from_node, plain_row
from kaoping.files.facts.document import FORMAT, Entry
from kaoping.files.facts.notes import Notes
from kaoping.files.facts.record import record_of
from kaoping.files.facts.rows import row_of
from kaoping.files.facts.tables import TABLES
from kaoping.records.canonical import parsed
from kaoping.records.models import Assessment, Fact, JournalEntry
from kaoping.records.queries.nodes import node_of
from kaoping.schemes.nodes import Node
from kaoping.schemes.read import Settled

Row = Mapping[str, object]
# By which fields a row is addressed: its unit, its item, its name; empty where a table has no such field.
ADDRESS: Mapping[str, tuple[str, str, str]] = {
    "units": ("id", "", ""),
    "items": ("", "item", ""),
    "tasks": ("unit", "item", ""),
    "values": ("unit", "item", "name"),
    "findings": ("unit", "item", "id"),
    "events": ("unit", "item", "id"),
    "claims": ("unit", "item", "id"),
    "ratings": ("unit", "item", "id"),
    "vetoes": ("unit", "veto", "id"),
    "not_applicable": ("unit", "item", "name"),
    "history": ("unit", "", "year"),
    "status": ("unit", "", ""),
    "declared": ("unit", "item", "by"),
}


def address(table: str, row: Row) -> tuple[str, str, str]:
    """Unit, item and name of a row."""
    unit, item, name = (str(row.get(key, "")).strip() if key else "" for key in ADDRESS[table])
    return unit, item, name


def current(assessment: Assessment, entry: int | None = None) -> QuerySet[Fact]:
    """The facts that count, in their order: now, or as of a line of the journal."""
    found = assessment.facts.filter(state="confirmed").order_by("place")
    if entry is None:
        return found.filter(superseded_by=None)
    return found.filter(entry__lte=entry).exclude(superseded_by__entry__lte=entry)


def entry_at(moment: datetime) -> int:
    """The last line of the journal at a moment; 0 before the first."""
    last = JournalEntry.objects.filter(at__lte=moment).order_by("-sequence").values_list("sequence", flat=True).first()
    return last or 0


def facts_of(assessment: Assessment, settled: Settled, entry: int | None = None) -> Facts:
    """The facts, now or as of a line of the journal; the digest is that of the facts file they came from.

    Raises:
        Refused: where facts do not fit the scheme (any more).
    """
    rows = current(assessment, entry).values_list("table", "content")
    return facts_from_rows(((table, parsed(content)) for table, content in rows), settled, sample=assessment.sample)


def facts_at(assessment: Assessment, settled: Settled, moment: datetime) -> Facts:
    """The facts as they were known at a moment.

    Raises:
        Refused: where they do not fit the scheme.
    """
    return facts_of(assessment, settled, entry_at(moment))


def facts_from_rows(
    rows: Iterable[tuple[str, Row]],
    settled: Settled,
    *,
    sample: bool = False,
    entered: Iterable[tuple[str, str, Row]] = (),
) -> Facts:
    """Rows of tables as facts, through the one reader of facts files.

    Behind them stand rows that somebody enters, each with a name of its own for its place (place, table, row): what is
    wrong with one field of them is said at `place.field`.

    Raises:
        Refused: with everything wrong with them.
    """
    tables: dict[str, list[Node]] = {}
    for table, row in rows:
        tables.setdefault(table, []).append(node_of(row, place_of(table, row)))
    for place, table, row in entered:
        fields = {key: node_of(value, f"{place}.{key}") for key, value in row.items()}
        tables.setdefault(table, []).append(Node(fields, "", 0, place, 0))
    content = {"format": FORMAT, "scheme": settled.scheme.id, "sample": sample}
    document = {key: node_of(value, key) for key, value in content.items()}
    document |= {table: Node(tuple(nodes), "", 0, table, 0) for table, nodes in tables.items()}
    return facts_from_node(Node(document, "", 0, "", 0), settled, in_words=True)


def canonical_row(table: str, row: Row) -> Row | None:
    """A finding, event, claim, rating or declaration as a facts file holds it; None where it cannot be read."""
    entry = Entry(node_of({}, ""), {key: node_of(value, "") for key, value in row.items()})
    record = record_of(TABLES[table], entry, Notes())
    return plain_row(row_of(record, record.word("item"))) if record.readable else None


def place_of(table: str, row: Row) -> str:
    """Where a defect is: the table and the address of the row, as people read them."""
    return " ".join(part for part in (TABLES[table].name.zh, *address(table, row)) if part)


def history(assessment: Assessment, table: str, unit: str, item: str, name: str = "") -> QuerySet[Fact]:
    """Everything that was ever said at an address, oldest first: who, when, why."""
    found = assessment.facts.filter(table=table, unit=unit, item=item, name=name)
    return found.select_related("entered_by").order_by("entry", "id")
