"""Writing rows of facts within a change: canonical, in order, and the units' register along with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kaoping.actions.drafting import Afterwards, keep_drafts
from kaoping.actions.scored_already import scored_already
from kaoping.core.defect import Refused
from kaoping.core.facts import Facts
from kaoping.files.facts import plain_facts
from kaoping.records.canonical import canonical, parsed
from kaoping.records.journal import Change
from kaoping.records.models import Assessment, Fact, Person, UnitEntry
from kaoping.records.queries.facts import Row, address, current, facts_from_rows, place_of
from kaoping.schemes.read import Settled

# Facts of one change stand one after another; no change writes more.
MOST_ROWS = 10_000_000


@dataclass(frozen=True)
class NewRow:
    """A row to be written; what supersedes another takes its place in the order. `why` is its own reason, if any."""

    table: str
    row: Row
    supersedes: Fact | None = None
    state: str = "confirmed"
    why: str = ""


def write(
    opened: Change,
    by: Person,
    assessment: Assessment,
    rows: Sequence[NewRow],
    why: str = "",
    *,
    afterwards: Afterwards | None = None,
) -> list[Fact]:
    """Writes rows that are known to fit, in canonical form, and keeps the draft totals with what holds afterwards."""
    first = opened.sequence * MOST_ROWS
    facts = [
        Fact(
            assessment=assessment,
            table=new.table,
            **_addressed(new),
            content=canonical(new.row),
            state=new.state,
            place=new.supersedes.place if new.supersedes else first + number,
            entered_by=by,
            entered_at=opened.at,
            entry=opened.sequence,
            supersedes=new.supersedes,
            reason=new.why or why,
        )
        for number, new in enumerate(rows)
    ]
    written = Fact.objects.bulk_create(facts, batch_size=500)
    _register_units(assessment, rows)
    counting = {fact.unit for fact in written if fact.state != "proposed"}
    if counting:
        keep_drafts(assessment, counting, opened.sequence, afterwards)
    return written


def _addressed(new: NewRow) -> dict[str, object]:
    unit, item, name = address(new.table, new.row)
    on = new.row.get("on")
    return {"unit": unit, "item": item, "name": name, "valid_on": date.fromisoformat(str(on)) if on else None}


def _register_units(assessment: Assessment, rows: Iterable[NewRow]) -> None:
    """Units as they are now, so that people can be appointed for them."""
    units = {str(new.row["id"]): new.row for new in rows if new.table == "units"}
    entries = [
        UnitEntry(assessment=assessment, code=code, name=str(row.get("name", "")), group=str(row.get("group", "")))
        for code, row in units.items()
    ]
    UnitEntry.objects.bulk_create(
        entries, 500, update_conflicts=True, unique_fields=["assessment", "code"], update_fields=["name", "group"]
    )


def was(rows: Sequence[NewRow]) -> list[object]:
    """What counted until now, for the journal."""
    known = (new.supersedes for new in rows)
    return [parsed(fact.content) for fact in known if fact is not None and fact.state == "confirmed"]


def became(rows: Sequence[NewRow]) -> list[object]:
    """What counts from now on, for the journal."""
    return [new.row for new in rows if new.state == "confirmed"]


@dataclass(frozen=True)
class Draft:
    """A row that fits: in canonical form, with the facts of its unit as they will be."""

    row: Row
    facts: Facts


def drafted(assessment: Assessment, settled: Settled, table: str, row: Row, instead_of: Fact | None = None) -> Draft:
    """The row among the facts of its unit, read by the reader of facts files.

    Raises:
        Refused: with everything that is wrong with it.
    """
    others = list(_others(assessment, address(table, row)[0], instead_of))
    known_rows: list[tuple[str, Row]] = [(fact.table, parsed(fact.content)) for fact in others]
    entered = [(place_of(table, row), table, row)]
    scored = scored_already(assessment, settled, known_rows, entered)
    if scored:
        raise Refused([*scored.values()])
    facts = facts_from_rows(known_rows, settled, entered=entered)
    known = Counter(fact.content for fact in others if fact.table == table)
    rows = plain_facts(facts, settled)[table]
    fresh = Counter(map(canonical, rows if isinstance(rows, list) else ())) - known
    (text,) = fresh
    return Draft(parsed(text), facts)


def without(assessment: Assessment, settled: Settled, fact: Fact) -> Facts:
    """The facts of a unit without one of them.

    Raises:
        Refused: where others cannot stand without it.
    """
    others = _others(assessment, fact.unit, fact)
    return facts_from_rows(((one.table, parsed(one.content)) for one in others), settled)


def _others(assessment: Assessment, unit: str, instead_of: Fact | None) -> Iterable[Fact]:
    others = current(assessment).filter(unit__in=["", unit]) if unit else current(assessment)
    return others.exclude(pk=instead_of.pk) if instead_of else others


def last_of(assessment: Assessment, table: str, row: Row) -> Fact | None:
    """The end of the chain of facts at a row's address: what counts there, or what was withdrawn last."""
    unit, item, name = address(table, row)
    chain = assessment.facts.filter(table=table, unit=unit, item=item, name=name, superseded_by=None)
    return chain.exclude(state="proposed").first()
