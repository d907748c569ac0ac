"""两个时间: when each fact of a unit happened and when it was entered, to the minute, and who may open its history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kaoping.core.program import Program
from kaoping.core.text import Language, Text
from kaoping.records.models import Fact, ScoreRun
from kaoping.records.queries.facts import current
from kaoping.records.queries.runs import settled_of
from kaoping.records.roles import ROLES
from kaoping.reports.naming import item_title
from kaoping.schemes.assessment import root_of
from kaoping.web.shared.dates import day_said, moment_said
from kaoping.web.shared.fact_words import says_of
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.table import Cell, Column, Row, Sheet
from kaoping.web.shared.visit import allowed

CAPTION = Text("事情发生和登记的时间", "When it happened and when it was entered")
ITEM, SAYS = Text("指标", "Item"), Text("登记的内容", "What was entered")
ON, ENTERED, BY = Text("发生或发现", "Happened or found"), Text("登记", "Entered"), Text("登记人", "By")
# What has a column of its own.
OWN_COLUMN = frozenset({"on"})
FIRST = Text("最早 {moment} 由{who}登记", "first entered by {who}, {moment}")
BECAUSE = Text("理由：{why}", "reason: {why}")
NOTHING = Text("这个单位还没有登记任何内容。", "Nothing has been entered about this unit.")
WHO_OPENS = Text(
    "每一条的历次改动由{roles}各按职责打开。",
    "The history of each row is opened, each within their duties, by: {roles}.",
)
ASK = Text("您可以请考核办出示。", "You can ask the assessment office to show it.")


@dataclass(frozen=True)
class Stamps:
    """The facts of a unit as a run had them; `address` leads to the history of a fact, or nowhere."""

    run: ScoreRun
    unit: str
    program: Program
    language: Language
    address: Callable[[int], str]

    def sheet(self) -> Sheet:
        """Every fact with both of its times."""
        columns = (
            Column("item", self._said(ITEM), hideable=False),
            Column("says", self._said(SAYS), grows=True),
            Column("on", self._said(ON)),
            Column("entered", self._said(ENTERED)),
            Column("by", self._said(BY)),
        )
        rows = tuple(Row(tuple(self._cells(fact))) for fact in self._facts())
        return Sheet("stamps", self._said(CAPTION), columns, rows, Empty(self._said(NOTHING)), names=1)

    def who_opens(self) -> str:
        """Who may open the history of a fact, and what the others do."""
        roles = [name for role, name in ROLES.items() if "entry" in allowed(frozenset({role}))]
        says = self._said(WHO_OPENS.with_values(roles=roles))
        return says if self.address(0) else f"{says}{'' if self.language == 'zh' else ' '}{self._said(ASK)}"

    def _facts(self) -> Iterator[Fact]:
        """In the order of the scheme, and at one item as they were entered."""
        known = current(self.run.assessment, self.run.as_of_entry).filter(unit=self.unit)
        facts = known.exclude(table="units").select_related("entered_by")
        places = {item.id: place for place, item in enumerate(self.program.items)}
        return iter(sorted(facts, key=lambda fact: places.get(root_of(self.program, fact.item), len(places))))

    def _cells(self, fact: Fact) -> Iterator[Cell]:
        history = self.address(fact.pk)
        notes = (self._said(BECAUSE.with_values(why=fact.reason)),) if fact.reason else ()
        yield Cell(self._item(fact.item), href=history)
        yield Cell(says_of(fact, self.program, self.language, self._types, OWN_COLUMN), notes=notes)
        yield Cell(day_said(fact.valid_on, self.language), fact.valid_on.toordinal()) if fact.valid_on else Cell()
        yield Cell(moment_said(fact.entered_at, self.language), fact.entry, notes=tuple(self._first(fact)))
        yield Cell(fact.entered_by.name)

    def _item(self, address: str) -> str:
        """The item of an address by its number and name; the id where a list was changed and has it no more."""
        item = self.program.item.get(root_of(self.program, address))
        return item_title(item) if item else address

    @cached_property
    def _types(self) -> dict[str, Text]:
        """What the scheme calls its types of tasks."""
        types = settled_of(self.run).scheme.task_types
        return {name: Text(one.name, one.english or one.name) for name, one in types.items()}

    def _first(self, fact: Fact) -> Iterator[str]:
        """When something was first said in the place of a fact that replaces others."""
        before = self._before.get(fact.pk)
        if before is not None:
            moment = moment_said(before.entered_at, self.language)
            yield self._said(FIRST.with_values(moment=moment, who=before.entered_by.name))

    @cached_property
    def _before(self) -> dict[int, Fact]:
        """The first row of every chain of the unit, by the keys of those that came later."""
        said = self.run.assessment.facts.filter(unit=self.unit, entry__lte=self.run.as_of_entry)
        known = {fact.pk: fact for fact in said.select_related("entered_by").order_by("entry", "pk")}
        found: dict[int, Fact] = {}
        for key, fact in known.items():
            if fact.supersedes_id in known:
                found[key] = found.get(fact.supersedes_id, known[fact.supersedes_id])
        return found

    def _said(self, text: Text) -> str:
        return text.in_language(self.language)
