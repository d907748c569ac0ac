"""Makes the page of a fact."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from kaoping.core.text import Text
from kaoping.files.facts.tables import TABLES
from kaoping.records.models import Fact, FactEvidence
from kaoping.web.pages.fact.content import FactContent, File, Version
from kaoping.web.shared.dates import moment_said
from kaoping.web.shared.frame import Link
from kaoping.web.shared.named import Named
from kaoping.web.shared.standing import standing

BY = Text("{who}，{moment}", "{who}, {moment}")
KILOBYTES = Text("{size} KB", "{size} KB")


@dataclass(frozen=True)
class FactBuilder:
    """One page in one language; `address` leads to a file."""

    named: Named
    address: Callable[[FactEvidence], str]

    def content(
        self, chain: Sequence[Fact], files: Sequence[FactEvidence], theirs: Collection[int] = ()
    ) -> FactContent:
        """Of a chain of facts, oldest first; `theirs` are the files that the unit itself has handed in."""
        last = chain[-1]
        table = self.named.said(TABLES[last.table].name)
        place = self.named.place(last.unit, last.item)
        versions = tuple(self._version(chain, number) for number in reversed(range(len(chain))))
        shown = tuple(self._file(file, from_unit=file.pk in theirs) for file in files)
        return FactContent(table, self.named.unit(last.unit), place, versions, shown)

    def _version(self, chain: Sequence[Fact], number: int) -> Version:
        fact = chain[number]
        before = chain[number - 1] if number else None
        state = standing(fact, self.named, before, last=number == len(chain) - 1)
        told = () if fact.state == "withdrawn" else tuple(self.named.told(fact))
        moment = moment_said(fact.entered_at, self.named.language)
        entered = self.named.said(BY.with_values(who=fact.entered_by.name, moment=moment))
        counts = number == len(chain) - 1 and fact.state == "confirmed"
        return Version(state, entered, fact.reason, told, counts)

    def _file(self, file: FactEvidence, *, from_unit: bool) -> File:
        moment = moment_said(file.attached_at, self.named.language)
        return File(
            Link(file.name, self.address(file)),
            self.named.said(KILOBYTES.with_values(size=max(file.evidence.size // 1000, 1))),
            file.evidence.sha256,
            self.named.said(BY.with_values(who=file.attached_by.name, moment=moment)),
            from_unit,
        )
