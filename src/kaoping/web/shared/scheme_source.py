"""Where the clauses of an assessment's scheme open: their marks, and the passages behind them."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import reverse

from kaoping.core.line import Clause
from kaoping.core.program import Program
from kaoping.records.models import Assessment
from kaoping.records.refusals import NotYours
from kaoping.reports.explanation import source_lines
from kaoping.schemes.read import Settled
from kaoping.web.shared.source import ClauseMark, Passage, clause_id, clauses_of, passage


def marks(assessment: Assessment) -> Callable[[Clause], ClauseMark | None]:
    """The mark of a clause; none for one that stands nowhere in the source."""

    def mark(clause: Clause) -> ClauseMark | None:
        if not clause.at:
            return None
        opens = reverse("clause", args=[assessment.pk, clause_id(clause)])
        return ClauseMark(clause.at, _whole(assessment, clause), opens)

    return mark


def passage_of(assessment: Assessment, settled: Settled, programs: list[Program], name: str) -> Passage:
    """The original text around a clause.

    Raises:
        NotYours: where the scheme has no clause of that name.
    """
    clause = clauses_of(settled, programs).get(name)
    if clause is None:
        raise NotYours
    source = settled.scheme.source
    return passage(settled.file.source, clause, source.title or settled.scheme.title, _whole(assessment, clause))


def _whole(assessment: Assessment, clause: Clause) -> str:
    line = next(iter(source_lines(clause.at)), 1)
    return f"{reverse('scheme', args=[assessment.pk])}#source-{line}"
