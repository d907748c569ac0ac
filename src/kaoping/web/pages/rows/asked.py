"""What the scheme asks of a row at a place."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.core.line import RowForm
from kaoping.files.facts.accepted import Accepted
from kaoping.schemes.model import Scheme


@dataclass(frozen=True)
class Asked:
    """What is asked of a row at a place: the form of rows there, and who may have found it."""

    table: str
    place: str
    scheme: Scheme
    form: RowForm | None = None
    deciding: str = ""
    finders: tuple[str, ...] = ()


def asked_at(table: str, place: str, accepted: Accepted) -> Asked | None:
    """What is asked at a place of a unit; None where no such rows belong there."""
    if table == "vetoes":
        known = any(one.id == place for one in accepted.scheme.vetoes)
        return Asked(table, place, accepted.scheme) if known else None
    form = accepted.row_forms[table].get(place)
    if form is None:
        return None
    item = accepted.item_at[place].id
    deciding = "" if table == "ratings" else accepted.deciding_field(table, item)
    return Asked(table, place, accepted.scheme, form, deciding, accepted.finders(item))
