"""For the journey alone: in processes that find this module, days have passed, as many as a file says."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

_now = timezone.now


def now() -> datetime:
    """This moment, so many days later."""
    return _now() + timedelta(days=int(Path(os.environ["DAYS_LATER"]).read_text("ascii")))


timezone.now = now
