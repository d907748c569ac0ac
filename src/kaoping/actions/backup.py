"""Backing up an installation while people go on working."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from kaoping.records.archive import Manifest, write_archive
from kaoping.records.snapshot import snapshot


def backup(target: Path) -> Manifest:
    """Writes everything as it is at this moment; FileNotFoundError where a file of evidence is gone."""
    with snapshot() as alias:
        return write_archive(target, alias, Path(settings.EVIDENCE_FOLDER))
