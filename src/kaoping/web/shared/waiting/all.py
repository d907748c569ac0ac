"""Everything that waits for a person, what is due first at its head."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from kaoping.core.defect import Refused
from kaoping.core.text import Language
from kaoping.records.access import assessments_for, roles_of
from kaoping.records.models import Person
from kaoping.web.shared.visit import Visit, allowed
from kaoping.web.shared.waiting.decisions import decisions
from kaoping.web.shared.waiting.entering import entering
from kaoping.web.shared.waiting.going_back import going_back, told
from kaoping.web.shared.waiting.jobs import jobs
from kaoping.web.shared.waiting.model import Waiting
from kaoping.web.shared.waiting.preparing import preparing
from kaoping.web.shared.waiting.procedure import procedure
from kaoping.web.shared.waiting.results import results, scheme
from kaoping.web.shared.waiting.watching import watching

MOST_UNITS = 500
ACTING: tuple[Callable[[Visit], Iterator[Waiting]], ...] = (
    jobs,
    procedure,
    going_back,
    scheme,
    preparing,
    results,
    entering,
)


def waiting_for(visited: Visit) -> tuple[Waiting, ...]:
    """What the person has to do or to know, by due date; what has none comes after, things to do before the others."""
    found = [one for subject in (*ACTING, decisions, told, watching) for one in _asked(subject, visited)]
    return tuple(sorted(found, key=lambda one: (one.due is None, one.due or date.max, not one.acts)))


def count_for(visited: Visit) -> int:
    """How many things the person has to do.

    What is to be entered is only counted where that is quick: every page asks, and every entry changes the answer.
    """
    many = visited.assessment.units.count() > MOST_UNITS
    counted = [subject for subject in ACTING if not (many and subject is entering)]
    return sum(one.acts for subject in counted for one in _asked(subject, visited))


def visits_under_way(person: Person, language: Language) -> Iterator[Visit]:
    """The person's visits of all assessments with an inbox that are not published yet, the newest first."""
    for assessment in assessments_for(person).exclude(state="published"):
        other = Visit(person, assessment, roles_of(person, assessment), language)
        if "inbox" in allowed(other.roles):
            yield other


def _asked(subject: Callable[[Visit], Iterator[Waiting]], visited: Visit) -> list[Waiting]:
    """What a subject has; nothing where facts do not fit the scheme, which the pages concerned say themselves."""
    try:
        return list(subject(visited))
    except Refused:
        return []
