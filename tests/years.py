"""The small year that most tests of actions and pages begin with."""

from __future__ import annotations

import pytest
from django.test import Client

from kaoping.actions.tests.year import Year, begun
from tests.databases import Prepared
from tests.visiting import asking


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year that nobody has scored yet."""
    return prepared(begun)


@pytest.fixture
def ask(year: Year) -> Client:
    """The office's browser."""
    return asking(year.office)
