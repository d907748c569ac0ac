"""What is asked for of every unit, read beside the request where there are thousands of units."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache

from kaoping.core.defect import Refused
from kaoping.records.journal import head
from kaoping.records.models import Assessment
from kaoping.records.queries.asking import is_at_hand
from kaoping.records.queries.owing import everything_asked
from kaoping.web.shared.later import Later

KEPT = 4


def wait_for_what_is_asked(assessment: Assessment) -> None:
    """Comes back when it is known who owes what; what cannot be known, the pages say themselves.

    Raises:
        NotReady: where it is being read and this request has waited long enough.
    """
    with suppress(Refused):
        if not is_at_hand(assessment):
            _later(assessment.pk, head()[1]).found()


@lru_cache(KEPT)
def _later(key: int, _moment: str) -> Later[int]:
    return Later(lambda _: len(everything_asked(Assessment.objects.get(pk=key))))
