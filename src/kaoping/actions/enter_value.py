"""Entering one value of a unit: version-checked, and with a reason where it changes one."""

from __future__ import annotations

from collections.abc import Mapping

from kaoping.actions.enter_row import enter_row
from kaoping.records.models import Assessment, Fact, Person

Address = tuple[str, str, str]


def enter_value(
    by: Person,
    assessment: Assessment,
    place: Address,
    value: str | bool,
    *,
    expected: int | None = None,
    why: str = "",
    remarks: Mapping[str, str] | None = None,
) -> Fact:
    """The fact with the value at a place (unit, item, name); `remarks` are its date, a note, evidence.

    Raises:
        As `enter_row`, which this is for the table of values.
    """
    row = {**dict(zip(("unit", "item", "name"), place, strict=True)), "value": value, **(remarks or {})}
    return enter_row(by, assessment, "values", row, expected=expected, why=why, verb="enter_value")
