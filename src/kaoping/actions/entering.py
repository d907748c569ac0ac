"""Who may enter what: the office everything, others what is theirs, and nobody anything about the own unit."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.core.facts import Facts
from kaoping.core.text import Text
from kaoping.records.access import appointments_of, roles_of, units_of
from kaoping.records.models import Assessment, Person
from kaoping.records.refusals import NotAllowed
from kaoping.schemes.assessment import root_of
from kaoping.schemes.compile import programs
from kaoping.schemes.read import Settled

BY_ASSESSORS = frozenset({"values", "findings", "events", "claims", "ratings", "declared"})
BY_INSPECTORS = frozenset({"findings", "events"})


def check_entering(
    by: Person, assessment: Assessment, place: tuple[str, str, str], settled: Settled, facts: Facts
) -> None:
    """Whether a person may enter (correct, withdraw) a row of a table about an item of a unit.

    Raises:
        NotAllowed: with the reason.
    """
    table, unit, item = place
    if unit and unit in units_of(by, assessment):
        raise NotAllowed(_OWN_UNIT)
    roles = roles_of(by, assessment)
    if "office" in roles:
        return
    if assessment.state != "entry":
        raise NotAllowed(_NOT_NOW)
    if "inspector" in roles and table in BY_INSPECTORS:
        return
    bodies = set(_bodies(by, assessment))
    if table not in BY_ASSESSORS or not bodies & set(_assessors_of(item, unit, settled, facts)):
        raise NotAllowed(_NOT_YOURS.with_values(item=item))
    if any(one.unit == unit for one in settled.scheme.assessors if {one.id, one.name} & bodies):
        raise NotAllowed(_OWN_UNIT)


def _bodies(by: Person, assessment: Assessment) -> Iterator[str]:
    """The bodies that a person scores for, as appointed."""
    yield from appointments_of(by, assessment).filter(role="assessor").values_list("assessor", flat=True)


def _assessors_of(item: str, unit: str, settled: Settled, facts: Facts) -> Iterator[str]:
    """Ids and printed names of the bodies that score an item for a unit."""
    program = programs(settled.scheme, facts).get(unit)
    found = program.item.get(root_of(program, item)) if program else None
    for assessor in found.assessors if found else ():
        yield assessor
        yield from (one.name for one in settled.scheme.assessors if one.id == assessor)


_OWN_UNIT = Text("不能给本单位打分。", "Nobody scores the own unit.")
_NOT_NOW = Text("现在不是填报阶段，请与考核办联系。", "The entry is closed; please ask the assessment office.")
_NOT_YOURS = Text("“{item}”不由您负责。", "“{item}” is not yours to enter.")
