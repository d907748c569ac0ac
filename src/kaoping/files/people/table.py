"""How the workbook of people is laid out, and the words that stand for roles, units and bodies in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kaoping.core.text import Text
from kaoping.files.facts.tables import Column, Table
from kaoping.files.facts.vocabulary import Vocabulary, by_name

PEOPLE = Table(
    "people",
    Text("人员与任命", "people and roles"),
    (
        Column("username", Text("用户名", "user name"), needed=True),
        Column("name", Text("姓名", "name"), needed=True),
        Column("role", Text("角色", "role"), needed=True),
        Column("unit", Text("单位", "unit")),
        Column("assessor", Text("考评主体", "assessor")),
        Column("since", Text("任命自", "from"), "date"),
        Column("until", Text("任命至", "until"), "date"),
    ),
)
HELP = Text(
    "每行一项任命；一人有几个角色的，写几行。单位负责人、单位经办人和单位监察机构要选单位，考评主体要选替哪个部门打分。"
    "“任命自”不填即从导入之日起；“任命至”那一天起不再有这个角色，不填即长期。表中没有的任命不会被取消。",
    "One row per appointment; whoever has several roles has several rows. Heads, clerks and supervision bodies of "
    "units need their unit, assessors the body they score for. Without “From” an appointment begins when it is "
    "imported; on the day “Until” it has ended. Appointments that are not listed stay.",
)


@dataclass(frozen=True)
class Words:
    """The roles that may be given, the units, the bodies that score: ids with their names."""

    roles: Mapping[str, Text]
    units: Mapping[str, Text]
    assessors: Mapping[str, Text]

    @cached_property
    def vocabularies(self) -> Mapping[str, Vocabulary]:
        """What stands for an id in each column that has a list."""
        return {"role": by_name(self.roles), "unit": by_name(self.units), "assessor": by_name(self.assessors)}
