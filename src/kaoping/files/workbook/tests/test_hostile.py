"""One hostile or broken workbook per mistake, each refused in bounded time with a sentence that helps."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kaoping.core.defect import Defect, Refused
from kaoping.files.workbook import DEFAULT, Limits, read_workbook
from kaoping.files.workbook.sentences import SENTENCES
from kaoping.files.workbook.tests.packing import Parts, packed, parts

_SECONDS_ALLOWED = 20


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "数据.xlsx"


def refused(path: Path, limits: Limits = DEFAULT) -> list[Defect]:
    started = time.monotonic()
    with pytest.raises(Refused) as refusal:
        read_workbook(path, limits)
    assert time.monotonic() - started < _SECONDS_ALLOWED
    return refusal.value.defects


def _row(cell: str) -> Parts:
    return parts(f"<row r='2'>{cell}</row>")


def _cell(value: str, type_: str = "n") -> Parts:
    return _row(f"<c r='B2' t='{type_}'>{value}</c>")


LAUGHS = "<!DOCTYPE w [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
TYPES = "[Content_Types].xml"

HOSTILE: dict[str, tuple[Parts, str, str]] = {
    "a value in the last cell of all": (
        parts("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
        "workbook-cell-too-far",
        "工作表“数据”XFD1048576",
    ),
    "forty thousand columns": (
        parts(f"<row>{'<c><v>1</v></c>' * 40_000}</row>"),
        "workbook-cell-too-far",
        "工作表“数据”ALM1",
    ),
    "billion laughs": (
        parts(**{STRINGS: f"{LAUGHS}]><sst><si><t>&j;</t></si></sst>"}),
        "workbook-document-type",
        "恶意文件",
    ),
    "an entity that reads a file": (
        parts(**{SHEET: "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><worksheet>&x;</worksheet>"}),
        "workbook-document-type",
        "恶意文件",
    ),
    "a part that unpacks to far more than it is": (
        parts(**{SHEET: " " * 30_000_000}),
        "workbook-bomb",
        "400 MB",
    ),
    "one endless tag": (
        parts(**{SHEET: "<worksheet " + " ".join(f"a{number}='{number * 7919}'" for number in range(200_000)) + "/>"}),
        "workbook-damaged",
        "损坏",
    ),
    "macros by the type of the workbook": (
        parts(
            **{TYPES: "<Types><Override ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/></Types>"}
        ),
        "workbook-macros",
        "不含宏",
    ),
    "macros beside an ordinary workbook": (parts(**{"xl/vbaProject.bin": ""}), "workbook-macros", "不含宏"),
    "a macro sheet": (
        {
            name: text.replace("/worksheet'", "/xlMacrosheet'").replace('/worksheet"', '/xlMacrosheet"')
            for name, text in parts().items()
        },
        "workbook-macros",
        "不含宏",
    ),
    "a text document": (
        parts(**{TYPES: "<Types><Default Extension='xml' ContentType='application/msword'/></Types>"}),
        "workbook-other-format",
        "另存为",
    ),
    "a zip without anything of a workbook": ({"a.txt": "甲"}, "workbook-other-format", "另存为"),
    "a sheet that is missing": ({n: t for n, t in parts().items() if n != SHEET}, "workbook-damaged", "重新保存"),
    "a sheet that breaks off": (parts(**{SHEET: "<worksheet><sheetData><row>"}), "workbook-damaged", "重新保存"),
    "a text that does not exist": (_cell("<v>5</v>", "s"), "workbook-damaged", "工作表“数据”B2"),
    "a kind of cell that does not exist": (_cell("<v>5</v>", "q"), "workbook-damaged", "工作表“数据”B2"),
    "a number that is none": (_cell("<v>NaN</v>"), "workbook-number-unreadable", "工作表“数据”B2"),
    "a bell in a text": (
        _cell("<is><t>甲_x0007_</t></is>", "inlineStr"),
        "control-character",
        "工作表“数据”B2：这里有一个不可见的控制字符（U+0007）",
    ),
    "half a character": (_cell("<is><t>_xD83D_</t></is>", "inlineStr"), "half-character", "工作表“数据”B2"),
    "a text beyond what Excel holds": (
        _cell(f"<is><t>{'长' * 32_768}</t></is>", "inlineStr"),
        "workbook-long-text",
        "工作表“数据”B2",
    ),
    "a cell twice": (
        _row("<c r='B2'><v>1</v></c><c r='B2'><v>2</v></c>"),
        "workbook-cells-out-of-order",
        "工作表“数据”B2",
    ),
    "a cell of another row": (_row("<c r='B3'><v>1</v></c>"), "workbook-cells-out-of-order", "第 2 行"),
    "a row twice": (parts("<row r='2'/><row r='2'/>"), "workbook-cells-out-of-order", "第 2 行"),
    "an address that is none": (_row("<c r='bb2'><v>1</v></c>"), "workbook-cells-out-of-order", "第 2 行"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_hostile_or_broken_workbook_is_refused_with_a_sentence_that_helps(name: str, file: Path) -> None:
    contents, code, says = HOSTILE[name]
    [defect] = refused(packed(file, contents))
    assert defect.code == code
    assert says in defect.in_language("zh")
    assert "{" not in defect.in_language("zh") + defect.in_language("en")


def test_every_formula_without_its_value_is_listed(file: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "数据"
    sheet.append(["单位", "=1+1", 3])
    sheet.append(["=A1", 4])
    book.save(file)
    defects = refused(file)
    assert [defect.code for defect in defects] == ["workbook-formula-without-value"] * 2
    assert [defect.where("zh") for defect in defects] == [f"{file}，工作表“数据”{cell}：" for cell in ("B1", "A2")]
    assert "保存一次" in defects[0].in_language("zh")
    assert "save it once" in defects[0].in_language("en")


@pytest.mark.slow
def test_a_long_text_that_every_cell_repeats_does_not_grow_without_bound(file: Path) -> None:
    rows = ("<row>" + "<c t='s'><v>0</v></c>" * 900 + "</row>") * 3
    [defect] = refused(packed(file, parts(rows, **{STRINGS: f"<sst><si><t>{'长' * 32_000}</t></si></sst>"})))
    assert defect.code == "workbook-too-much-text"


def test_not_more_defects_are_listed_than_anyone_reads(file: Path) -> None:
    rows = "<row>" + "<c><f>A1</f></c>" * 900 + "</row>"
    assert len(refused(packed(file, parts(rows)))) == DEFAULT.defects


OTHER_FILES: dict[str, tuple[bytes, str]] = {
    "a table of text with another ending": ("单位,分值\n甲,1\n".encode(), "workbook-other-format"),
    "nothing at all": (b"", "workbook-other-format"),
    "a page of the web": (b"<html><table></table></html>", "workbook-other-format"),
    "the format of 1997": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"Workbook", "workbook-old"),
    "a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        "workbook-encrypted",
    ),
    "the beginning of a zip archive": (b"PK\x03\x04" + bytes(100), "workbook-damaged"),
}


@pytest.mark.parametrize("name", OTHER_FILES)
def test_a_file_that_is_no_workbook_is_refused_with_the_way_to_one(name: str, file: Path) -> None:
    contents, code = OTHER_FILES[name]
    file.write_bytes(contents)
    [defect] = refused(file)
    assert (defect.code, defect.remedy) == (code, SENTENCES[code][1])


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def with_a_flipped_bit(path: Path) -> None:
    contents = bytearray(path.read_bytes())
    contents[contents.index(b"sheet1.xml") + 20] ^= 4
    path.write_bytes(contents)


def with_a_part_twice(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/workbook.xml", "<workbook/>")


def with_an_encrypted_part(path: Path) -> None:
    contents = bytearray(path.read_bytes())
    contents[contents.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(contents)


def with_a_lie_about_its_size(path: Path) -> None:
    """A sheet that claims to be small, so that only unpacking it shows how large it is."""
    packed(path, parts(**{SHEET: "<worksheet>" + "<!-- -->" * 1_000_000}))
    contents = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(SHEET).file_size
    path.write_bytes(contents.replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little")))


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (truncated, "workbook-damaged"),
        (with_a_flipped_bit, "workbook-damaged"),
        (with_a_part_twice, "workbook-damaged"),
        (with_a_lie_about_its_size, "workbook-damaged"),
        (with_an_encrypted_part, "workbook-encrypted"),
    ],
)
def test_an_archive_that_contradicts_itself_is_refused(damage: Callable[[Path], None], code: str, file: Path) -> None:
    damage(packed(file, parts("<row><c><v>1</v></c></row>")))
    [defect] = refused(file)
    assert defect.code == code


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (DEFAULT._replace(parts=3), "workbook-too-many-parts"),
        (DEFAULT._replace(sheets=0), "workbook-too-many-sheets"),
        (DEFAULT._replace(cells=3), "workbook-too-many-cells"),
        (DEFAULT._replace(characters=3), "workbook-too-much-text"),
        (DEFAULT._replace(unpacked_bytes=500), "workbook-bomb"),
        (DEFAULT._replace(file_bytes=500), "file-too-large"),
        (DEFAULT._replace(wall_seconds=0), "workbook-unreadable"),
        (DEFAULT._replace(output_bytes=20), "workbook-unreadable"),
    ],
)
def test_each_limit_holds(limits: Limits, code: str, file: Path) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>"
    [defect] = refused(packed(file, parts(rows)), limits)
    assert defect.code == code


@pytest.mark.slow
@pytest.mark.parametrize("limits", [DEFAULT._replace(memory_bytes=60_000_000), DEFAULT._replace(cpu_seconds=1)])
def test_a_child_that_needs_too_much_is_ended_with_one_clear_sentence(limits: Limits, file: Path) -> None:
    strings = "<sst>" + "".join(f"<si><t>{number}</t></si>" for number in range(1_500_000)) + "</sst>"
    [defect] = refused(packed(file, parts(**{STRINGS: strings})), limits)
    assert defect.code == "workbook-unreadable"
    assert "时间和内存" in defect.in_language("zh")


def test_a_missing_file_is_a_defect_too(file: Path) -> None:
    [defect] = refused(file)
    assert defect.code == "file-not-found"


def test_every_sentence_says_something_in_both_languages() -> None:
    for says, remedy in SENTENCES.values():
        assert says.zh.endswith("。")
        assert remedy.zh.endswith("。")
        assert says.en.endswith(".")
        assert remedy.en.endswith((".", "”."))
