"""What reviews are called: their states, their items, the facts that they are about."""

from __future__ import annotations

from collections.abc import Mapping

from kaoping.core.program import Program
from kaoping.core.text import Language, Text
from kaoping.records.models import Review
from kaoping.reports.naming import item_title
from kaoping.web.shared.parts import State, Tone
from kaoping.web.shared.runs import scored

STATES: Mapping[str, tuple[Text, Tone]] = {
    "filed": (Text("待复核", "to be decided"), "due"),
    "upheld": (Text("予以更正", "upheld"), "done"),
    "rejected": (Text("维持原分", "the score stands"), "quiet"),
    "refused": (Text("更正未获批准", "correction refused"), "lost"),
    "approved": (Text("更正已批准", "correction approved"), "done"),
}
WAITS = Text("予以更正，待批准", "upheld, to be approved")


def state_of(review: Review, language: Language) -> State:
    """How far a review is."""
    if review.state == "upheld" and review.approval_due is not None:
        return State(WAITS.in_language(language), "due")
    word, tone = STATES[review.state]
    return State(word.in_language(language), tone)


def item_named(review: Review) -> str:
    """The item's number and name as its unit's scorecard has them."""
    program = program_of(review)
    item = program.item.get(review.item) if program else None
    return item_title(item) if item else review.item


def program_of(review: Review) -> Program | None:
    """The items and values of the unit, as the released run had them."""
    return scored(review.release.run).programs.get(review.unit.code)
