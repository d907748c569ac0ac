"""The time: one place to ask, so that tests can answer."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, in UTC."""
    return timezone.now()


def today() -> date:
    """The date in Shanghai."""
    return timezone.localdate(now())


def day_of(moment: datetime) -> date:
    """The date in Shanghai of a moment."""
    return timezone.localdate(moment)
