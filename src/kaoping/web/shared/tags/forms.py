"""Forms as tags: a field with its label, its help and what is wrong with it; the first wrong one has the focus."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm, BoundField, CheckboxInput
from django.template import Context, Library

register = Library()


@register.inclusion_tag("components/field.html", takes_context=True)
def field(context: Context, bound: BoundField) -> dict[str, Any]:
    """One field. What was typed stays; the first field with an error gets the focus."""
    first = next(iter(bound.form.errors), None)
    attributes: dict[str, str | bool] = {"autofocus": True} if bound.name == first else {}
    return {
        "field": bound,
        "widget": bound.as_widget(attrs=attributes),
        "tick": isinstance(bound.field.widget, CheckboxInput),
        "required": bound.field.required,
        "when": getattr(bound.form, "needed_when", {}).get(bound.name, ""),
        "language": context.get("language", "zh"),
    }


@register.inclusion_tag("components/form_errors.html", takes_context=True)
def form_errors(context: Context, form: BaseForm) -> dict[str, Any]:
    """Everything that is wrong with a form, above it, each with the way to its field."""
    found = [
        {
            "label": form[name].label,
            "href": f"#{form[name].id_for_label or form[name].auto_id + '_0'}",
            "errors": errors,
        }
        for name, errors in form.errors.items()
        if name in form.fields
    ]
    return {"fields": found, "whole": form.non_field_errors(), "language": context.get("language", "zh")}
