"""`kaoping readings`: which results depend on which reading."""

from __future__ import annotations

from pathlib import Path

import click

from kaoping.cli import given
from kaoping.core.text import Language, Text

WHAT = Text(
    "逐条、两两改换条文理解，重新计算，指出哪些得分、名次、等次、评优会变。",
    "Recompute under every alternative reading and every pair; say which scores, ranks, grades and awards change.",
)
WORKING = Text("逐条改换条文理解", "Trying readings")


def build(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("readings", help=WHAT.in_language(language))
    @given.scheme_argument()
    @given.facts_argument()
    @given.reading_option(language)
    @given.json_option(language)
    def readings(*, scheme: str, facts: Path, wanted: tuple[str, ...], as_json: bool) -> None:
        from kaoping.files.facts import read_facts
        from kaoping.schemes.reading_effects import reading_effects
        from kaoping.schemes.reading_report import effects_as_data

        chosen = given.settled(scheme, wanted)
        known = read_facts(facts, chosen)
        with given.watched(WORKING.in_language(language)) as progress:
            effects = reading_effects(chosen, known, progress)
        if as_json:
            given.print_json(effects_as_data(effects, known, language))
        else:
            from kaoping.reports.terminal.effects import print_effects

            print_effects(effects, known, language, given.console())

    return readings
