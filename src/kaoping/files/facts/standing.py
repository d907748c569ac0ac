"""What decides a unit's place beside its score: results of earlier years, and whether it is counted at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kaoping.core.facts import Row
from kaoping.core.text import Text
from kaoping.files.facts.addresses import check_unit
from kaoping.files.facts.notes import Notes, meant
from kaoping.files.facts.record import Record, repeated
from kaoping.files.facts.rows import row_of
from kaoping.schemes.model import Scheme

STATUSES = ("trial", "suspended")


def history_rows(records: Sequence[Record], units: Collection[str], scheme: Scheme, notes: Notes) -> list[Row]:
    """A grade or an award of an earlier year; several rows of one year name several awards."""
    awards = [award.id for award in scheme.awards]
    for record in records:
        check_unit(record, units, notes)
        award = record.word("award")
        if award and award not in awards:
            says = Text("方案没有“{award}”这一奖项。", "The scheme has no award “{award}”.", {"award": award})
            notes.note("unknown-award", record.at("award"), says, meant(award, awards))
    return _rows(records)


def status_rows(records: Sequence[Record], units: Collection[str], notes: Notes) -> list[Row]:
    """On trial, or suspended: ranked nowhere and in no base."""
    first: dict[str, Record] = {}
    for record in records:
        unit, status = record.word("unit"), record.word("status")
        if check_unit(record, units, notes) and unit in first:
            repeated(record.at("unit"), first[unit].at("unit"), unit, notes)
        first.setdefault(unit, record)
        if status and status not in STATUSES:
            says = Text("“{status}”不是可用的状态。", "“{status}” is not a known status.", {"status": status})
            notes.note("bad-word", record.at("status"), says, meant(status, STATUSES))
    return _rows(records)


def _rows(records: Sequence[Record]) -> list[Row]:
    return [row_of(record, "") for record in records if record.readable]
