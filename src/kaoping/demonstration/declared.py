"""Zero reports (零报告): who declared on which day that everything to be deducted has been recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kaoping.core.facts import Unit
from kaoping.core.item import Item
from kaoping.schemes.model import Scheme


def declarations(
    scheme: Scheme, units: Iterable[Unit], items: Iterable[Item], on: str
) -> Iterator[tuple[str, str, str, str]]:
    """One declaration per unit and item that needs one, by the item's leading assessor."""
    names = {assessor.id: assessor.name for assessor in scheme.assessors}
    checked = [item for item in items if item.zero_report]
    for unit in units:
        for item in checked:
            yield unit.id, item.id, names.get(item.assessors[0], item.assessors[0]), on
