"""The tables, by subject."""

from kaoping.records.models.assessments import (
    Appointment,
    Assessment,
    CalendarDay,
    ReadingConfirmation,
    SchemeVersion,
    UnitEntry,
)
from kaoping.records.models.facts import Fact
from kaoping.records.models.journal import JournalEntry, JournalHead
from kaoping.records.models.people import Person, SignInLink
from kaoping.records.models.procedure import Freeze, Opinion, Publication, Release, Review
from kaoping.records.models.runs import ResultLine, ScoreRun, UnitResult

__all__ = [
    "Appointment",
    "Assessment",
    "CalendarDay",
    "Fact",
    "Freeze",
    "JournalEntry",
    "JournalHead",
    "Opinion",
    "Person",
    "Publication",
    "ReadingConfirmation",
    "Release",
    "ResultLine",
    "Review",
    "SchemeVersion",
    "ScoreRun",
    "SignInLink",
    "UnitEntry",
    "UnitResult",
]
