"""What an office decides about the procedure of an assessment."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from kaoping.records.canonical import canonical, parsed

LONGEST_TIME = 250


@dataclass(frozen=True)
class Options:
    """Times are in working days; real statutes have 3 + 10 and 15 + 10 + 5.

    `objection_days` from the release, none where 0; `decision_days` from the request of a review; `approval_days` from
    a decision that changes a result, no approval where 0. `require_declared`: nothing is released before every
    body has declared its items checked (零报告).
    """

    objection_days: int = 3
    decision_days: int = 10
    approval_days: int = 0
    require_declared: bool = True

    def __post_init__(self) -> None:
        times = (self.objection_days, self.decision_days, self.approval_days)
        if not all(0 <= days <= LONGEST_TIME for days in times):
            raise ValueError(f"a time is 0 to {LONGEST_TIME} working days")

    @property
    def text(self) -> str:
        """The options as they are kept."""
        return canonical(asdict(self))


def options_of(text: str) -> Options:
    """The options that were kept; what was not said is as by default."""
    return Options(**parsed(text))
