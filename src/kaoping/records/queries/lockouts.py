"""Who cannot sign in for now because the password was wrong too often."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from axes.models import AccessAttempt
from django.conf import settings

from kaoping.records import clock


def locked_out() -> Mapping[str, datetime]:
    """The user names that are locked, from whichever address, each with the moment when the last lock ends."""
    begun = clock.now() - settings.AXES_COOLOFF_TIME
    often = AccessAttempt.objects.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT, attempt_time__gt=begun)
    found = often.order_by("attempt_time").values_list("username", "attempt_time")
    return {name: at + settings.AXES_COOLOFF_TIME for name, at in found}
