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

Marks = Callable[[Clause], ClauseMark | None]


def marks(assessment: Assessment, run: int | None = None) -> Marks:
    """The mark of a clause: of the scheme of a run, or of that in force; none for a clause that stands nowhere."""
    end = "" if run is None else f"?run={run}"
    return _marks(assessment, reverse("scheme", args=[assessment.pk]) + end, end)


def marks_of_version(assessment: Assessment, number: int) -> Marks:
    """The mark of a clause of a version of the scheme."""
    return _marks(assessment, reverse("scheme-version", args=[assessment.pk, number]), f"?version={number}")


def _marks(assessment: Assessment, whole: str, end: str) -> Marks:

    def mark(clause: Clause) -> ClauseMark | None:
        if not clause.at:
            return None
        line = next(iter(source_lines(clause.at)), 1)
        opens = reverse("clause", args=[assessment.pk, clause_id(clause)])
        return ClauseMark(clause.at, f"{whole}#source-{line}", f"{opens}{end}")

    return mark


def passage_of(mark: Marks, settled: Settled, programs: list[Program], name: str) -> Passage:
    """The original text around a clause.

    Raises:
        NotYours: where the scheme has no clause of that name.
    """
    clause = clauses_of(settled, programs).get(name)
    found = mark(clause) if clause else None
    if clause is None or found is None:
        raise NotYours
    source = settled.scheme.source
    return passage(settled.file.source, clause, source.title or settled.scheme.title, found.href)
