"""What somebody asked for and cannot have: one exception per reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kaoping.core.text import Text
from kaoping.records.models import Fact, ReadingConfirmation, TaskList


class NotYours(Exception):
    """There is no such thing, or not for this person; both look the same."""


class NotAllowed(Exception):
    """This person may not do this, or nobody may now; `why` says which."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.in_language("en"))
        self.why = why


class Conflict(Exception):
    """Somebody else has changed it meanwhile: what was to be saved, and what counts now (None: nothing any more).

    `place` is the name that whoever saves several things at once has given to this one.
    """

    def __init__(
        self, yours: Mapping[str, object], theirs: Fact | ReadingConfirmation | TaskList | None, place: str = ""
    ) -> None:
        super().__init__(f"{yours} / {theirs}")
        self.yours = yours
        self.theirs = theirs
        self.place = place


class Conflicts(Exception):
    """Somebody else has changed several of the things that were to be saved together; nothing was saved."""

    def __init__(self, found: Sequence[Conflict]) -> None:
        super().__init__("; ".join(map(str, found)))
        self.found = tuple(found)
