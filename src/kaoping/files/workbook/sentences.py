"""What is said about a workbook that cannot be read: for every code the sentence and the remedy."""

from __future__ import annotations

from kaoping.core.defect import Defect
from kaoping.core.text import Text
from kaoping.files.workbook.workbook import address
from kaoping.schemes.nodes.sentences import SENTENCES as TEXT_FILE_SENTENCES

_SAVE_AS_XLSX = Text(
    "请用 Excel 或 WPS 打开，另存为“Excel 工作簿 (*.xlsx)”。",
    "Open it in Excel or WPS and save it as “Excel Workbook (*.xlsx)”.",
)
_KEEP_THE_TABLE = Text(
    "请用 Excel 或 WPS 打开，只留下需要的工作表和行列，另存为新的 .xlsx 文件。",
    "Open it in Excel or WPS, keep only the sheets, rows and columns that are needed, and save it as a new .xlsx file.",
)
_SAVE_AGAIN = Text(
    "请用 Excel 或 WPS 打开并重新保存；打不开时请找提供者重发。",
    "Open it in Excel or WPS and save it again; if it does not open, ask for it once more.",
)
_TYPE_AGAIN = Text("请重新输入这个单元格。", "Type this cell again.")

SENTENCES: dict[str, tuple[Text, Text]] = {
    "control-character": (TEXT_FILE_SENTENCES["control-character"][0], _TYPE_AGAIN),
    "half-character": (TEXT_FILE_SENTENCES["half-character"][0], _TYPE_AGAIN),
    "workbook-other-format": (Text("这不是 .xlsx 工作簿。", "This is not an .xlsx workbook."), _SAVE_AS_XLSX),
    "workbook-old": (Text("这是旧格式（.xls 或 .et）。", "This is an old format (.xls or .et)."), _SAVE_AS_XLSX),
    "workbook-encrypted": (
        Text("文件有打开密码。", "The file has a password."),
        Text("请在 Excel 或 WPS 中取消打开密码后保存。", "Remove the password in Excel or WPS and save the file."),
    ),
    "workbook-macros": (
        Text("文件里有宏。", "The file contains macros."),
        Text(
            "请在 Excel 或 WPS 中另存为不含宏的“Excel 工作簿 (*.xlsx)”。",
            "Save it in Excel or WPS as “Excel Workbook (*.xlsx)”, which has no macros.",
        ),
    ),
    "workbook-damaged": (Text("文件已损坏或不完整。", "The file is damaged or incomplete."), _SAVE_AGAIN),
    "workbook-document-type": (
        Text(
            "文件里有正常工作簿不会有的内容（DOCTYPE），可能是恶意文件。",
            "The file contains what no ordinary workbook has (DOCTYPE); it may be malicious.",
        ),
        _SAVE_AGAIN,
    ),
    "workbook-bomb": (
        Text(
            "文件解压后大得不正常（最多允许 {most} MB），可能是恶意文件。",
            "The file unpacks to an abnormal size (at most {most} MB are allowed); it may be malicious.",
        ),
        _KEEP_THE_TABLE,
    ),
    "workbook-too-many-parts": (
        Text("文件内部超过 {most} 个部件。", "The file has more than {most} parts inside."),
        _KEEP_THE_TABLE,
    ),
    "workbook-too-many-sheets": (
        Text("工作表超过 {most} 张。", "There are more than {most} sheets."),
        _KEEP_THE_TABLE,
    ),
    "workbook-too-many-cells": (
        Text("有内容的单元格超过 {most} 个。", "More than {most} cells have contents."),
        _KEEP_THE_TABLE,
    ),
    "workbook-too-much-text": (
        Text("文字合计超过 {most} 字。", "The text has more than {most} characters in all."),
        _KEEP_THE_TABLE,
    ),
    "workbook-cell-too-far": (
        Text(
            "这个单元格超出了 {rows} 行、{columns} 列的范围。",
            "This cell lies beyond {rows} rows and {columns} columns.",
        ),
        Text(
            "请删去表格以外的行和列（选中整行或整列后删除），再保存。",
            "Delete the rows and columns outside the table (select them whole, delete them) and save.",
        ),
    ),
    "workbook-cells-out-of-order": (
        Text("从这里起单元格的编号前后矛盾。", "From here on the numbers of the cells contradict each other."),
        _SAVE_AGAIN,
    ),
    "workbook-formula-without-value": (
        Text("这个单元格的公式还没有算出结果。", "The formula of this cell has not been calculated."),
        Text(
            "请用 Excel 或 WPS 打开文件，保存一次再导入。",
            "Open the file in Excel or WPS, save it once, and try again.",
        ),
    ),
    "workbook-number-unreadable": (
        Text("这个单元格里的数不是数。", "The number in this cell is not a number."),
        _TYPE_AGAIN,
    ),
    "workbook-long-text": (
        Text("这个单元格超过 {most} 字。", "This cell has more than {most} characters."),
        Text("请写得短一些。", "Write less."),
    ),
    "workbook-unreadable": (
        Text(
            "文件太大或内容异常，在允许的时间和内存内没有读完。",
            "The file is too large or abnormal: it could not be read within the time and memory allowed.",
        ),
        _KEEP_THE_TABLE,
    ),
}


def defect(code: str, file: str, sheet: str = "", row: int = 0, column: int = 0, **values: object) -> Defect:
    """The defect of that code, its place the sheet and the cell or row."""
    says, remedy = SENTENCES[code]
    return Defect(code, file, says.with_values(**values), remedy, place=_place(sheet, row, column) if sheet else None)


def _place(sheet: str, row: int, column: int) -> Text:
    if not column:
        return Text("工作表“{sheet}”第 {row} 行", "sheet “{sheet}”, row {row}", {"sheet": sheet, "row": row})
    cell = address(row, column)
    return Text("工作表“{sheet}”{cell}", "sheet “{sheet}”, cell {cell}", {"sheet": sheet, "cell": cell})
