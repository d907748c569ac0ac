"""The components as tags: each takes a value of `parts` or `table` and gives its marks on the page."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django.template import Context, Library
from django.utils.safestring import SafeString

from kaoping.core.defect import Defect
from kaoping.core.text import Language
from kaoping.reports.amounts import printed
from kaoping.web.shared.defects import defect_list_of
from kaoping.web.shared.grid import EntryGrid
from kaoping.web.shared.parts import Confirmation, Empty, Progress, State
from kaoping.web.shared.source import ClauseMark, Passage
from kaoping.web.shared.table import Table
from kaoping.web.shared.table.markup import row_markup, state_markup
from kaoping.web.shared.table.model import Shown

register = Library()


@register.filter
def amount(value: Fraction | None, places: int = 2) -> str:
    """A number with the scheme's decimals and a true minus sign; 10/3 as 10/3 (≈3.3333); what is missing as —."""
    return "—" if value is None else printed(value, places)


@register.inclusion_tag("components/data_table.html", takes_context=True)
def data_table(context: Context, table: Table) -> dict[str, Any]:
    """One window of a table with its tools: filter, columns, pages, export."""
    return {"table": table, "language": context.get("language", "zh")}


@register.simple_tag
def table_row(shown: Shown, names: int, labelled: bool = False) -> SafeString:
    """One row of a table."""
    return row_markup(shown, names, labelled=labelled)


@register.simple_tag
def state_mark(state: State) -> SafeString:
    """A word with its mark and colour."""
    return state_markup(state)


@register.inclusion_tag("components/empty.html")
def empty_state(empty: Empty) -> dict[str, Any]:
    """Why nothing is here, and the first step."""
    return {"empty": empty}


@register.inclusion_tag("components/progress.html")
def progress(part: Progress) -> dict[str, Any]:
    """How much is done."""
    return {"progress": part}


@register.inclusion_tag("components/clause_mark.html", takes_context=True)
def clause_mark(context: Context, clause: ClauseMark) -> dict[str, Any]:
    """The way to the words of the document; they open beside the page, highlighted in their place."""
    return {"clause": clause, "language": context.get("language", "zh")}


@register.inclusion_tag("components/passage.html", takes_context=True)
def source_passage(context: Context, passage: Passage) -> dict[str, Any]:
    """The original text around a clause."""
    return {"passage": passage, "language": context.get("language", "zh")}


@register.inclusion_tag("components/confirm.html", takes_context=True)
def confirm_step(context: Context, step: Confirmation) -> dict[str, Any]:
    """A form that says what becomes final before it asks for the reason."""
    return {"step": step, "language": context.get("language", "zh"), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/entry_grid.html", takes_context=True)
def entry_grid(context: Context, grid: EntryGrid) -> dict[str, Any]:
    """A grid to type and paste into; the page loads kaoping/grid.js beside it."""
    return {"grid": grid, "language": context.get("language", "zh"), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/defects.html", takes_context=True)
def defect_list(context: Context, defects: Iterable[Defect]) -> dict[str, Any]:
    """Everything that an office wrote wrongly: where, what, what to do."""
    language: Language = "en" if context.get("language") == "en" else "zh"
    return {"defects": defect_list_of(tuple(defects), language), "language": language}
