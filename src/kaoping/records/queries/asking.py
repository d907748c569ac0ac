"""What is asked for of every unit: read once, and after a change again for the units that it was about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from threading import Lock

from django.db.models import Max

from kaoping.core.facts import Unit
from kaoping.files.facts.asked import Asked, Asking
from kaoping.records.canonical import canonical
from kaoping.records.models import Assessment, JournalEntry
from kaoping.records.queries.entry import facts_of_units
from kaoping.records.queries.facts import facts_of
from kaoping.records.queries.schemes import confirmed, in_force, settled
from kaoping.schemes.read import Settled

# How many assessments, or readings of one, stay read in one process.
KEPT = 4
# Changes to more units than this are read together with everything else.
FEW = 100
NOTHING_READ = -1


@dataclass(frozen=True, eq=False)
class Requests:
    """Everything that is asked for, unit by unit; the same object as long as nothing has changed."""

    all: tuple[Asked, ...]
    units: Mapping[str, Unit]

    @classmethod
    def of(cls, by_unit: Mapping[str, tuple[Asked, ...]]) -> Requests:
        """The requests of all units in their order."""
        units = {unit: asked[0].unit for unit, asked in by_unit.items() if asked}
        return cls(tuple(chain.from_iterable(by_unit.values())), units)


def asked_now(assessment: Assessment) -> Requests:
    """Everything that the facts leave to be asked.

    Raises:
        Refused: where there is no scheme, or facts do not fit it (any more).
    """
    version = in_force(assessment)
    readings = confirmed(version)
    return _kept(assessment.pk, version.pk, canonical(readings)).now(assessment, settled(version, readings))


def is_at_hand(assessment: Assessment) -> bool:
    """Whether `asked_now` need not read everything first, nor wait for somebody who does.

    Raises:
        Refused: where there is no scheme.
    """
    version = in_force(assessment)
    return _kept(assessment.pk, version.pk, canonical(confirmed(version))).is_at_hand(assessment)


class _Kept:
    """What is asked for by one scheme and its readings, as of the last line of the journal that changed facts."""

    def __init__(self, *_: object) -> None:
        self.lock = Lock()
        self.entry, self.hash = NOTHING_READ, ""
        self.of_unit: dict[str, tuple[Asked, ...]] = {}
        self.requests = Requests((), {})

    def now(self, assessment: Assessment, under: Settled) -> Requests:
        with self.lock:
            entry = _last_entry(assessment)
            digest = _hash_of(entry)
            if (entry, digest) != (self.entry, self.hash):
                self._ask_again(assessment, under, self._changed_since(assessment, entry))
                self.requests = Requests.of(self.of_unit)
                self.entry, self.hash = entry, digest
            return self.requests

    def is_at_hand(self, assessment: Assessment) -> bool:
        if not self.lock.acquire(blocking=False):
            return False
        try:
            return self._changed_since(assessment, _last_entry(assessment)) is not None
        finally:
            self.lock.release()

    def _changed_since(self, assessment: Assessment, entry: int) -> frozenset[str] | None:
        """The units that were changed since; None where everything has to be read."""
        if self.entry in (NOTHING_READ, 0) or self.entry > entry or _hash_of(self.entry) != self.hash:
            return None
        later = assessment.facts.filter(entry__gt=self.entry, entry__lte=entry)
        changed = set(later.values_list("table", "unit").distinct())
        units = frozenset(unit for _, unit in changed)
        whole = "" in units or any(table == "units" for table, _ in changed) or len(units) > FEW
        return None if whole else units

    def _ask_again(self, assessment: Assessment, under: Settled, units: frozenset[str] | None) -> None:
        if units is None:
            self.of_unit = _by_unit(Asking(under, facts_of(assessment, under)), None)
        else:
            self.of_unit |= _by_unit(Asking(under, facts_of_units(assessment, under, units)), units)


_kept = lru_cache(KEPT)(_Kept)


def _by_unit(asking: Asking, units: Iterable[str] | None) -> dict[str, tuple[Asked, ...]]:
    return {one.id: tuple(asking.of(one)) for one in asking.facts.units if units is None or one.id in units}


def _last_entry(assessment: Assessment) -> int:
    """The last line of the journal that changed facts."""
    return assessment.facts.exclude(state="proposed").aggregate(last=Max("entry"))["last"] or 0


def _hash_of(entry: int) -> str:
    """What tells a line of the journal from one of the same number in another history."""
    return JournalEntry.objects.filter(sequence=entry).values_list("hash", flat=True).first() or ""
