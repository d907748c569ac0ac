"""Makes the pages of changes: a table of all units, and everything about one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.text import Language, Text
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact, ScoreRun
from kaoping.records.queries.changes import Changes, Share
from kaoping.records.queries.schemes import scheme_file
from kaoping.reports.amounts import printed, signed
from kaoping.reports.naming import item_title, unit_labels
from kaoping.schemes.assessment import Assessment, root_of
from kaoping.web.pages.changes.content import FactLine, ItemLine, ShareLine, UnitChanges
from kaoping.web.shared.dates import moment_said
from kaoping.web.shared.fact_words import says_of
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.table import Cell, Column, Row, Sheet

PARTS = {
    "facts": Text("新数据", "New facts"),
    "corrections": Text("数据更正", "Corrections"),
    "readings": Text("口径", "Readings"),
    "scheme": Text("方案", "Scheme"),
}
CAPTION = Text("第{first}次到第{last}次核算的变动", "From run {first} to run {last}")
UNIT, BEFORE, AFTER = Text("单位", "Unit"), Text("原得分", "Was"), Text("现得分", "Is")
DIFFERENCE, RANK, NONE = Text("变动", "Change"), Text("名次", "Rank"), Text("暂无", "none yet")
MOVED = Text("{before} → {after}", "{before} → {after}")
NO_UNITS = Text("没有可以比较的单位。", "There is no unit to compare.")
INCOMPLETE, TOGETHER = Text("数据未齐", "incomplete"), Text("并入下一步", "with the next")
NEW, CORRECTED, GONE = Text("新增", "new"), Text("更正", "corrected"), Text("撤回", "withdrawn")
WHO = Text("{who}，{moment}", "{who}, {moment}")
READING = Text("“{question}”：由“{before}”改为“{after}”", "“{question}”: “{before}” became “{after}”")
SCHEME = Text("由第{before}版改为第{after}版", "version {before} became version {after}")


@dataclass(frozen=True)
class ChangesBuilder:
    """Two runs, scored, in one language; the earlier comes first."""

    earlier: ScoreRun
    later: ScoreRun
    changes: Changes
    scored: tuple[Assessment, Assessment]
    language: Language

    def sheet(self, units: Collection[str], address: Callable[[str], str]) -> Sheet:
        """Every unit that the reader may see: the two scores and what each part changed."""
        places = self._places()
        columns = (
            Column("unit", self._said(UNIT), hideable=False),
            Column("before", self._said(BEFORE), number=True, places=places),
            Column("after", self._said(AFTER), number=True, places=places),
            Column("difference", self._said(DIFFERENCE), number=True, places=places, signed=True, hideable=False),
            *(Column(part, self._said(name), number=True, places=places, signed=True) for part, name in PARTS.items()),
            Column("rank", self._said(RANK), sortable=False),
        )
        rows = tuple(Row(tuple(self._cells(unit, name, address(unit)))) for unit, name in self._units(units))
        caption = self._said(CAPTION, first=self.earlier.number, last=self.later.number)
        return Sheet("changes", caption, columns, rows, Empty(self._said(NO_UNITS)))

    def unit(self, unit: str) -> UnitChanges:
        """Everything about one unit."""
        before, after, difference = self._ends(unit)
        return UnitChanges(
            unit=dict(self._units({unit})).get(unit, unit),
            before=self._score(before),
            after=self._score(after),
            difference="" if difference is None else self._signed(difference),
            shares=tuple(self._share(one) for one in self.changes.shares(unit)),
            items=tuple(self._items(unit)),
            facts=tuple(self._facts(unit)),
            readings=tuple(self._readings()),
            scheme=self._scheme(),
        )

    def _ends(self, unit: str) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
        return self.changes.before(unit).score, self.changes.after(unit).score, self.changes.difference(unit)

    def _units(self, units: Collection[str]) -> list[tuple[str, str]]:
        known = {unit.id: unit for one in self.scored for unit in one.facts.units}
        labels = unit_labels(known.values())
        return [(unit, labels[unit]) for unit in known if unit in units]

    def _cells(self, unit: str, name: str, href: str) -> Iterator[Cell]:
        before, after, difference = self._ends(unit)
        yield Cell(name, href=href)
        yield Cell("" if before is not None else self._said(INCOMPLETE), before)
        yield Cell("" if after is not None else self._said(INCOMPLETE), after)
        yield Cell("—" if difference is None else "", difference, tone="lost" if difference and difference < 0 else "")
        for share in self.changes.shares(unit):
            yield Cell("" if share.amount is not None else "—", share.amount)
        ranks = (self.changes.before(unit).rank, self.changes.after(unit).rank)
        yield Cell(self._moved(*(self._rank(rank) for rank in ranks)))

    def _share(self, share: Share) -> ShareLine:
        known = share.amount is not None
        return ShareLine(
            part=self._said(PARTS[share.part]),
            amount=self._signed(share.amount) if share.amount is not None else self._said(TOGETHER),
            lost=known and (share.amount or 0) < 0,
            score=self._score(share.after.score),
            rank=self._rank(share.after.rank),
        )

    def _items(self, unit: str) -> Iterator[ItemLine]:
        old, new = (self._card(one, unit) for one in self.scored)
        for item in dict.fromkeys([*old, *new]):
            before, after = old.get(item, ("", None))[1], new.get(item, ("", None))[1]
            if before != after:
                change = after - before if before is not None and after is not None else None
                title = new.get(item, old.get(item, (item, None)))[0]
                shown = "" if change is None else self._signed(change)
                yield ItemLine(title, self._score(before), self._score(after), shown, bool(change and change < 0))

    def _card(self, scored: Assessment, unit: str) -> dict[str, tuple[str, Fraction | None]]:
        if unit not in scored.programs:
            return {}
        return {one.item.id: (item_title(one.item), one.score) for one in scored.card(unit).items}

    def _facts(self, unit: str) -> Iterator[FactLine]:
        found = self.changes.facts
        keys = found.added | found.corrected | found.gone
        facts = Fact.objects.filter(pk__in=keys, unit=unit).select_related("entered_by", "supersedes")
        replaced = {fact.supersedes_id for fact in facts}
        for fact in facts.order_by("entry", "place"):
            if fact.pk not in found.gone:
                yield self._fact(fact, NEW if fact.pk in found.added else CORRECTED, fact.supersedes)
            elif fact.pk not in replaced:
                yield self._gone(fact)

    def _fact(self, fact: Fact, kind: Text, old: Fact | None) -> FactLine:
        said = self._says(old) if old is not None and kind is CORRECTED else ""
        return FactLine(self._said(kind), self._item(fact), self._says(fact), said, self._who(fact), fact.reason)

    def _gone(self, fact: Fact) -> FactLine:
        """A fact that counts no more; who withdrew it, and why, stands in what superseded it last."""
        last = fact
        while (later := Fact.objects.filter(supersedes=last).select_related("entered_by").first()) is not None:
            last = later
        kind = GONE if last.state == "withdrawn" or last is fact else CORRECTED
        return FactLine(self._said(kind), self._item(fact), "—", self._says(fact), self._who(last), last.reason)

    def _item(self, fact: Fact) -> str:
        program = self.scored[1].programs.get(fact.unit)
        item = program.item.get(root_of(program, fact.item)) if program else None
        return item_title(item) if item else fact.item

    def _says(self, fact: Fact) -> str:
        return says_of(fact, self.scored[1].programs.get(fact.unit), self.language)

    def _who(self, fact: Fact) -> str:
        return self._said(WHO, who=fact.entered_by.name, moment=moment_said(fact.entered_at, self.language))

    def _readings(self) -> Iterator[str]:
        before, after = parsed(self.earlier.readings), parsed(self.later.readings)
        questions = {one.id: one for one in scheme_file(self.later.version).readings}
        for name in before:
            if name in after and before[name] != after[name]:
                one = questions.get(name)
                question = Text(one.question, one.english or one.question) if one else Text(name, name)
                yield self._said(READING, question=question, before=str(before[name]), after=str(after[name]))

    def _scheme(self) -> str:
        before, after = self.earlier.version.number, self.later.version.number
        return "" if before == after else self._said(SCHEME, before=before, after=after)

    def _places(self) -> int:
        return max((card.program.places for card in self.scored[1].cards), default=2)

    def _score(self, score: Fraction | None) -> str:
        return self._said(INCOMPLETE) if score is None else printed(score, self._places())

    def _signed(self, amount: Fraction) -> str:
        return signed(amount, self._places())

    def _rank(self, rank: int | None) -> str:
        return self._said(NONE) if rank is None else str(rank)

    def _moved(self, before: str, after: str) -> str:
        return before if before == after else self._said(MOVED, before=before, after=after)

    def _said(self, text: Text, **values: object) -> str:
        return text.with_values(**values).in_language(self.language)
