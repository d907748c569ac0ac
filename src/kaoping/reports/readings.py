"""The readings in force (条文理解): the question, what was decided, what else the clause could mean."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.core.line import Clause
from kaoping.core.text import Text
from kaoping.schemes.model import Alternative, Reading
from kaoping.schemes.read import Settled


@dataclass(frozen=True)
class ReadingRow:
    """One reading as a table shows it; `changed` where the office chose another alternative than the default."""

    id: str
    question: Text
    choice: str
    in_force: Text
    others: tuple[Text, ...]
    clause: Clause
    changed: bool


def reading_rows(settled: Settled) -> tuple[ReadingRow, ...]:
    """Every reading of the scheme, in its order."""
    return tuple(_row(settled, reading) for reading in settled.file.readings)


def _row(settled: Settled, reading: Reading) -> ReadingRow:
    choice = settled.choices[reading.id]
    chosen = reading.alternative(choice.alternative)
    in_force = _says(chosen) if chosen else Text("", "")
    written = _written(choice.written)
    if choice.value is not None:
        in_force = Text("{says}（{value}）", "{says} ({value})", {"says": in_force, "value": written})
    others = tuple(_says(one) for one in reading.alternatives if one.id != choice.alternative)
    question = Text(reading.question, reading.english or reading.question)
    changed = choice.alternative != reading.default
    return ReadingRow(reading.id, question, written, in_force, others, reading.clause, changed)


def _written(value: object) -> str:
    """An alternative's id, a given number, or a given table in one line."""
    if isinstance(value, dict):
        return " ".join(f"{key}={_written(part)}" for key, part in value.items())
    return str(value)


def _says(alternative: Alternative) -> Text:
    says = alternative.says or alternative.id
    return Text(says, alternative.english or says)
