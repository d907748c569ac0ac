"""A file that comes with a form: kept while the form is corrected, so that nobody has to choose it twice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from kaoping.actions.attach_evidence import checked_kind, evidence_path, keep_file
from kaoping.core.text import Text
from kaoping.records.models import Person

SALT = "kaoping.rows.upload"
A_DAY = 24 * 60 * 60
FILE_HELP = Text(
    "PDF、OFD、JPG、PNG、Word、Excel、WPS 文档，不超过 20 MB。", "PDF, OFD, JPG, PNG, Word, Excel or WPS, up to 20 MB."
)
FILE_AGAIN = Text("请重新选择文件。", "Please choose the file again.")


@dataclass(frozen=True)
class Upload:
    """A file that can be evidence, with its name."""

    name: str
    content: bytes

    def kept_for(self, person: Person) -> str:
        """Keeps the content where evidence is kept, and gives the word by which this person gets it back."""
        digest = hashlib.sha256(self.content).hexdigest()
        keep_file(digest, self.content)
        return signing.dumps([person.pk, digest, self.name], salt=SALT)


def upload_of(file: UploadedFile[bytes] | None) -> Upload | None:
    """The file that was sent, before anything is entered: a row is not saved without the file that came with it.

    Raises:
        Refused: where it is no evidence.
    """
    if file is None:
        return None
    content = file.read()
    checked_kind(content)
    return Upload(file.name or "", content)


def upload_kept(word: str, person: Person) -> Upload | None:
    """The file that was kept for a person under a word; None where there is none, or no longer."""
    try:
        owner, digest, name = signing.loads(word, salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        return None
    path = evidence_path(digest)
    return Upload(name, path.read_bytes()) if owner == person.pk and path.exists() else None
