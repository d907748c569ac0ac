"""The journal (操作日志): every change is one line, written in the transaction of the change, chained by hashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter

from django.db import transaction
from django.db.models import Max

from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.canonical import canonical, sha256
from kaoping.records.models import Assessment, Fact, Job, JournalEntry, JournalHead, Person

NOTHING_BEFORE = "0" * 64
SYSTEM = "系统"
_job: ContextVar[int | None] = ContextVar("job", default=None)


@dataclass
class Change:
    """A change under way: its number in the journal, its moment, and what will be told about it."""

    by: Person | None
    action: str
    assessment: Assessment | None
    sequence: int
    at: datetime
    told: dict[str, str] = field(default_factory=dict)
    nothing: bool = False

    def tell(self, subject: str, before: object = None, after: object = None, why: str = "") -> None:
        """Says what was changed, from what to what, and why; `before` and `after` are JSON values."""
        self.told = {"subject": subject, "before": canonical(before), "after": canonical(after), "why": why}

    def leave(self) -> None:
        """Says that everything is already as it was to be: a request that came twice has one effect."""
        self.nothing = True


@contextmanager
def change(by: Person | None, action: str, assessment: Assessment | None = None) -> Iterator[Change]:
    """One change and its line in the journal: both are kept, or neither.

    Whoever is inside is alone: changes come one after another, so that what is read inside cannot be out of date
    when it is written, and the facts as of a line of the journal never change afterwards.
    """
    with transaction.atomic(durable=True):
        head = JournalHead.objects.select_for_update().get()
        opened = Change(by, action, assessment, head.sequence + 1, clock.now())
        yield opened
        if not opened.nothing:
            _close(opened, head)


@contextmanager
def made_for(job: Job) -> Iterator[None]:
    """The change inside is made for a job, and the job is told of it along with the change: it is never made twice."""
    token = _job.set(job.pk)
    try:
        yield
    finally:
        _job.reset(token)


def _close(done: Change, head: JournalHead) -> None:
    if not done.told:
        raise RuntimeError(f"{done.action}: a change must be told to the journal")
    facts, facts_digest = seal(done.sequence)
    entry = JournalEntry(
        sequence=done.sequence,
        at=done.at,
        person=done.by,
        who=str(done.by) if done.by else SYSTEM,
        action=done.action,
        assessment=done.assessment,
        facts=facts,
        facts_digest=facts_digest,
        previous_hash=head.hash,
        **done.told,
    )
    entry.hash = hash_of(entry)
    entry.save(force_insert=True)
    head.sequence, head.hash = entry.sequence, entry.hash
    head.save()
    job = _job.get()
    if job is not None:
        Job.objects.filter(pk=job).update(entry=entry.sequence)


def seal(sequence: int) -> tuple[int, str]:
    """How many facts a change has written, and the digest of them all."""
    return _sealed(Fact.objects.filter(entry=sequence).order_by("id").values_list(*_SEALED).iterator())


def _sealed(rows: Iterable[tuple[object, ...]]) -> tuple[int, str]:
    texts = [canonical([str(value) for value in row]) for row in rows]
    return len(texts), sha256("\n".join(texts)) if texts else ""


def _seals(last: int) -> dict[int, tuple[int, str]]:
    """The seals of all changes up to one that have written facts, read in one go."""
    rows = Fact.objects.filter(entry__lte=last).order_by("entry", "id").values_list("entry", *_SEALED).iterator()
    return {entry: _sealed(row[1:] for row in group) for entry, group in groupby(rows, key=itemgetter(0))}


_SEALED = (
    "id", "assessment_id", "table", "unit", "item", "name", "content", "state", "place", "entered_by_id",
    "valid_on", "supersedes_id", "reason",
)  # fmt: skip


def hash_of(entry: JournalEntry) -> str:
    """The hash of a line: over everything it says and the hash of the line before."""
    content = {
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "person": entry.person_id,
        "who": entry.who,
        "action": entry.action,
        "subject": entry.subject,
        "assessment": entry.assessment_id,
        "before": entry.before,
        "after": entry.after,
        "why": entry.why,
        "facts": entry.facts,
        "facts_digest": entry.facts_digest,
        "previous_hash": entry.previous_hash,
    }
    return sha256(canonical(content))


def head_sequence() -> int:
    """The number of the last line."""
    return JournalHead.objects.get().sequence


def head() -> tuple[int, str]:
    """The number of the last line, and its hash."""
    last = JournalHead.objects.get()
    return last.sequence, last.hash


@dataclass(frozen=True)
class Broken:
    """The first line that does not hold, and why."""

    sequence: int
    why: Text


def verify_journal() -> Broken | None:
    """The first broken line of the journal; None where the chain holds and the facts are those that were written."""
    head = JournalHead.objects.first()
    last = head.sequence if head else 0
    seals, previous, expected = _seals(last), NOTHING_BEFORE, 1
    for entry in JournalEntry.objects.filter(sequence__lte=last).order_by("sequence").iterator():
        why = _fault(entry, expected, previous, seals.get(entry.sequence, (0, "")))
        if why is not None:
            return Broken(expected, why)
        previous, expected = entry.hash, expected + 1
    if head is None or (head.sequence, head.hash) != (expected - 1, previous):
        return Broken(expected, _CUT_OFF)
    return _beyond_the_end()


def _beyond_the_end() -> Broken | None:
    """What stands after the last change; the end is read last, since changes may go on meanwhile."""
    line = JournalEntry.objects.aggregate(last=Max("sequence"))["last"] or 0
    fact = Fact.objects.aggregate(last=Max("entry"))["last"] or 0
    end = head_sequence()
    if line > end:
        return Broken(end + 1, _CUT_OFF)
    return Broken(fact, _OTHER_FACTS) if fact > end else None


def _fault(entry: JournalEntry, expected: int, previous: str, sealed: tuple[int, str]) -> Text | None:
    if entry.sequence != expected:
        return _MISSING
    if entry.previous_hash != previous:
        return _UNCHAINED
    if entry.hash != hash_of(entry):
        return _CHANGED
    return None if (entry.facts, entry.facts_digest) == sealed else _OTHER_FACTS


_MISSING = Text("这一条日志缺失。", "This line of the journal is missing.")
_UNCHAINED = Text("这一条日志与上一条不衔接。", "This line does not follow the line before it.")
_CHANGED = Text("这一条日志的内容被改动过。", "This line has been changed.")
_CUT_OFF = Text("日志的末尾缺失。", "The end of the journal is missing.")
_OTHER_FACTS = Text(
    "这一次写入的考评数据被改动过。", "The facts written by this change are not those that were written."
)
