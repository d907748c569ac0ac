"""Words in templates: both languages side by side, as in the code, so that neither can be forgotten."""

from __future__ import annotations

from django.template import Context, Library
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from kaoping.core.text import Text

register = Library()


@register.simple_tag(takes_context=True)
def say(context: Context, chinese: str, english: str, **values: object) -> str:
    """{% say "共 {count} 条" "{count} rows" count=5 %}: the sentence in the reader's language."""
    pattern = chinese if context.get("language", "zh") == "zh" else english
    if not values:
        return mark_safe(pattern)  # noqa: S308 - the template's own words
    escaped: dict[str, SafeString] = {name: conditional_escape(str(value)) for name, value in values.items()}
    return mark_safe(pattern.format_map(escaped))  # noqa: S308 - as above; the values are escaped


@register.simple_tag(takes_context=True)
def show(context: Context, text: Text) -> str:
    """{% show text %}: a sentence that the code made."""
    return text.in_language("en" if context.get("language") == "en" else "zh")
