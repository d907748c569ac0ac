"""Who may enter what: the office everything, others what is theirs, and nobody anything about the own unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kaoping.core.facts import Facts
from kaoping.core.program import Program
from kaoping.core.text import Text
from kaoping.records.access import duties_of
from kaoping.records.models import Assessment, Person
from kaoping.records.refusals import NotAllowed
from kaoping.records.roles import Role
from kaoping.schemes.assessment import root_of
from kaoping.schemes.compile import programs
from kaoping.schemes.model import Scheme
from kaoping.schemes.read import Settled
from kaoping.schemes.responsible import bodies_at, named_body

BY_ASSESSORS = frozenset({"values", "findings", "events", "ratings", "declared"})
BY_INSPECTORS = frozenset({"findings", "events"})


@dataclass(frozen=True)
class Entering:
    """What a person may enter now: known once, asked for every row."""

    scheme: Scheme
    programs: Mapping[str, Program]
    roles: frozenset[Role]
    units: frozenset[str]
    bodies: frozenset[str]
    state: str

    def refusal(self, table: str, unit: str, item: str, name: str = "") -> Text | None:
        """Why the person may not enter (correct, withdraw) a row at a place; None where that is allowed."""
        if unit and unit in self.units:
            return _OWN_UNIT
        if "office" in self.roles:
            return None
        if self.state != "entry":
            return _NOT_NOW
        if "inspector" in self.roles and table in BY_INSPECTORS:
            return None
        return self._as_assessor(table, unit, item, name)

    def may_ever(self, table: str, unit: str, item: str) -> bool:
        """Whether such a row would be the person's to enter while the entry is open."""
        return replace(self, state="entry").refusal(table, unit, item) is None

    def recused(self, unit: str) -> bool:
        """Whether the unit is the person's own, or that of a body that the person scores for."""
        return unit in self.units or any(one.unit == unit for one in self.scheme.assessors if one.id in self.bodies)

    def _as_assessor(self, table: str, unit: str, item: str, name: str) -> Text | None:
        """Of several bodies of one item the first enters its values, the others countersign; all find problems."""
        program = self.programs.get(unit)
        found = bodies_at(self.scheme, unit, program, item, name) if program else ()
        if table in BY_ASSESSORS and self.bodies & set(found[:1] if table == "values" else found):
            return None
        if self.recused(unit):
            return _OWN_UNIT
        if table == "values" and self.bodies & set(found):
            leader = next((one.name for one in self.scheme.assessors if one.id == found[0]), found[0])
            return _LEADER.with_values(who=leader)
        return _NOT_YOURS.with_values(item=self._named(unit, item))

    def _named(self, unit: str, item: str) -> str:
        program = self.programs.get(unit)
        return program.places_named.get(root_of(program, item), item) if program else item


def entering_of(by: Person, assessment: Assessment, settled: Settled, facts: Facts) -> Entering:
    """What a person may enter into an assessment whose facts (of the units concerned) are these."""
    duties = duties_of(by, assessment)
    bodies = frozenset(named_body(settled.scheme, word) for word in duties.bodies)
    return Entering(
        settled.scheme, programs(settled.scheme, facts), duties.roles, duties.units, bodies, assessment.state
    )


def check_entering(
    by: Person, assessment: Assessment, place: tuple[str, str, str, str], settled: Settled, facts: Facts
) -> None:
    """Whether a person may enter (correct, withdraw) a row of a table about an item of a unit.

    Raises:
        NotAllowed: with the reason.
    """
    refusal = entering_of(by, assessment, settled, facts).refusal(*place)
    if refusal is not None:
        raise NotAllowed(refusal)


_OWN_UNIT = Text("不能给本单位打分。", "Nobody scores the own unit.")
_NOT_NOW = Text("现在不是填报阶段，请与考核办联系。", "The entry is closed; please ask the assessment office.")
_NOT_YOURS = Text("“{item}”不由您负责。", "“{item}” is not yours to enter.")
_LEADER = Text("由{who}填报，您可以会签。", "{who} enters this; you can countersign it.")
