"""Makes the page of publication of what is released, frozen and published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from kaoping.core.text import Text
from kaoping.records.clock import day_of
from kaoping.records.models import Publication, ScoreRun
from kaoping.web.pages.publication.content import PublicationContent, Version
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.frame import Link
from kaoping.web.shared.going_back import going_back_said
from kaoping.web.shared.runs import run_said
from kaoping.web.shared.visit import Visit

NOTHING = Text("结果还没有下发核对。", "Nothing has been released yet.")
NUMBERED = Text("第{number}次核算", "run {number}")
PUBLISH, REOPEN = Text("印发通报", "Publish"), Text("重新打开", "Reopen it for a correction")


@dataclass(frozen=True)
class PublicationBuilder:
    """The page for one reader; `run` is the newest that is released, frozen or published and open to the reader."""

    visited: Visit
    run: ScoreRun | None

    def content(self, versions: Iterable[Publication]) -> PublicationContent:
        """The whole page."""
        return PublicationContent(
            stands=going_back_said(self.visited) or self._stands(),
            versions=tuple(self._version(one) for one in versions),
            steps=tuple(self._steps()),
        )

    def _stands(self) -> str:
        return run_said(self.run, self.visited.language) if self.run else self.visited.said(NOTHING)

    def _version(self, one: Publication) -> Version:
        run, key = one.freeze.run, self.visited.assessment.pk
        return Version(
            number=one.version,
            document=one.document,
            day=day_said(day_of(one.published_at), self.visited.language),
            run=self.visited.said(NUMBERED, number=run.number),
            results=f"{reverse('ranking', args=[key])}?run={run.number}",
            public=f"{reverse('published-result', args=[key])}?version={one.version}" if one.public else "",
            why=one.why,
            digest=run.digest,
        )

    def _steps(self) -> Iterator[Link]:
        key = self.visited.assessment.pk
        if self.visited.may("publish"):
            yield Link(self.visited.said(PUBLISH), reverse("publish", args=[key]))
        if self.visited.may("reopen"):
            yield Link(self.visited.said(REOPEN), reverse("reopen", args=[key]))
