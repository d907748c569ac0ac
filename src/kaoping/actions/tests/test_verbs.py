"""Every verb of the table is an action in a module of its name."""

from __future__ import annotations

from importlib import import_module

import pytest

from kaoping.records.verbs import VERBS


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_an_action(verb: str) -> None:
    assert callable(getattr(import_module(f"kaoping.actions.{verb}"), verb))
