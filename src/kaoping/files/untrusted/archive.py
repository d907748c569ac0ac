"""The zip archive that a workbook is: what it claims is checked before anything in it is unpacked."""

from __future__ import annotations

from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from kaoping.files.untrusted.limits import MEGABYTE, Limits
from kaoping.files.untrusted.refusal import Unreadable

_ZIP = b"PK\x03\x04"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_MEMBER = 0x1


def open_archive(file: BinaryIO, limits: Limits) -> ZipFile:
    """The archive, its claims checked; zipfile never unpacks more of a member than the member claims to be."""
    _refuse_other_formats(file)
    try:
        archive = ZipFile(file)
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable("workbook-damaged") from error
    members = archive.infolist()
    if len(members) > limits.parts:
        raise Unreadable("workbook-too-many-parts", most=limits.parts)
    if len({member.filename for member in members}) < len(members):
        raise Unreadable("workbook-damaged")
    for member in members:
        _check_member(member, limits)
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise Unreadable("workbook-bomb", most=limits.unpacked_bytes // MEGABYTE)
    return archive


def _refuse_other_formats(file: BinaryIO) -> None:
    start = file.read(len(_COMPOUND_FILE))
    if start == _COMPOUND_FILE:
        raise Unreadable("workbook-encrypted" if _ENCRYPTED in file.read() else "workbook-old")
    if not start.startswith(_ZIP):
        raise Unreadable("workbook-other-format")


def _check_member(member: ZipInfo, limits: Limits) -> None:
    if member.flag_bits & _ENCRYPTED_MEMBER:
        raise Unreadable("workbook-encrypted")
    if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise Unreadable("workbook-damaged")
    if member.file_size > max(MEGABYTE, member.compress_size * limits.ratio):
        raise Unreadable("workbook-bomb", most=limits.unpacked_bytes // MEGABYTE)
