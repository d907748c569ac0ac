"""A unit's own score (自评): it stands beside what counts and never counts itself."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.actions.acting import acting
from kaoping.actions.save_values import Entered
from kaoping.actions.writing_facts import NewRow, write
from kaoping.core.text import Text
from kaoping.files.facts import plain_facts
from kaoping.records.access import units_of
from kaoping.records.canonical import canonical, parsed
from kaoping.records.models import Assessment, Fact, Person
from kaoping.records.queries.entry import Place, among_units, self_scores
from kaoping.records.queries.facts import Row, facts_from_rows
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import Conflict, Conflicts, NotAllowed
from kaoping.schemes.read import Settled


def score_oneself(by: Person, assessment: Assessment, entered: Sequence[Entered]) -> int:
    """How many of the unit's own scores were changed; an empty one takes back what was said.

    Raises:
        NotAllowed: for a unit that is not the person's, or outside the entry.
        Refused: with everything wrong with them.
        Conflicts: where a colleague has changed some of them meanwhile.
    """
    settled = settled_now(assessment)
    with acting(by, "score_oneself", assessment) as opened:
        units = {one.place[0] for one in entered}
        if not units <= units_of(by, assessment):
            raise NotAllowed(_OTHERS)
        known = self_scores(assessment, units)
        rows = _drafted(assessment, settled, entered)
        changed = [one for one in entered if _content(rows, one) != _known(known, one)]
        found = [Conflict(one.row, known.get(one.place)) for one in changed if _version(known, one) != one.expected]
        if found:
            raise Conflicts(found)
        if not changed:
            opened.leave()
            return 0
        fresh = [NewRow("values", rows.get(one.place, one.row), known.get(one.place), "proposed") for one in changed]
        write(opened, by, assessment, fresh)
        before = [parsed(known[one.place].content) for one in changed if one.place in known]
        opened.tell(f"自评 {len(changed)} 项", before, [new.row for new in fresh])
    return len(changed)


def _drafted(assessment: Assessment, settled: Settled, entered: Sequence[Entered]) -> dict[Place, Row]:
    """The canonical rows, read as if they were to count."""
    places = {one.place for one in entered}
    others = (
        (fact.table, parsed(fact.content))
        for fact in among_units(assessment, {unit for unit, _, _ in places})
        if fact.table != "values" or (fact.unit, fact.item, fact.name) not in places
    )
    wanted = [("values", one.row) for one in entered if one.value.strip()]
    rows = plain_facts(facts_from_rows([*others, *wanted], settled), settled).get("values", [])
    assert isinstance(rows, list)
    found = {(row["unit"], row["item"], row["name"]): row for row in rows}
    return {one.place: found[one.place] for one in entered if one.value.strip()}


def _content(rows: dict[Place, Row], one: Entered) -> str:
    return canonical(rows[one.place]) if one.place in rows else ""


def _known(known: dict[Place, Fact], one: Entered) -> str:
    fact = known.get(one.place)
    return fact.content if fact and parsed(fact.content)["value"] != "" else ""


def _version(known: dict[Place, Fact], one: Entered) -> int | None:
    return known[one.place].pk if one.place in known else None


_OTHERS = Text("只能填报本单位的自评。", "You can only score your own unit here.")
