"""What waits to be countersigned (会签): items with several bodies, whose values the leading one enters."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max

from kaoping.kinds.appraisal.rule import Appraisal
from kaoping.records.models import Assessment, Countersignature, Person
from kaoping.records.queries.facts import current
from kaoping.records.queries.owing import bodies_for
from kaoping.records.queries.schemes import settled_now
from kaoping.schemes.form import Form
from kaoping.schemes.leaves import Leaf, leaves


@dataclass(frozen=True)
class Joint:
    """An item that a body countersigns: how many values there are, their last change, and what the body last said."""

    item: str
    title: str
    leader: str
    body: str
    values: int
    last: int
    said: Countersignature | None

    @property
    def open(self) -> bool:
        """Whether values wait for the body's word."""
        return self.values > 0 and (self.said is None or self.said.entry < self.last)


def to_countersign(person: Person, assessment: Assessment) -> list[Joint]:
    """The items that a person's bodies countersign, in the scheme's order."""
    settled = settled_now(assessment)
    bodies = bodies_for(person, assessment, settled)
    joint = [
        (leaf, body)
        for leaf in leaves(settled.scheme, Form())
        for body in _countersigning(leaf)
        if body in bodies and leaf.assessors[0] not in bodies
    ]
    entered = _entered(assessment, [leaf.id for leaf, _ in joint])
    said = {
        (one.item, one.body): one
        for one in assessment.countersignatures.select_related("signed_by").order_by("signed_at", "pk")
    }
    names = {one.id: one.name for one in settled.scheme.assessors}
    return [
        Joint(
            leaf.id,
            f"{leaf.entry.number} {leaf.entry.name}".strip(),
            names.get(leaf.assessors[0], leaf.assessors[0]),
            body,
            *entered.get(leaf.id, (0, 0)),
            said.get((leaf.id, body)),
        )
        for leaf, body in joint
    ]


def _countersigning(leaf: Leaf) -> tuple[str, ...]:
    """The bodies beside the leading one; none where each of them gives points of its own."""
    apart = any(isinstance(entry.rule, Appraisal) and entry.rule.joint == "mean" for entry in leaf.rules)
    return () if apart else leaf.assessors[1:]


def _entered(assessment: Assessment, items: list[str]) -> dict[str, tuple[int, int]]:
    """How many values of each item count, and the line of the journal of the last of them."""
    found = current(assessment).filter(table="values", item__in=items).order_by().values("item")
    return {one["item"]: (one["count"], one["last"]) for one in found.annotate(count=Count("pk"), last=Max("entry"))}
