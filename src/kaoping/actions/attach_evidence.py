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
from kaoping.records.queries.evidence import made_by_unit
from kaoping.records.refusals import NotAllowed, NotYours

LARGEST = 20 * 1000 * 1000
LONGEST_NAME = 200


def attach_evidence(by: Person, fact: Fact, content: bytes, name: str) -> FactEvidence:
    """The file with the fact; the same file attached again is given back.

    Raises:
        NotYours: for a fact of another unit, where the person only belongs to a unit.
        NotAllowed: there for what others have entered about the unit: its own papers go with its claims, its own
            scores and its requests for a review.
        NotAllowed: after the result is frozen.
        Refused: where the file is empty, too large, or of a kind that is no evidence.
    """
    checked_kind(content, name)
    digest = hashlib.sha256(content).hexdigest()
    with acting(by, "attach_evidence", fact.assessment) as opened:
        others = roles_of(by, fact.assessment) & {"office", "assessor", "inspector"}
        if not others and fact.unit not in units_of(by, fact.assessment):
            raise NotYours
        if not others and not made_by_unit(fact):
            raise NotAllowed(_NOT_YOURS_TO_ADD)
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
    kind = checked_kind(content, name)
    digest = hashlib.sha256(content).hexdigest()
    shown = Path(name.replace("\\", "/")).name[-LONGEST_NAME:]
    keep_file(digest, content)
    about = {"size": len(content), "media_type": kind, "name": shown, "uploaded_by": by, "uploaded_at": opened.at}
    return Evidence.objects.get_or_create(sha256=digest, defaults=about)[0], shown


def checked_kind(content: bytes, name: str = "") -> str:
    """The media type of a file, by its content; what is wrong with one of several files is said with its name.

    Raises:
        Refused: where the file is empty, too large, or of a kind that is no evidence.
    """
    if not content:
        raise refuse("empty-file", _about(name, _EMPTY), _CHOOSE)
    if len(content) > LARGEST:
        raise refuse("file-too-large", _about(name, _TOO_LARGE.with_values(most=LARGEST // 1_000_000)), _SPLIT)
    kind = media_type(content)
    if kind is None:
        raise refuse("not-evidence", _about(name, _not_evidence(name)), _KINDS)
    return kind


def _not_evidence(name: str) -> Text:
    """A name that says one of the accepted kinds does not make the content one."""
    said = KINDS.get(Path(name).suffix.lower())
    return _NO_EVIDENCE if said is None else _NOT_WHAT_IT_SAYS.with_values(kind=said)


def _about(name: str, says: Text) -> Text:
    return _NAMED.with_values(name=Path(name.replace("\\", "/")).name, says=says) if name else says


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


KINDS = {
    ".pdf": "PDF",
    ".ofd": "OFD",
    ".jpg": "JPG",
    ".jpeg": "JPG",
    ".png": "PNG",
    **dict.fromkeys((".doc", ".docx"), "Word"),
    **dict.fromkeys((".xls", ".xlsx"), "Excel"),
    **dict.fromkeys((".wps", ".et", ".dps"), "WPS"),
}
_NAMED = Text("{name}：{says}", "{name}: {says}")
_NOT_WHAT_IT_SAYS = Text("内容不是 {kind}。", "Its content is not {kind}.")
_NOT_YOURS_TO_ADD = Text(
    "这一条不是本单位登记的，不能附材料；有异议的，请在申请复核时附上。",
    "This was not entered by your unit; attach your papers to a request for a review.",
)
_EMPTY = Text("文件是空的。", "The file is empty.")
_CHOOSE = Text("请另选文件。", "Choose another file.")
_TOO_LARGE = Text("文件超过 {most} MB。", "The file is larger than {most} MB.")
_SPLIT = Text("请压缩图片，或分成几个文件。", "Make its pictures smaller, or split it.")
_NO_EVIDENCE = Text("不能接收这种文件。", "Files of this kind are not accepted.")
_KINDS = Text(
    "可用：PDF、OFD、JPG、PNG、Word、Excel、WPS 文档。", "Accepted: PDF, OFD, JPG, PNG, Word, Excel and WPS documents."
)
