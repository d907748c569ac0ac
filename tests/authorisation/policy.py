"""Reads the policy: which answer each address gives to whom, in which stage of an assessment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.authorisation.world import COLUMNS, STAGES

TABLE = Path(__file__).with_name("policy.txt")
METHODS = ("GET", "POST")
SEVERAL: dict[str, tuple[str, ...]] = {
    "any": STAGES,
    "open": ("entry", "review"),
    "final": ("frozen", "published"),
    "later": ("review", "frozen", "published"),
}
OUTCOMES = ("ok", "goes", "done", "in", "403", "404", "405", "409", "422")


@dataclass(frozen=True)
class Row:
    """One row: an address by its name, a method, stages, and the outcome of every column."""

    name: str
    method: str
    stages: tuple[str, ...]
    outcomes: dict[str, str]


def rows() -> Iterator[Row]:
    """The rows of the table; a row with one outcome has it for everybody.

    ValueError for a row that cannot be read.
    """
    lines = [line.split() for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    header, *body = lines
    if header != ["address", "method", "stage", *COLUMNS]:
        raise ValueError(f"the columns of {TABLE.name} must be: {' '.join(COLUMNS)}")
    for name, method, stage, *given in body:
        outcomes = given * len(COLUMNS) if len(given) == 1 else given
        stages = SEVERAL.get(stage) or tuple(stage.split(","))
        unknown = {*outcomes, method, *stages} - {*OUTCOMES, *METHODS, *STAGES}
        if len(outcomes) != len(COLUMNS) or unknown:
            raise ValueError(f"{name} {method} {stage}: {len(outcomes)} outcomes; not known: {sorted(unknown)}")
        yield Row(name, method, stages, dict(zip(COLUMNS, outcomes, strict=True)))
