"""Points left to somebody's judgement: which rows have them, so that they say why."""

from __future__ import annotations

from fractions import Fraction

from kaoping.core.facts import Row
from kaoping.core.line import RowOption
from kaoping.files.facts.accepted import Accepted


def judged(row: Row, form: Accepted) -> RowOption | None:
    """The severity or clause within whose range somebody has chosen the points; None where nobody chose.

    Points that are given where the option has its own are chosen as well.
    """
    place = form.row_forms.get(row.table, {}).get(row.item)
    if place is None or row.table == "ratings":
        return None
    fields = dict(row.fields)
    word = fields.get(form.deciding_field(row.table, form.item_at[row.item].id))
    option = next((one for one in place.options if one.id == word), None)
    points = fields.get("points")
    if option is None or not isinstance(points, Fraction) or option.low == option.high:
        return None
    return None if option.default is not None and points == Fraction(option.default) else option
