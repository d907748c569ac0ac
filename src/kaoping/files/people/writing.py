"""Writes the workbook of people, with drop-downs for roles, units and the bodies that score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from kaoping.core.text import Language, Text
from kaoping.files.facts.layout import NEEDED, titled, wide
from kaoping.files.facts.tables import Column as Field
from kaoping.files.people.table import HELP, PEOPLE, Words
from kaoping.files.template.book import Book
from kaoping.files.template.lists import Lists
from kaoping.files.template.plan import Column, Content, Form, Heading, Sheet

LISTS: Mapping[str, Text] = {
    "role": Text("可任命的角色", "roles that can be given"),
    "unit": Text("被考评单位", "assessed units"),
    "assessor": Text("各考评主体", "bodies that score"),
}
WIDEST = 30


def write_people(
    path: Path, rows: Sequence[Mapping[str, str | date]], words: Words, language: Language, *, sample: bool = False
) -> None:
    """The workbook with the appointments so far; `rows` have ids, the workbook has names."""
    shown = {
        LISTS[key].in_language(language): dict.fromkeys(vocabulary.shown[language].values(), "")
        for key, vocabulary in words.vocabularies.items()
    }
    lists = Lists(language, {name: entries for name, entries in shown.items() if entries}, words.vocabularies)
    columns = tuple(_column(field, lists) for field in PEOPLE.columns)
    contents = tuple(tuple(_content(field, row, lists) for field in PEOPLE.columns) for row in rows)
    book = Book(path, lists, sample=sample)
    name = lists.title(PEOPLE.name)
    book.write(Sheet(name, (Heading("main", 2),), columns, contents, lists.say(HELP), frozen_columns=2))
    book.write_lists()
    book.workbook.close()


def _column(field: Field, lists: Lists) -> Column:
    choices = lists.say(LISTS[field.key]) if field.key in LISTS else ""
    longest = min(max((wide(entry) for entry in lists.choices(choices)), default=0), WIDEST)
    heading = titled(field.name, lists.language) + (lists.say(NEEDED) if field.needed else "")
    form: Form = "date" if field.form == "date" else "id" if field.key == "username" else "text"
    return Column((heading,), form, 12 if field.form == "date" else 0, choices if longest else "", longest)


def _content(field: Field, row: Mapping[str, str | date], lists: Lists) -> Content:
    value = row.get(field.key) or None
    return lists.show(field.key, value) if isinstance(value, str) else value
