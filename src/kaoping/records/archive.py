"""The archive of an installation: every row that counts and every file of evidence, the same for every database."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.models import Evidence, JournalHead

FORMAT = "kaoping/backup/1"
MANIFEST = "manifest.json"
AT_ONCE = 1000


@dataclass(frozen=True)
class Manifest:
    """What an archive says about itself: when and by what it was made, how far the journal was, every part's hash."""

    format: str
    made_at: str
    migration: str
    sequence: int
    hash: str
    parts: Mapping[str, str]


def tables() -> list[type[Model]]:
    """Everything that is kept. Sessions, failed sign-ins and tasks under way are not: they are of the moment."""
    return list(apps.get_app_config("records").get_models())


def write_archive(target: Path, alias: str, evidence: Path) -> Manifest:
    """Writes everything of one database, and the files of evidence that it names.

    FileNotFoundError where a file of evidence is gone.
    """
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        parts = {f"records/{model._meta.model_name}.jsonl": _rows(model, alias) for model in tables()}
        found = {name: _written(archive, name, rows) for name, rows in parts.items()}
        for sha256 in Evidence.objects.using(alias).values_list("sha256", flat=True):
            with (evidence / sha256[:2] / sha256).open("rb") as file:
                found[f"evidence/{sha256}"] = _written(
                    archive, f"evidence/{sha256}", iter(lambda: file.read(1 << 20), b"")
                )
        head = JournalHead.objects.using(alias).get()
        made = Manifest(FORMAT, clock.now().isoformat(), migration(), head.sequence, head.hash, found)
        archive.writestr(MANIFEST, json.dumps(asdict(made), indent=1))
    return made


def _written(archive: ZipFile, name: str, pieces: Iterable[bytes]) -> str:
    """Writes one part; its SHA-256."""
    found = hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as part:
        for piece in pieces:
            found.update(piece)
            part.write(piece)
    return found.hexdigest()


def _rows(model: type[Model], alias: str) -> Iterator[bytes]:
    names = [field.attname for field in model._meta.concrete_fields]
    for row in model._base_manager.using(alias).order_by("pk").values_list(*names).iterator(AT_ONCE):
        yield json.dumps(row, ensure_ascii=False, default=_plain).encode() + b"\n"


def _plain(value: date | bytes | memoryview) -> str:
    if not isinstance(value, date):
        return b64encode(value).decode()
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.isoformat()


def migration() -> str:
    """The last step that this database's tables have taken."""
    return max(name for app, name in MigrationRecorder(connection).applied_migrations() if app == "records")


def read_manifest(path: Path) -> Manifest:
    """What an archive says about itself, after every part has been compared with it.

    Raises:
        Refused: where it is no archive, is damaged, or was made by a version with other tables.
    """
    try:
        with ZipFile(path) as archive:
            said = json.loads(archive.read(MANIFEST))
            if said.pop("format", "") != FORMAT:
                raise Refused([_defect(path, _NO_ARCHIVE, _CHOOSE)])
            made = Manifest(FORMAT, **said)
            _whole(path, archive, made)
    except (OSError, BadZipFile, KeyError, TypeError, ValueError) as problem:
        raise Refused([_defect(path, _NO_ARCHIVE, _CHOOSE)]) from problem
    if made.migration != migration():
        raise Refused([_defect(path, _OTHER_VERSION.with_values(made=made.migration, here=migration()), _SAME_VERSION)])
    return made


def _whole(path: Path, archive: ZipFile, made: Manifest) -> None:
    for name, digest in made.parts.items():
        with archive.open(name) as part:
            if hashlib.file_digest(part, "sha256").hexdigest() != digest:  # type: ignore[arg-type]  # it reads
                raise Refused([_defect(path, _DAMAGED.with_values(part=name), _ANOTHER)])


def load_rows(path: Path) -> None:
    """Puts every row of an archive where it was, in tables that are empty."""
    with ZipFile(path) as archive:
        for model in tables():
            with archive.open(f"records/{model._meta.model_name}.jsonl") as rows:
                _load(model, rows)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def _load(model: type[Model], rows: IO[bytes]) -> None:
    fields = model._meta.concrete_fields
    made = (_made(model, fields, json.loads(row)) for row in rows)
    while batch := list(islice(made, AT_ONCE)):
        model._base_manager.bulk_create(batch)


def _made(model: type[Model], fields: Iterable[Any], row: list[object]) -> Model:
    return model(**{field.attname: field.to_python(value) for field, value in zip(fields, row, strict=True)})


def evidence_of(path: Path) -> Iterator[tuple[str, bytes]]:
    """The files of an archive with their hashes."""
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("evidence/"):
                yield name.removeprefix("evidence/"), archive.read(name)


def _defect(path: Path, says: Text, remedy: Text) -> Defect:
    return Defect("bad-backup", str(path), says, remedy)


_NO_ARCHIVE = Text("这不是考评的备份。", "This is no backup of Kaoping.")
_CHOOSE = Text("请选择 kaoping backup 生成的文件。", "Choose a file that kaoping backup has written.")
_DAMAGED = Text("备份已损坏：{part}。", "The backup is damaged: {part}.")
_ANOTHER = Text("请换用另一份备份。", "Use another backup.")
_OTHER_VERSION = Text(
    "备份的数据表（{made}）与本版本的（{here}）不同。",
    "The backup's tables ({made}) are not those of this version ({here}).",
)
_SAME_VERSION = Text("请用生成备份的版本恢复，再升级。", "Restore it with the version that made it, then upgrade.")
