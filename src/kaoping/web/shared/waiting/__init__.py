"""What waits for a person in an assessment: one module per subject, each asking in the same way."""

from __future__ import annotations

from kaoping.web.shared.waiting.all import count_for, visits_under_way, waiting_for
from kaoping.web.shared.waiting.model import Waiting

__all__ = ["Waiting", "count_for", "visits_under_way", "waiting_for"]
