"""`kaoping explain`: every line of one unit's score."""

from __future__ import annotations

from pathlib import Path

import click

from kaoping.cli import given
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Language, Text, choose_from
from kaoping.schemes.assessment import Assessment

WHAT = Text(
    "说明一个单位每一分的来历：条文、算式、代入的数、得数。",
    "Explain every line of a unit's score: clause, formula with names, with values, result.",
)
UNIT = Text("单位编号或名称。", "The unit's id or name.")
ITEM = Text("只看这一项指标。", "Only this item.")


def build(language: Language) -> click.Command:
    """The command in one language."""

    @click.command("explain", help=WHAT.in_language(language))
    @given.scheme_argument()
    @given.facts_argument()
    @click.option("--unit", required=True, help=UNIT.in_language(language))
    @click.option("--item", help=ITEM.in_language(language))
    @given.reading_option(language)
    @given.declared_option(language)
    @given.json_option(language)
    def explain(
        *,
        scheme: str,
        facts: Path,
        unit: str,
        item: str | None,
        wanted: tuple[str, ...],
        require_declared: bool,
        as_json: bool,
    ) -> None:
        found = given.assessed(scheme, facts, wanted, require_declared=require_declared, language=language)
        chosen = given.unit_of(found.facts, unit)
        _known_item(found, chosen, item)
        if as_json:
            from kaoping.reports.explanation import explanation_of

            given.print_json(explanation_of(found, chosen, item, language))
        else:
            from kaoping.reports.terminal import print_scorecard

            print_scorecard(found, chosen, item, language, given.console())

    return explain


def _known_item(found: Assessment, unit: str, item: str | None) -> None:
    known = list(found.programs[unit].item)
    if item is None or item in known:
        return
    says = Text("该单位没有指标“{item}”。", "The unit has no item “{item}”.", {"item": item})
    remedy = choose_from(known)
    raise Refused([Defect("unknown-item", "", says, remedy, place=Text("--item", "--item"))])
