"""The two pages about the scheme file name everything that the code reads, and nothing else that looks like a key."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kaoping.core.line import Clause
from kaoping.core.rule import Measure
from kaoping.kinds import KINDS
from kaoping.schemes import model, model_results
from kaoping.schemes.shape import fields_of

FOLDER = Path(__file__).parent.parent / "docs/reference"
each_page = pytest.mark.parametrize("page", ["scheme-file.md", "scheme-file.zh.md"])


@each_page
def test_every_key_and_every_word_of_a_scheme_file_is_told(page: str) -> None:
    told = words_in_code(page)
    assert not {word for word in (*keys(), *choices()) if word not in told}


@each_page
def test_what_must_be_written_has_its_star(page: str) -> None:
    text = (FOLDER / page).read_text("utf-8")
    needed = {key for kind in classes() for key, field in fields_of(kind).items() if field.needed and key != "rule"}
    assert not {key for key in needed if not re.search(rf"`{key}`\*|\b{key}\*", text)}


def test_the_chinese_page_has_every_word_that_the_english_page_quotes() -> None:
    english = (FOLDER / "scheme-file.md").read_text("utf-8")
    quoted = {word for span in re.findall(r"`([^`\n]+)`", english) for word in re.findall(r"[a-z][\w-]*", span)}
    assert not quoted - words_in_code("scheme-file.zh.md")


def words_in_code(page: str) -> set[str]:
    """The words in Latin letters; the Chinese page has no others than those of the file."""
    return set(re.findall(r"[a-z][\w-]*", (FOLDER / page).read_text("utf-8")))


def keys() -> Iterator[str]:
    for kind in classes():
        yield from (key for key in fields_of(kind) if key != "rule")
    for name, rule in KINDS.items():
        yield name
        yield from fields_of(rule)


def choices() -> Iterator[str]:
    """The words among which a key's value is chosen."""
    for kind in (*classes(), *KINDS.values()):
        for field in fields_of(kind).values():
            yield from (
                word for word in re.findall(r"'([a-z][\w-]*)'", str(field.type)) if "Literal" in str(field.type)
            )


def classes() -> Iterator[type]:
    yield from (Clause, Measure)
    for module in (model, model_results):
        yield from public_records(module)


def public_records(module: ModuleType) -> Iterator[type]:
    for found in vars(module).values():
        if isinstance(found, type) and dataclasses.is_dataclass(found) and found.__module__ == module.__name__:
            yield found
