"""Shows the form of a row, with where it belongs."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kaoping.web.pages.rows.asked import Asked
from kaoping.web.pages.rows.forms import RowEntryForm
from kaoping.web.pages.rows.words import ADD, PURPOSES
from kaoping.web.shared.entering import TABLES, tabs_of
from kaoping.web.shared.named import Named
from kaoping.web.shared.visit import Visit


@dataclass(frozen=True)
class Where:
    """Where a row belongs, and what is asked of it there."""

    named: Named
    unit: str
    asked: Asked


def show_form(
    request: HttpRequest, visited: Visit, where: Where, form: RowEntryForm, status: int = 200
) -> HttpResponse:
    """What is asked of a row."""
    table = where.asked.table
    context = {
        "form": form,
        "heading": visited.said(TABLES[table]),
        "unit": where.named.unit(where.unit),
        "item": where.named.place(where.unit, where.asked.place),
        "verb": visited.said(ADD[table]),
    }
    return show_page(request, visited, table, context, status)


def show_page(
    request: HttpRequest, visited: Visit, table: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """The page of a form, with what stands around it."""
    shown = {
        "tabs": tabs_of(visited, table),
        "purpose": visited.said(PURPOSES[table]),
        "back": reverse("rows", args=[visited.assessment.pk, table]),
    }
    return render(request, "pages/rows/form.html", {**shown, **context}, status=status)
