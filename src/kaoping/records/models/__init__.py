"""The tables, by subject."""

from kaoping.records.models.assessments import (
    Appointment,
    Assessment,
    CalendarDay,
    ReadingConfirmation,
    SchemeVersion,
    UnitEntry,
)
from kaoping.records.models.drafts import DraftTotal
from kaoping.records.models.entering import Countersignature, Reminder
from kaoping.records.models.evidence import Evidence, FactEvidence, ReviewEvidence
from kaoping.records.models.facts import Fact
from kaoping.records.models.jobs import Job
from kaoping.records.models.journal import JournalEntry, JournalHead
from kaoping.records.models.people import Person, SignInLink
from kaoping.records.models.procedure import Freeze, Opinion, Publication, Release, Review
from kaoping.records.models.runs import ReadingAnalysis, ResultLine, ScoreRun, UnitResult
from kaoping.records.models.tasks import TaskList, TaskListScan

__all__ = [
    "Appointment",
    "Assessment",
    "CalendarDay",
    "Countersignature",
    "DraftTotal",
    "Evidence",
    "Fact",
    "FactEvidence",
    "Freeze",
    "Job",
    "JournalEntry",
    "JournalHead",
    "Opinion",
    "Person",
    "Publication",
    "ReadingAnalysis",
    "ReadingConfirmation",
    "Release",
    "Reminder",
    "ResultLine",
    "Review",
    "ReviewEvidence",
    "SchemeVersion",
    "ScoreRun",
    "SignInLink",
    "TaskList",
    "TaskListScan",
    "UnitEntry",
    "UnitResult",
]
