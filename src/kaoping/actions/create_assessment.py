"""Creating the assessment of a year, empty or from an earlier one."""

from __future__ import annotations

from kaoping.actions.acting import acting, refuse
from kaoping.actions.writing_facts import NewRow, write
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.access import permit
from kaoping.records.canonical import parsed
from kaoping.records.journal import Change
from kaoping.records.models import Appointment, Assessment, Person, SchemeVersion
from kaoping.records.options import Options
from kaoping.records.queries.facts import current


def create_assessment(
    by: Person, year: int, name: str, *, options: Options | None = None, copied_from: Assessment | None = None
) -> Assessment:
    """The new assessment. From an earlier one come its newest scheme, units and options, and `by` is its office;
    readings are confirmed anew.

    Raises:
        NotAllowed: unless by a system administrator, or by the office of the earlier assessment.
        Refused: where the year has an assessment of that name.
    """
    with acting(by, "create_assessment", copied_from) as opened:
        if Assessment.objects.filter(year=year, name=name.strip()).exists():
            raise refuse("name-taken", _TAKEN.with_values(year=year, name=name.strip()), _ANOTHER)
        kept = options.text if options else copied_from.options if copied_from else Options().text
        made = Assessment.objects.create(year=year, name=name.strip(), options=kept, copied_from=copied_from)
        opened.assessment = made
        if copied_from is not None:
            _copy(opened, by, copied_from, made)
        opened.tell(str(made), None, {"options": parsed(kept), "copied_from": copied_from and str(copied_from)})
    return made


def _copy(opened: Change, by: Person, old: Assessment, new: Assessment) -> None:
    if "office" in permit(by, "create_assessment", old):
        Appointment.objects.create(assessment=new, person=by, role="office", since=clock.today())
    newest = old.schemes.order_by("-effective_from", "-number").first()
    if newest is not None:
        SchemeVersion.objects.create(
            assessment=new,
            number=1,
            scheme=newest.scheme,
            text=newest.text,
            source=newest.source,
            digest=newest.digest,
            effective_from=clock.today(),
            uploaded_by=by,
            uploaded_at=opened.at,
        )
    units = current(old).filter(table="units")
    write(opened, by, new, [NewRow("units", parsed(unit.content)) for unit in units])


_TAKEN = Text("{year}年度已有“{name}”。", "{year} has an assessment “{name}” already.")
_ANOTHER = Text("请另取一个名称。", "Choose another name.")
