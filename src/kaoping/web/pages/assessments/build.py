"""Makes the table of assessments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kaoping.core.text import Language, Text, say
from kaoping.records.models import Assessment
from kaoping.records.roles import ROLES
from kaoping.records.states import STATES
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty, State, Tone
from kaoping.web.shared.table import Cell, Column, Row, Sheet

CAPTION = Text("考评", "Assessments")
TITLES = {
    "name": Text("考评名称", "Assessment"),
    "year": Text("年度", "Year"),
    "state": Text("阶段", "Stage"),
    "units": Text("单位数", "Units"),
    "roles": Text("我的角色", "My roles"),
    "from": Text("沿用自", "Taken over from"),
}
EMPTY = Text("还没有考评。", "There is no assessment yet.")
ADD = Text("新建考评", "Create an assessment")
NEXT = Text("由此新建下一年度", "begin the next year")
TONES: Mapping[str, Tone] = {"set_up": "", "frozen": "done", "published": "done"}


@dataclass(frozen=True)
class Ways:
    """Where an assessment opens, where its office begins the next year, where one is created from scratch."""

    opens: Callable[[Assessment], str]
    next_year: Callable[[Assessment], str]
    new: str


def sheet_of(
    assessments: Iterable[Assessment],
    roles: Mapping[int, list[Text]],
    ways: Ways,
    language: Language,
) -> Sheet:
    """The assessments that somebody may know of; they carry `unit_count`, and `roles` what the reader is in each."""
    columns = tuple(
        Column(key, title.in_language(language), number=key in ("year", "units"), hideable=key not in ("name", "year"))
        for key, title in TITLES.items()
    )
    rows = tuple(
        Row(
            (
                Cell(one.name, href=ways.opens(one), more=_more(one, roles, ways, language)),
                Cell(str(one.year), one.year),
                Cell(state=State(STATES[one.state].in_language(language), TONES.get(one.state, "action"))),
                Cell(value=one.unit_count),  # type: ignore[attr-defined]  # counted where they were read
                Cell(say(roles.get(one.pk, []), language)),
                Cell(str(one.copied_from) if one.copied_from else ""),
            )
        )
        for one in assessments
    )
    step = ADD.in_language(language) if ways.new else ""
    return Sheet(
        "assessments", CAPTION.in_language(language), columns, rows, Empty(EMPTY.in_language(language), step, ways.new)
    )


def _more(one: Assessment, roles: Mapping[int, list[Text]], ways: Ways, language: Language) -> tuple[Link, ...]:
    """The office of an assessment may begin the next year."""
    office = ROLES["office"] in roles.get(one.pk, [])
    return (Link(NEXT.in_language(language), ways.next_year(one)),) if office else ()
