"""What the page tests share: the demonstration year, scored once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from kaoping.demonstration.year import demonstration_facts
from kaoping.schemes.assessment import Assessment, assess
from kaoping.schemes.read import read


@cache
def _year(scheme: str) -> Assessment:
    return assess(read(scheme), demonstration_facts(scheme))


@pytest.fixture(scope="session")
def demonstration_year() -> Callable[[str], Assessment]:
    """The demonstration year of a scheme."""
    return _year
