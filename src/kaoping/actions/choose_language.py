"""Choosing the language in which a person reads the pages."""

from __future__ import annotations

from kaoping.core.text import Language
from kaoping.records.journal import change
from kaoping.records.models import Person


def choose_language(by: Person, language: Language) -> None:
    """Keeps the choice, for whichever machine the person signs in at."""
    with change(by, "choose_language") as opened:
        by.refresh_from_db(fields=["language"])
        if by.language == language:
            opened.leave()
            return
        before, by.language = by.language, language
        by.save(update_fields=["language"])
        opened.tell(str(by), before, language)
