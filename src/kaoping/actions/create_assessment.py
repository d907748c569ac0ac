"""Creating the assessment of a year, empty or from an earlier one."""

from __future__ import annotations

from kaoping.actions.acting import acting, refuse
from kaoping.actions.adopt_scheme import SchemeText, sound, version_of
from kaoping.actions.copying import Taken, take_appointments, take_days, take_units
from kaoping.actions.fill_calendar import filled_within
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.access import permit
from kaoping.records.canonical import parsed
from kaoping.records.journal import Change
from kaoping.records.models import Appointment, Assessment, Person
from kaoping.records.options import Options
from kaoping.records.queries.calendar import years_to_fill
from kaoping.records.queries.facts import facts_of
from kaoping.records.queries.people import bodies_of
from kaoping.records.queries.schemes import settled_now


def create_assessment(
    by: Person,
    year: int,
    name: str,
    *,
    options: Options | None = None,
    copied_from: Assessment | None = None,
    scheme: SchemeText | None = None,
) -> Assessment:
    """The new assessment, with the statutory days of its years in its calendar as far as they are known.

    From an earlier one come its newest scheme (unless another is given), units, options, what its office has set in
    the calendar from that year on, and safe appointments, and `by` is its office; readings are confirmed anew, facts
    are entered anew.

    Raises:
        NotAllowed: unless by a system administrator, or by the office of the earlier assessment.
        Refused: where the year has an assessment of that name; with every defect of the scheme that is given; where
            units that are taken over do not fit it.
    """
    settled = sound(scheme) if scheme else None
    with acting(by, "create_assessment", copied_from) as opened:
        if Assessment.objects.filter(year=year, name=name.strip()).exists():
            raise refuse("name-taken", _TAKEN.with_values(year=year, name=name.strip()), _ANOTHER)
        kept = options.text if options else copied_from.options if copied_from else Options().text
        invented = copied_from is not None and copied_from.sample
        made = Assessment.objects.create(
            year=year, name=name.strip(), options=kept, copied_from=copied_from, sample=invented
        )
        opened.assessment = made
        if scheme is not None and settled is not None:
            version_of(opened, by, made, scheme, settled)
        taken = _copy(opened, by, copied_from, made) if copied_from is not None else Taken()
        filled = filled_within(made, years_to_fill(made))
        after = {"options": parsed(kept), "copied_from": copied_from and str(copied_from), "filled": len(filled)}
        counts = {"units": taken.units, "appointments": taken.appointments} if copied_from else {}
        opened.tell(str(made), None, {**after, **counts})
    return made


def _copy(opened: Change, by: Person, old: Assessment, new: Assessment) -> Taken:
    if "office" in permit(by, "create_assessment", old):
        Appointment.objects.create(assessment=new, person=by, role="office", since=clock.today())
    newest = old.schemes.order_by("-effective_from", "-number").first()
    if newest is not None and not new.schemes.exists():
        newest.pk, newest.assessment, newest.number = None, new, 1
        newest.effective_from, newest.uploaded_by, newest.uploaded_at = clock.today(), by, opened.at
        newest.save(force_insert=True)
    take_days(old, new)
    units = take_units(opened, by, old, new)
    if not new.schemes.exists():
        return Taken(units)
    settled = settled_now(new)
    if units:
        facts_of(new, settled)
    taken = take_appointments(by, old, new, bodies_of(new, settled))
    return Taken(units, taken.appointments, taken.left)


_TAKEN = Text("{year}年度已有“{name}”。", "{year} has an assessment “{name}” already.")
_ANOTHER = Text("请另取一个名称。", "Choose another name.")
