"""Zero reports (零报告): who declared on which day that everything to be deducted has been recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kaoping.core.facts import Unit
from kaoping.core.item import Item
from kaoping.schemes.model import Scheme


def declarations(
    scheme: Scheme, units: Iterable[Unit], items: Iterable[Item], on: str
) -> Iterator[tuple[str, str, str, str]]:
    """One declaration per unit and item that needs one, by the item's leading assessor, and one per veto."""
    names = {assessor.id: assessor.name for assessor in scheme.assessors}
    by = {item.id: names.get(item.assessors[0], item.assessors[0]) for item in items if item.zero_report}
    by |= {veto.id: scheme.assessors[0].name for veto in scheme.vetoes}
    for unit in units:
        for place, who in by.items():
            yield unit.id, place, who, on
