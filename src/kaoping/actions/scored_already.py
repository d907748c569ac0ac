"""Ratings of what has its points already: refused in one sentence, instead of all that then contradicts itself."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.core.defect import Defect
from kaoping.core.text import Text, verbatim
from kaoping.files.facts.accepted import Accepted, accepted
from kaoping.kinds.appraisal.rule import Appraisal
from kaoping.records.models import Assessment
from kaoping.records.queries.facts import Row, facts_from_rows
from kaoping.records.queries.rated import INSTEAD
from kaoping.reports.naming import item_title, unit_name
from kaoping.schemes.read import Settled

Placed = tuple[str, str, Row]
CODE = "scored-already"


def scored_already(
    assessment: Assessment, settled: Settled, kept: Sequence[tuple[str, Row]], entered: Sequence[Placed]
) -> dict[str, Defect]:
    """By their places, what is wrong with those rows (place, table, row) that are ratings beside given points.

    `kept` is what stays of the units' rows.
    """
    given = {(row["unit"], row["item"]) for table, row in kept if table == "values" and row["name"] in INSTEAD}
    doubtful = [
        (place, str(row.get("unit", "")), str(row.get("item", "")))
        for place, table, row in entered
        if table == "ratings" and (row.get("unit"), row.get("item")) in given
    ]
    if not doubtful:
        return {}
    facts = facts_from_rows(kept, settled, sample=assessment.sample)
    names, forms = {unit.id: unit_name(unit) for unit in facts.units}, accepted(settled.scheme, facts)
    return {
        place: _defect(place, f"{names[unit]} · {item_title(forms[unit].item_at[item])}")
        for place, unit, item in doubtful
        if _either(forms[unit], item)
    }


def _either(form: Accepted, item: str) -> bool:
    """Whether the item has points or ratings, never both."""
    return item in form.row_forms["ratings"] and any(isinstance(rule, Appraisal) for rule in form.rules(item))


def _defect(place: str, about: str) -> Defect:
    says = _SCORED.with_values(about=about)
    return Defect(CODE, "", says, _WITHDRAW, place=verbatim(f"{place}.item"))


_SCORED = Text(
    "{about}：这一项已经打分，不能再填评议。", "{about}: its points are given already, so it takes no ratings."
)
_WITHDRAW = Text("要改用评议的，请先撤回评分。", "To use ratings instead, withdraw the points first.")
