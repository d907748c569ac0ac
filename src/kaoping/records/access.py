"""Who may see and do what: the only way to get an object on behalf of a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Case, F, Model, Q, QuerySet, TextField, Value, When

from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.models import (
    Appointment,
    Assessment,
    Job,
    JournalEntry,
    Person,
    Publication,
    Review,
    ScoreRun,
    TaskList,
    UnitEntry,
    UnitResult,
)
from kaoping.records.refusals import NotAllowed, NotYours
from kaoping.records.roles import OF_A_UNIT, ROLES, Role
from kaoping.records.states import STATES
from kaoping.records.verbs import ENTERING, REASONS_WITHOUT_SCORES, VERBS, WITHOUT_SCORES

Lines = QuerySet[JournalEntry, dict[str, Any]]

# Who sees every unit and every run; a leader who is appointed for units sees these only.
ALL_SEEING: frozenset[Role] = frozenset(
    {"office", "leader", "leading_group", "supervision", "assessment_group", "personnel"}
)


def appointments_of(person: Person, assessment: Assessment | None) -> QuerySet[Appointment]:
    """The roles that a person has today in an assessment; without one, those of administrators."""
    return _appointments(person).filter(assessment=assessment)


def _appointments(person: Person) -> QuerySet[Appointment]:
    today = clock.today()
    if not person.is_active:
        return Appointment.objects.none()
    return Appointment.objects.filter(Q(until=None) | Q(until__gt=today), person=person, since__lte=today)


def roles_of(person: Person, assessment: Assessment | None) -> frozenset[Role]:
    """The names of these roles."""
    return _roles(appointments_of(person, assessment))


def _roles(appointments: QuerySet[Appointment]) -> frozenset[Role]:
    held = set(appointments.values_list("role", flat=True))
    return frozenset(role for role in ROLES if role in held)


def units_of(person: Person, assessment: Assessment) -> frozenset[str]:
    """The codes of the units to which a person belongs."""
    own = appointments_of(person, assessment).filter(role__in=OF_A_UNIT)
    return frozenset(own.values_list("unit__code", flat=True))


@dataclass(frozen=True)
class Duties:
    """What a person is in an assessment today: the roles, the own units, and the bodies to score for, as written."""

    roles: frozenset[Role]
    units: frozenset[str]
    bodies: frozenset[str]


def duties_of(person: Person, assessment: Assessment) -> Duties:
    """All of it, asked for at once."""
    held = list(appointments_of(person, assessment).values_list("role", "unit__code", "assessor"))
    return Duties(
        frozenset(name for name in ROLES if any(name == role for role, _, _ in held)),
        frozenset(unit for role, unit, _ in held if role in OF_A_UNIT and unit is not None),
        frozenset(body for role, _, body in held if role == "assessor"),
    )


def permit(person: Person, verb: str, assessment: Assessment | None = None) -> frozenset[Role]:
    """The roles in which a person may do something now.

    Raises:
        NotAllowed: where no role or not this state allows it.
    """
    wanted = VERBS[verb]
    held = _roles(_appointments(person).filter(Q(assessment=assessment) | Q(assessment=None)))
    if not held & wanted.roles:
        roles = [ROLES[role] for role in sorted(wanted.roles)]
        raise NotAllowed(_NO_ROLE.with_values(verb=wanted.says, roles=roles))
    if assessment is not None and assessment.state not in wanted.states:
        raise NotAllowed(_WRONG_STATE.with_values(verb=wanted.says, state=STATES[assessment.state]))
    return held & wanted.roles


_NO_ROLE = Text("“{verb}”须由{roles}办理。", "Only these may {verb}: {roles}.")
_WRONG_STATE = Text("本考评现为“{state}”，不能{verb}。", "The assessment is in the state “{state}”: nobody can {verb}.")


def assessments_for(person: Person) -> QuerySet[Assessment]:
    """The assessments in which a person has a role."""
    today = clock.today()
    mine = Appointment.objects.filter(Q(until=None) | Q(until__gt=today), person=person, since__lte=today)
    known = (
        Assessment.objects.filter(pk__in=mine.values("assessment")) if person.is_active else Assessment.objects.none()
    )
    return known.order_by("-year", "name")


def assessment_for(person: Person, key: int) -> Assessment:
    """An assessment in which a person has a role.

    Raises:
        NotYours: where there is none.
    """
    return one_of(assessments_for(person).filter(pk=key))


def units_for(person: Person, assessment: Assessment) -> QuerySet[UnitEntry]:
    """The units whose facts and scores a person may look at: all, the own, or none."""
    everything = UnitEntry.objects.filter(assessment=assessment).order_by("code")
    held = appointments_of(person, assessment)
    if any(one.role in ALL_SEEING and one.unit_id is None for one in held):
        return everything
    return everything.filter(pk__in=[one.unit_id for one in held if one.unit_id is not None])


def unit_for(person: Person, assessment: Assessment, code: str) -> UnitEntry:
    """One of these units.

    Raises:
        NotYours: where it is none of them.
    """
    return one_of(units_for(person, assessment).filter(code=code))


def units_to_enter(person: Person, assessment: Assessment) -> QuerySet[UnitEntry]:
    """The units about which a person may have something to enter: all, or the own."""
    everything = UnitEntry.objects.filter(assessment=assessment).order_by("code")
    if roles_of(person, assessment) & ENTERING:
        return everything
    return everything.filter(code__in=units_of(person, assessment))


def runs_for(person: Person, assessment: Assessment) -> QuerySet[ScoreRun]:
    """The runs that a person may look at: all, those released, or those published."""
    runs = ScoreRun.objects.filter(assessment=assessment).order_by("-number")
    held = roles_of(person, assessment)
    if held & ALL_SEEING:
        return runs
    if held & OF_A_UNIT:
        return runs.filter(Q(freeze__publication__isnull=False) | Q(release__isnull=False))
    return runs.filter(freeze__publication__isnull=False) if held else runs.none()


def run_for(person: Person, assessment: Assessment, number: int) -> ScoreRun:
    """One of these runs.

    Raises:
        NotYours: where it is none of them.
    """
    return one_of(runs_for(person, assessment).filter(number=number))


def results_for(person: Person, run: ScoreRun) -> QuerySet[UnitResult]:
    """The results of a run in rank order that a person may see: all, the own group's, or all once published."""
    run_for(person, run.assessment, run.number)
    results = UnitResult.objects.filter(run=run).order_by("group", "rank", "place")
    if _published(run) or _seeing(person, run.assessment).filter(unit=None).exists():
        return results
    codes = list(units_for(person, run.assessment).values_list("code", flat=True))
    groups = results.filter(unit__in=codes).values_list("group", flat=True)
    return results.filter(group__in=list(groups))


def result_for(person: Person, run: ScoreRun, code: str) -> UnitResult:
    """The result of a unit whose scorecard a person may open line by line.

    Raises:
        NotYours: where the run or the unit is not for this person.
    """
    unit = unit_for(person, run.assessment, code)
    return one_of(results_for(person, run).filter(unit=unit.code))


def public_results(run: ScoreRun) -> QuerySet[UnitResult]:
    """What everybody may read without signing in.

    Raises:
        NotYours: unless the office has published the run to everybody.
    """
    if not _published(run, public=True):
        raise NotYours
    return UnitResult.objects.filter(run=run).order_by("group", "rank", "place")


def reviews_for(person: Person, assessment: Assessment) -> QuerySet[Review]:
    """The reviews of the units that a person may look at."""
    units = units_for(person, assessment)
    return Review.objects.filter(release__run__assessment=assessment, unit__in=units).order_by("due", "pk")


def review_for(person: Person, assessment: Assessment, key: int) -> Review:
    """One of these reviews.

    Raises:
        NotYours: where it is none of them.
    """
    return one_of(reviews_for(person, assessment).filter(pk=key))


def jobs_for(person: Person, assessment: Assessment) -> QuerySet[Job]:
    """What a person has asked for that takes long, newest first; nobody sees what somebody else has sent."""
    return Job.objects.filter(assessment=assessment, asked_by=person).defer("file").order_by("-pk")


def job_for(person: Person, assessment: Assessment, key: int) -> Job:
    """One of these jobs.

    Raises:
        NotYours: where it is none of them.
    """
    return one_of(jobs_for(person, assessment).filter(pk=key))


def task_lists_for(person: Person, assessment: Assessment) -> QuerySet[TaskList]:
    """The task lists of the units that a person may look at; a unit sees its own from when they are sent."""
    lists = TaskList.objects.filter(unit__in=units_for(person, assessment)).order_by("unit__code", "-version")
    return lists if roles_of(person, assessment) & ALL_SEEING else lists.exclude(state="draft")


def journal_for(person: Person, assessment: Assessment | None = None) -> Lines:
    """The lines of the journal, newest first: an assessment's for its office, all for the audit administrator.

    `was` and `became` are JSON: what a change was from and to; `reason` says why. They may tell a score, and the audit
    administrator sees none: of such changes they are empty, and `withheld` says that there is a reason.

    Raises:
        NotYours: for everybody else.
    """
    entries = JournalEntry.objects.order_by("-sequence")
    if assessment is not None and roles_of(person, assessment) & {"office", "leading_group"}:
        own: Lines = entries.filter(assessment=assessment).values(
            *_LINE, was=F("before"), became=F("after"), reason=F("why"), withheld=Value(value=False)
        )
        return own
    if "audit_admin" in roles_of(person, None):
        every: Lines = (entries if assessment is None else entries.filter(assessment=assessment)).values(
            *_LINE,
            was=_without_scores("before"),
            became=_without_scores("after"),
            reason=_without_scores("why", REASONS_WITHOUT_SCORES),
            withheld=Case(
                When(Q(why="") | Q(action__in=REASONS_WITHOUT_SCORES), then=Value(value=False)),
                default=Value(value=True),
            ),
        )
        return every
    raise NotYours


def _without_scores(field: str, actions: frozenset[str] = WITHOUT_SCORES) -> Case:
    return Case(When(action__in=actions, then=F(field)), default=Value(""), output_field=TextField())


_LINE = ("sequence", "at", "who", "action", "subject", "assessment_id", "hash")


def _seeing(person: Person, assessment: Assessment) -> QuerySet[Appointment]:
    return appointments_of(person, assessment).filter(role__in=ALL_SEEING)


def _published(run: ScoreRun, *, public: bool = False) -> bool:
    found = Publication.objects.filter(freeze__run=run)
    return found.filter(public=True).exists() if public else found.exists()


Thing = TypeVar("Thing", bound=Model)


def one_of(found: QuerySet[Thing]) -> Thing:
    """The first that was found.

    Raises:
        NotYours: where there is none.
    """
    one = found.first()
    if one is None:
        raise NotYours
    return one
