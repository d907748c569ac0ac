"""Opening the entry of facts to assessors and inspectors."""

from __future__ import annotations

from kaoping.actions.acting import acting, refuse
from kaoping.core.text import Text
from kaoping.records.models import Assessment, Person
from kaoping.records.queries import schemes


def open_entry(by: Person, assessment: Assessment) -> None:
    """From here on assessors and inspectors enter facts; also once more, after the entry has been closed.

    Raises:
        NotAllowed: unless by the office, while being set up or checked.
        Refused: without a scheme in force, or without units.
    """
    with acting(by, "open_entry", assessment) as opened:
        version = schemes.in_force(assessment)
        if not assessment.units.exists():
            raise refuse("no-units", _NO_UNITS, _ADD_UNITS)
        before, assessment.state = assessment.state, "entry"
        assessment.save(update_fields=["state"])
        opened.tell(f"{assessment} {version}", before, assessment.state)


_NO_UNITS = Text("还没有被考评单位。", "There are no units.")
_ADD_UNITS = Text("请先导入单位。", "Import the units first.")
