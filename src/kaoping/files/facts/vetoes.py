"""Veto decisions: a known circumstance, the decision, and its effect where the scheme lets the decision choose."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kaoping.core.facts import Row
from kaoping.core.text import Text
from kaoping.files.facts.addresses import check_unit
from kaoping.files.facts.notes import Notes, meant
from kaoping.files.facts.record import Record, missing
from kaoping.files.facts.rows import row_of
from kaoping.schemes.model import Scheme
from kaoping.schemes.model_results import VetoEntry
from kaoping.schemes.outcomes import choice_name


def veto_rows(records: Sequence[Record], units: Collection[str], scheme: Scheme, notes: Notes) -> list[Row]:
    """The decisions as rows; a row's item is the id of the veto."""
    known = {veto.id: veto for veto in scheme.vetoes}
    for record in records:
        check_unit(record, units, notes)
        veto = known.get(record.word("veto"))
        if veto is not None:
            _check_effect(record, veto, notes)
        elif record.word("veto"):
            _unknown(record, known, notes)
    return [row_of(record, record.word("veto")) for record in records if record.readable]


def _unknown(record: Record, known: Mapping[str, VetoEntry], notes: Notes) -> None:
    word = record.word("veto")
    says = Text("没有“{veto}”这种否决情形。", "There is no veto “{veto}”.", {"veto": word})
    if not known:
        says = Text("本方案没有一票否决。", "This scheme has no vetoes.")
    notes.note("unknown-veto", record.at("veto"), says, meant(word, known))


def _check_effect(record: Record, veto: VetoEntry, notes: Notes) -> None:
    word = record.word("effect")
    choices = choices_of(veto)
    if not choices and word:
        says = Text(
            "方案已规定“{veto}”的后果，不另选择。", "The scheme fixes the effect of “{veto}”.", {"veto": veto.name}
        )
        notes.note("stray-effect", record.at("effect"), says, Text("请删去后果。", "Delete the effect."))
    elif choices and not word:
        missing(record.at("effect"), record.table.column["effect"], notes)
    elif word not in choices and choices:
        says = Text("“{word}”不是“{veto}”可选的后果。", "“{word}” is no effect of “{veto}”.")
        says = says.with_values(word=word[:40], veto=veto.name)
        notes.note("bad-word", record.at("effect"), says, meant(word, choices))


def choices_of(veto: VetoEntry) -> tuple[str, ...]:
    """The words by which a decision names its effect; none where the scheme fixes it."""
    return tuple(choice_name(effect) for effect in veto.effect.chosen)
