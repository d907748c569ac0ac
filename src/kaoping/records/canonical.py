"""Canonical JSON: one text for one value, so that texts can be compared and hashed."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(value: object) -> str:
    """The JSON text of a value: sorted keys, no spaces, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parsed(text: str) -> Any:  # noqa: ANN401  # JSON is whatever it is
    """The value that a canonical text means."""
    return json.loads(text)


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
