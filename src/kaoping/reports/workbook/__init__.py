"""The results workbook: ranking, scorecard and calculation, in live formulas over the facts."""

from __future__ import annotations

from pathlib import Path

from kaoping.core.text import Language
from kaoping.reports.workbook import words
from kaoping.reports.workbook.book import Book
from kaoping.reports.workbook.calculation import write_calculation
from kaoping.reports.workbook.facts_sheets import write_tables, write_values
from kaoping.reports.workbook.layout import Layout
from kaoping.reports.workbook.lists import write_missing, write_notes, write_readings
from kaoping.reports.workbook.ranking_sheet import write_ranking
from kaoping.reports.workbook.scorecard_sheet import write_scorecard
from kaoping.schemes.assessment import Assessment, Progress, no_progress


def write_workbook(
    assessment: Assessment,
    path: Path,
    language: Language = "zh",
    mark: str = "",
    progress: Progress = no_progress,
    *,
    stale: bool = False,
) -> None:
    """Writes the workbook; the same assessment gives the same bytes.

    `mark` (示例数据 · 虚构) stands on every sheet and every printed page. `progress` is told how many units are written.
    With `stale` the values cached beside the formulas are wrong, so that a test sees what recalculation makes of them.
    """
    scheme = assessment.settled.scheme
    title = scheme.title if language == "zh" else scheme.english or scheme.title
    layout = Layout(assessment)
    with Book(path, language, mark, scheme.rounding.digits, stale) as book:
        tables = [words.TABLES[table] for table in layout.tables]
        front = (words.RANKING, words.SCORECARD, words.MISSING, words.CALCULATION, words.VALUES)
        book.reserve((*front, *tables, words.READINGS, words.NOTES))
        write_calculation(book, layout, title, progress)
        ranked = write_ranking(book, layout, title)
        write_scorecard(book, layout, ranked, title)
        write_missing(book, layout, title)
        write_values(book, layout, title)
        write_tables(book, layout, title)
        write_readings(book, layout, title)
        write_notes(book, layout, title)


__all__ = ["write_workbook"]
