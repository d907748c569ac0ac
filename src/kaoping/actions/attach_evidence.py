"""Attaching a file to a fact: what it is, its content says; it is kept under the hash of its content."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from kaoping.actions.acting import acting, refuse
from kaoping.core.text import Text
from kaoping.records.access import roles_of, units_of
from kaoping.records.journal import Change
from kaoping.records.media_types import media_type
from kaoping.records.models import Evidence, Fact, FactEvidence, Person
from kaoping.records.refusals import NotYours

LARGEST = 20 * 1000 * 1000
LONGEST_NAME = 200


def attach_evidence(by: Person, fact: Fact, content: bytes, name: str) -> FactEvidence:
    """The file with the fact; the same file attached again is given back.

    Raises:
        NotYours: for a fact of another unit, where the person only belongs to a unit.
        NotAllowed: after the result is frozen.
        Refused: where the file is empty, too large, or of a kind that is no evidence.
    """
    checked_kind(content)
    digest = hashlib.sha256(content).hexdigest()
    with acting(by, "attach_evidence", fact.assessment) as opened:
        others = roles_of(by, fact.assessment) & {"office", "assessor", "inspector"}
        if not others and fact.unit not in units_of(by, fact.assessment):
            raise NotYours
        known = FactEvidence.objects.filter(fact=fact, evidence__sha256=digest).first()
        if known is not None:
            opened.leave()
            return known
        file, shown = kept(opened, by, content, name)
        made = FactEvidence.objects.create(fact=fact, evidence=file, name=shown, attached_by=by, attached_at=opened.at)
        after = {"sha256": digest, "size": len(content), "media_type": file.media_type, "fact": fact.pk}
        opened.tell(f"{fact.table} {fact.unit} {fact.item} {shown}", None, after)
    return made


def evidence_path(sha256: str) -> Path:
    """Where a file is kept."""
    return Path(settings.EVIDENCE_FOLDER) / sha256[:2] / sha256


def kept(opened: Change, by: Person, content: bytes, name: str) -> tuple[Evidence, str]:
    """A file within a change that its action tells, and the name to show; the same content is kept once.

    Raises:
        Refused: where the file is empty, too large, or of a kind that is no evidence.
    """
    kind = checked_kind(content)
    digest = hashlib.sha256(content).hexdigest()
    shown = Path(name.replace("\\", "/")).name[-LONGEST_NAME:]
    keep_file(digest, content)
    about = {"size": len(content), "media_type": kind, "name": shown, "uploaded_by": by, "uploaded_at": opened.at}
    return Evidence.objects.get_or_create(sha256=digest, defaults=about)[0], shown


def checked_kind(content: bytes) -> str:
    """What a file is, by its content.

    Raises:
        Refused: where it is empty, too large, or of a kind that is no evidence.
    """
    """The media type of a file, by its content.

    Raises:
        Refused: where the file is empty, too large, or of a kind that is no evidence.
    """
    if not content:
        raise refuse("empty-file", _EMPTY, _CHOOSE)
    if len(content) > LARGEST:
        raise refuse("file-too-large", _TOO_LARGE.with_values(most=LARGEST // 1_000_000), _SPLIT)
    kind = media_type(content)
    if kind is None:
        raise refuse("not-evidence", _NO_EVIDENCE, _KINDS)
    return kind


def keep_file(digest: str, content: bytes) -> None:
    """Writes the file whole and durably before the database says that it is there."""
    path = evidence_path(digest)
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(beside).replace(path)


_EMPTY = Text("文件是空的。", "The file is empty.")
_CHOOSE = Text("请另选文件。", "Choose another file.")
_TOO_LARGE = Text("文件超过 {most} MB。", "The file is larger than {most} MB.")
_SPLIT = Text("请压缩图片，或分成几个文件。", "Make its pictures smaller, or split it.")
_NO_EVIDENCE = Text("不能接收这种文件。", "Files of this kind are not accepted.")
_KINDS = Text(
    "可用：PDF、OFD、JPG、PNG、Word、Excel、WPS 文档。", "Accepted: PDF, OFD, JPG, PNG, Word, Excel and WPS documents."
)
