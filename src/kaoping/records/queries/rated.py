"""Which items may be rated no more: their points have been given to every unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from kaoping.records.models import Assessment
from kaoping.records.queries.facts import current

# What is given for an item instead of ratings.
INSTEAD = ("given", "score")


def scored_items(assessment: Assessment, items: Collection[str]) -> frozenset[str]:
    """The items of which every unit that they apply to has its points, and none has a rating."""
    facts = current(assessment).filter(item__in=items).order_by()
    rated = set(facts.filter(table="ratings").values_list("item", flat=True))
    scored = facts.filter(table="values", name__in=INSTEAD)
    settled = set(scored.values_list("item", "unit")) | set(
        facts.filter(table="not_applicable", name="").values_list("item", "unit")
    )
    units, counts = assessment.units.count(), Counter(item for item, _ in settled)
    return frozenset(item for item in items if units and counts[item] >= units and item not in rated)
