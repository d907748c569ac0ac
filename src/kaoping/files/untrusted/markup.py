"""XML read as a stream of elements. A document type, the root of every XML bomb, is refused when it begins."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from kaoping.files.untrusted.refusal import Unreadable

Attributes = dict[str, str]
_CHUNK = 1 << 16
_LONGEST_TAG = 1 << 20
_NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]


class LocalNames(dict[str, str]):
    """Names of elements without their prefix: some programs write <x:row> where Excel writes <row>."""

    def __missing__(self, name: str) -> str:
        self[name] = local = name.rpartition(":")[2]
        return local


def walk(
    archive: ZipFile,
    part: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    characters: Callable[[str], None] | None = None,
) -> None:
    """Calls the functions for every element of a part of the workbook, in order.

    Raises Unreadable where the part is missing or damaged or has a document type.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    try:
        _feed(parser, archive, part)
    except expat.ExpatError as error:
        raise Unreadable("workbook-unreadable" if error.code == _NO_MEMORY else "workbook-damaged") from error
    except (KeyError, BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise Unreadable("workbook-damaged") from error


def _feed(parser: expat.XMLParserType, archive: ZipFile, part: str) -> None:
    fed = 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
            fed += len(chunk)
            # expat reads an unfinished tag from its beginning with every chunk
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise Unreadable("workbook-damaged")
    parser.Parse(b"", True)


def _refuse_document_type(*_: object) -> None:
    raise Unreadable("workbook-document-type")
