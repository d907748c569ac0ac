"""What nobody of a column may read anywhere, in any answer."""

from __future__ import annotations

from tests.authorisation.world import ADMINISTRATORS, GIVEN, NOTES, TOTALS, UNITS

NAMES = {unit["id"]: unit["name"] for unit in UNITS}
OUTSIDE = {"nobody", "elsewhere"}
UNIT_OF = {"head": "u-1", "clerk": "u-1", "watch": "u-1", "sibling": "u-2"}


def secrets(column: str, stage: str) -> set[str]:
    """The words: names, scores and notes of units that are not this column's to read."""
    if column in OUTSIDE:
        return {*NAMES.values(), *_scores(), *NOTES.values()}
    if column in ADMINISTRATORS:
        return {*_scores(), *NOTES.values()}
    if column in UNIT_OF:
        return _of_others(UNIT_OF[column], stage)
    if column == "viewer":
        return {*NOTES.values(), *(_scores() if stage != "published" else ())}
    return set(TOTALS.values()) if column in ("assessor", "inspector") else set()


def _of_others(own: str, stage: str) -> set[str]:
    """A unit reads its own card; of its group the totals once released, of other groups nothing before publication."""
    found = {NOTES[unit] for unit in NAMES if unit != own}
    if own != "u-2":
        found.add(GIVEN["u-2"])
    if stage != "published":
        found |= {NAMES["u-9"], TOTALS["u-9"], GIVEN["u-9"]}
    if stage == "entry":
        found |= {*TOTALS.values()}
    return found


def _scores() -> set[str]:
    return {*TOTALS.values(), *GIVEN.values()}
