"""Zero reports (零报告): who declared on which day that everything to be deducted has been recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kaoping.core.facts import Unit
from kaoping.core.item import Item
from kaoping.schemes.model import Scheme
from kaoping.schemes.responsible import judging


def declarations(
    scheme: Scheme, units: Iterable[Unit], items: Iterable[Item], on: str
) -> Iterator[tuple[str, str, str, str]]:
    """Of every unit one declaration of each body for every item that needs one, and for every veto."""
    names = {assessor.id: assessor.name for assessor in scheme.assessors}
    asked = [(item.id, item.assessors) for item in items if item.zero_report]
    asked += [(veto.id, veto.assessors or (scheme.assessors[0].id,)) for veto in scheme.vetoes]
    for unit in units:
        for place, bodies in asked:
            for body in judging(scheme, unit.id, bodies) or bodies[:1]:
                yield unit.id, place, names.get(body, body), on
