"""Appointing many people at once; whoever is not known yet is added, and cannot sign in before getting a link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kaoping.actions.acting import acting, need_reason
from kaoping.actions.fitting import Misfit, Wanted, may_not_give, misfits
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text
from kaoping.files.people import Listed
from kaoping.records import clock
from kaoping.records.access import roles_of
from kaoping.records.models import Appointment, Assessment, Person, UnitEntry
from kaoping.records.queries.people import held_in
from kaoping.records.roles import Role


@dataclass(frozen=True)
class Done:
    """What the rows have changed: how many people are new, how many appointments, how many have another end now."""

    people: int
    appointments: int
    ends: int


def appoint_people(by: Person, assessment: Assessment, rows: Sequence[Listed], why: str = "") -> Done:
    """Adds what is not there yet and gives appointments that are there the end that is listed; nothing else changes.

    Raises:
        NotAllowed: unless by the office or a security administrator.
        Refused: with everything wrong with the rows; where an appointment gets another end without a reason.
    """
    with acting(by, "appoint_people", assessment) as opened:
        plan = _Plan(by, assessment)
        plan.take(rows)
        if plan.defects:
            raise Refused(plan.defects)
        if plan.ends:
            need_reason(why)
        if not plan.new and not plan.ends:
            opened.leave()
            return Done(0, 0, 0)
        people = [person for person in plan.people.values() if not person.pk]
        for person in people:
            person.set_unusable_password()
            person.save()
        for given in plan.new:
            given.person = plan.people[given.person.username]
            given.save()
        for ended in plan.ends:
            ended.save(update_fields=["until"])
        done = Done(len(people), len(plan.new), len(plan.ends))
        after = {"people": [str(person) for person in people], "appointments": [_told(one) for one in plan.new]}
        opened.tell(f"{len(rows)} 项", plan.before, {**after, "ends": [_told(one) for one in plan.ends]}, why)
    return done


def _told(one: Appointment) -> dict[str, object]:
    unit, until = one.unit and one.unit.code, one.until and one.until.isoformat()
    told = {"person": str(one.person), "role": one.role, "unit": unit, "assessor": one.assessor, "until": until}
    return {key: value for key, value in told.items() if value}


@dataclass
class _Plan:
    """The rows seen so far, the people they name, what is new, and everything wrong."""

    by: Person
    assessment: Assessment
    people: dict[str, Person] = field(default_factory=dict)
    new: list[Appointment] = field(default_factory=list)
    ends: list[Appointment] = field(default_factory=list)
    before: list[dict[str, object]] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)

    def take(self, rows: Sequence[Listed]) -> None:
        """All rows, one after another, so that each is checked beside those above it."""
        self.security = "security_admin" in roles_of(self.by, None)
        self.units: Mapping[str, UnitEntry] = {unit.code: unit for unit in self.assessment.units.all()}
        self.people |= {one.username: one for one in Person.objects.filter(username__in=[row.username for row in rows])}
        self.held = {_key(one): one for one in held_in(self.assessment)}
        self.roles: dict[str, set[Role]] = {}
        for one in (*self.held.values(), *held_in(None)):
            self.roles.setdefault(one.person.username, set()).add(one.role)  # type: ignore[arg-type]  # a role's name
        seen: set[tuple[str, ...]] = set()
        for row in rows:
            self._take(row, seen)

    def _take(self, row: Listed, seen: set[tuple[str, ...]]) -> None:
        person = self.people.setdefault(row.username, Person(username=row.username, name=row.name))
        unit = self.units.get(row.unit)
        role: Role = row.role  # type: ignore[assignment]  # the reader knows roles only
        wanted = Wanted(person, role, self.assessment, unit, row.assessor, row.since, row.until)
        key = (row.username, row.role, row.unit, row.assessor)
        held = self.held.get(key)
        found = list(self._faults(row, wanted, repeated=key in seen, known=held is not None))
        seen.add(key)
        self.defects += [_defect(row, one) for one in found]
        if found:
            return
        self.roles.setdefault(row.username, set()).add(wanted.role)
        if held is None:
            self.new.append(_appointment(wanted))
        elif held.until != row.until:
            self.before.append(_told(held))
            held.until = row.until
            self.ends.append(held)

    def _faults(self, row: Listed, wanted: Wanted, *, repeated: bool, known: bool) -> Iterator[Misfit]:
        person = wanted.person
        if person.name != row.name:
            yield Misfit("name", "other-name", _OTHER_NAME.with_values(username=row.username, name=person.name), _CHECK)
        if not person.is_active:
            yield Misfit("username", "shut-out", _SHUT_OUT.with_values(name=person.name), _LET_IN)
        if repeated:
            yield Misfit("username", "repeated", _REPEATED, _ONCE)
        if row.unit and wanted.unit is None:
            yield Misfit("unit", "unknown-unit", _NO_UNIT.with_values(unit=row.unit), _CHOOSE_UNIT)
        why = None if known else may_not_give(self.by, wanted, security=self.security)
        if why is not None:
            yield Misfit("role", "not-yours-to-give", why, _LEAVE_OUT)
        yield from misfits(wanted, self.roles.get(row.username, set()))


def _key(one: Appointment) -> tuple[str, str, str, str]:
    return one.person.username, one.role, one.unit.code if one.unit else "", one.assessor


def _appointment(wanted: Wanted) -> Appointment:
    return Appointment(
        assessment=wanted.assessment,
        person=wanted.person,
        role=wanted.role,
        unit=wanted.unit,
        assessor=wanted.assessor,
        since=wanted.since or clock.today(),
        until=wanted.until,
    )


def _defect(row: Listed, found: Misfit) -> Defect:
    return Defect(found.code, row.file, found.says, found.remedy, place=row.places.get(found.field))


_OTHER_NAME = Text("用户名“{username}”是{name}的。", "The user name “{username}” belongs to {name}.")
_CHECK = Text("请核对姓名；是另一个人的，请另取用户名。", "Check the name; give another person another user name.")
_SHUT_OUT = Text("{name}已停用。", "{name} may not sign in any more.")
_LET_IN = Text("请先由系统管理员启用。", "Let the system administrator admit the person first.")
_REPEATED = Text("这一项任命写了两次。", "This appointment is listed twice.")
_ONCE = Text("请只保留一行。", "Keep one row only.")
_NO_UNIT = Text("本考评没有单位“{unit}”。", "The assessment has no unit “{unit}”.")
_CHOOSE_UNIT = Text("请从单位表中选择。", "Choose one of its units.")
_LEAVE_OUT = Text("请从表中删去这一行。", "Leave this row out.")
