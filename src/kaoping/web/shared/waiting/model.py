"""One thing that waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Waiting:
    """What waits, what to do, where, and by the end of which day.

    `acts` where the person has to do something; otherwise it is only to be known.
    """

    says: str
    step: str
    href: str
    due: date | None = None
    acts: bool = True
