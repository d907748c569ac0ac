"""Workbooks packed by hand, part by part, as no honest program would write them."""

from __future__ import annotations

import zipfile
from pathlib import Path

_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = "<?xml version='1.0' encoding='UTF-8'?>"

Parts = dict[str, str]


def parts(rows: str = "", **texts: str) -> Parts:
    """The parts of a small workbook whose one sheet 数据 has these rows; further parts by name."""
    relation = f'<Relationship Id="{{}}" Type="{RELATIONS}/{{}}" Target="{{}}"/>'
    return {
        "[Content_Types].xml": f"<Types><Override PartName='/xl/workbook.xml' ContentType='{_OFFICE}.sheet.main+xml'/>"
        "</Types>",
        "_rels/.rels": f"<Relationships>{relation.format('a', 'officeDocument', 'xl/workbook.xml')}</Relationships>",
        "xl/workbook.xml": "<workbook xmlns:r='r'><sheets><sheet name='数据' r:id='a'/></sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relation.format('a', 'worksheet', 'worksheets/sheet1.xml')}"
        f"{relation.format('b', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>",
        "xl/sharedStrings.xml": "<sst><si><t>甲</t></si></sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
        **texts,
    }


def packed(path: Path, contents: Parts) -> Path:
    """The workbook written to that path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in contents.items():
            archive.writestr(name, text if text.startswith("<?xml") else _XML + text)
    return path
