"""Rows and cells as HTML. In code, because a window has a thousand cells and a template takes its time for each."""

from __future__ import annotations

from fractions import Fraction

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from kaoping.web.shared.parts import WHOLE_BAR, Bar, State
from kaoping.web.shared.table.model import Cell, Column, Heading, Shown


def row_markup(shown: Shown, names: int, *, labelled: bool = False) -> SafeString:
    """One row; the cell in the column `names` names it. `labelled`: every other cell says what it is on its own."""
    row = shown.row
    classes = _classes(
        f"joined joined-{row.joined}" if row.joined else "",
        f"row-{row.tone}" if row.tone else "",
    )
    anchor = f' id="{escape(row.id)}"' if row.id else ""
    cells = "".join(_cell(heading, cell, heading.place == names, labelled) for heading, cell in shown.cells)
    return _safe(f"<tr{classes}{anchor}>{cells}</tr>\n")


def state_markup(state: State) -> SafeString:
    """A word with its mark and colour."""
    tone = f" tone-{state.tone}" if state.tone else ""
    mark = f'<span class="mark" aria-hidden="true">{state.mark}</span>'
    return _safe(f'<span class="state{tone}">{mark}{escape(state.word)}</span>')


def bar_markup(bar: Bar) -> SafeString:
    """A score on the scale that its column shares. The number stands beside it, so it is silent."""
    line = "" if bar.line is None else f'<rect class="bar-line" x="{bar.line}" width="4" height="10"/>'
    return _safe(
        f'<svg class="bar" viewBox="0 0 {WHOLE_BAR} 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="bar-track" y="4.5" width="{WHOLE_BAR}" height="1"/>'
        f'<rect class="bar-value" y="2" width="{bar.at}" height="6"/>{line}</svg>'
    )


def _cell(heading: Heading, cell: Cell, names: bool, labelled: bool) -> str:
    column = heading.column
    classes = _classes(
        "number" if column.number else "",
        "grows" if column.grows else "",
        "unbroken" if column.unbroken else "",
        "names" if names else "",
        f"tone-{cell.tone}" if cell.tone else "",
    )
    notes = "".join(f'<span class="note">{escape(note)}</span>' for note in cell.notes)
    links = "".join(f' <a class="more" href="{escape(one.href)}">{escape(one.name)}</a>' for one in cell.more)
    tag, scope = ("th", ' scope="row"') if names else ("td", "")
    label = f' data-label="{escape(column.title)}"' if labelled and not names else ""
    return f"<{tag}{scope}{classes}{label}>{_content(column, cell)}{notes}{links}</{tag}>"


def _content(column: Column, cell: Cell) -> str:
    if column.scale:
        known = cell.value is not None and not isinstance(cell.value, str)
        return bar_markup(column.scale.bar(Fraction(cell.value or 0))) if known else ""
    if cell.state:
        return state_markup(cell.state)
    text = escape(column.text(cell))
    return f'<a href="{escape(cell.href)}">{text}</a>' if cell.href else text


def _classes(*names: str) -> str:
    found = " ".join(name for name in names if name)
    return f' class="{found}"' if found else ""


def _safe(markup: str) -> SafeString:
    return mark_safe(markup)  # noqa: S308 - every text above is escaped, tones and numbers are our own
