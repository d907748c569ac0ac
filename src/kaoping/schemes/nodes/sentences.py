"""What is said about a text file that cannot be read: for every code the sentence and the remedy."""

from __future__ import annotations

from kaoping.core.defect import Defect
from kaoping.core.text import Text

_EXPORT_AGAIN = Text("请检查文件是否完整，或重新导出。", "Check that the file is complete, or export it again.")

SENTENCES: dict[str, tuple[Text, Text]] = {
    "file-not-found": (
        Text("找不到这个文件。", "There is no such file."),
        Text("请检查文件名和文件夹。", "Check its name and folder."),
    ),
    "file-unreadable": (
        Text("文件打不开（{reason}）。", "The file cannot be opened ({reason})."),
        Text(
            "请检查它是不是文件、您是否有权读取；如果正在 Excel 或 WPS 中打开，请先关闭。",
            "Check that it is a file you may read; if it is open in Excel or WPS, close it first.",
        ),
    ),
    "file-too-large": (
        Text("文件有 {size} MB，超过了 {most} MB 的限度。", "The file has {size} MB, more than the {most} MB allowed."),
        Text("请检查是否选错了文件，或拆成几个文件。", "Check that it is the right file, or split it."),
    ),
    "not-utf-8": (
        Text(
            "从这一行起不是 UTF-8 编码（可能是 GBK 或“Unicode”编码）。",
            "From this line on the file is not UTF-8 (it may be GBK or “Unicode”).",
        ),
        Text(
            "请用记事本打开，选“文件—另存为”，“编码”选“UTF-8”；在 WPS 文字中另存为文本文件时同样选“UTF-8”。",
            "Open it in Notepad, choose “Save as” with the encoding “UTF-8”; in WPS Writer save it as text in “UTF-8”.",
        ),
    ),
    "control-character": (
        Text(
            "这里有一个不可见的控制字符（{character}）。", "There is an invisible control character here ({character})."
        ),
        Text("请删去它，或重新输入这段文字。", "Delete it, or type these words again."),
    ),
    "half-character": (
        Text("这里只有半个字符（{character}）。", "There is only half a character here ({character})."),
        Text("请重新输入这个字。", "Type this character again."),
    ),
    "duplicate-key": (
        Text("“{key}”写了两次，第一次在第 {first} 行。", "“{key}” is written twice, first on line {first}."),
        Text("请只保留其中一个。", "Keep only one of them."),
    ),
    "too-deep": (
        Text("括号或缩进超过 {most} 层。", "Brackets or indentation go deeper than {most} levels."),
        Text("请减少嵌套。", "Nest less deeply."),
    ),
    "yaml-tag": (
        Text("“{tag}”是类型标签，方案和数据文件里不能用。", "“{tag}” is a type tag, which is not allowed here."),
        Text("请删去标签；文字本身以“!”开头时请加引号。", "Delete it; quote words that begin with “!”."),
    ),
    "yaml-alias": (
        Text("“{alias}”是锚点或引用，不能用。", "“{alias}” is an anchor or alias, which is not allowed here."),
        Text(
            "请把内容直接写在这里；文字本身以“&”或“*”开头时请加引号。",
            "Write the content itself here; quote words that begin with “&” or “*”.",
        ),
    ),
    "yaml-key": (
        Text("这里的键不是一个词。", "The key here is not a word."),
        Text("冒号前面请写一个词。", "Write one word before the colon."),
    ),
    "yaml-documents": (
        Text("从这里开始了第二个文档。", "A second document begins here."),
        Text(
            "一个文件只写一个文档，请删去“---”或拆成两个文件。",
            "Keep one document in a file: delete “---” or split it.",
        ),
    ),
    "yaml-tab": (
        Text("这一行用了制表符缩进。", "This line is indented with a tab."),
        Text("请改用空格。", "Use spaces instead."),
    ),
    "yaml-sign": (
        Text("“{character}”不能放在开头。", "“{character}” cannot stand at the beginning."),
        Text("请给这段文字加上引号。", "Put these words in quotation marks."),
    ),
    "yaml-colon": (
        Text("这里的冒号多余，或者上一行少了冒号。", "This colon is one too many, or the line above lacks one."),
        Text(
            "值里有冒号时请给整个值加引号；上一行的冒号要用半角“:”，后面空一格。",
            "Quote a value that contains a colon; the line above needs a “:” (half-width) followed by a space.",
        ),
    ),
    "yaml-no-colon": (
        Text("这一行少了冒号。", "This line lacks a colon."),
        Text(
            "请写成“键: 值”，冒号用半角，后面空一格。",
            "Write “key: value”, with a half-width colon and a space after it.",
        ),
    ),
    "yaml-bracket": (
        Text("括号里少了逗号，或者括号没有关上。", "A comma is missing in the brackets, or they are not closed."),
        Text("请检查这一行的 [ ]、{ } 和逗号（都用半角）。", "Check the [ ], { } and commas (all half-width)."),
    ),
    "yaml-quotation": (
        Text("从这里开始的引号没有关上。", "The quotation mark that begins here is not closed."),
        Text("请补上后面的引号。", "Add the closing quotation mark."),
    ),
    "yaml-escape": (
        Text("双引号里的“\\”后面的字符不对。", "The character after “\\” in double quotation marks is wrong."),
        Text("反斜杠本身请写成“\\\\”，或改用单引号。", "Write a backslash as “\\\\”, or use single quotation marks."),
    ),
    "yaml-indentation": (
        Text("这一行的缩进与上面对不齐。", "The indentation of this line does not match the lines above."),
        Text("同一层的各行请对齐，用空格缩进。", "Align the lines of one level, with spaces."),
    ),
    "yaml-unreadable": (
        Text("从这里起不符合 YAML 的写法。", "From here on this is not valid YAML."),
        Text(
            "请检查缩进（用空格）、冒号（半角，后面空一格）和引号。",
            "Check the indentation (spaces), the colons (half-width, followed by a space) and quotation marks.",
        ),
    ),
    "json-empty": (Text("文件是空的。", "The file is empty."), _EXPORT_AGAIN),
    "json-unfinished": (
        Text(
            "文件到这里就结束了，第 {opened} 行的“{bracket}”没有关上。",
            "The file ends here, but the “{bracket}” of line {opened} is not closed.",
        ),
        _EXPORT_AGAIN,
    ),
    "json-after-end": (
        Text("数据已经结束，后面还有内容。", "The data has ended, but more follows."),
        Text("请删去多余的内容。", "Delete what is too much."),
    ),
    "json-comment": (
        Text("JSON 里不能写注释。", "JSON has no comments."),
        Text("请删去注释，或改用 YAML 文件。", "Delete the comment, or use a YAML file."),
    ),
    "json-trailing-comma": (
        Text("“{bracket}”前面多了一个逗号。", "There is a comma too many before “{bracket}”."),
        Text("请删去这个逗号。", "Delete this comma."),
    ),
    "json-missing-comma": (
        Text("这里少了一个逗号或“{bracket}”。", "A comma or “{bracket}” is missing here."),
        Text("请补上。", "Add it."),
    ),
    "json-missing-colon": (
        Text("“{key}”后面少了冒号。", "The colon after “{key}” is missing."),
        Text("请补上半角冒号“:”。", "Add a “:”."),
    ),
    "json-full-width": (
        Text("“{character}”不是半角标点。", "“{character}” is not the punctuation of JSON."),
        Text('请改用半角的 " , : [ ] { }。', 'Use the half-width " , : [ ] { }.'),
    ),
    "json-single-quotes": (
        Text("JSON 的文字要用双引号。", "Text in JSON stands in double quotation marks."),
        Text("请把单引号改成双引号。", "Use \" instead of '."),
    ),
    "json-key": (
        Text("键“{word}”没有加双引号。", "The key “{word}” is not in double quotation marks."),
        Text("请给它加上双引号。", "Put it in double quotation marks."),
    ),
    "json-word": (
        Text("“{word}”没有加双引号。", "“{word}” is not in double quotation marks."),
        Text(
            "文字请加双引号；是、否、空请写 true、false、null（小写）。",
            "Put text in double quotation marks; yes, no and nothing are written true, false and null.",
        ),
    ),
    "json-not-a-number": (
        Text("“{word}”不是数。", "“{word}” is not a number."),
        Text(
            "请写出这个数；没有数据时请删去这一行数据。", "Write the number; where there is none, leave this entry out."
        ),
    ),
    "json-number": (
        Text("“{word}”不是 JSON 的数的写法。", "“{word}” is not how JSON writes a number."),
        Text(
            "请写成 0.5、-3、20 这样的数，或者加双引号。",
            "Write it like 0.5, -3 or 20, or put it in double quotation marks.",
        ),
    ),
    "json-open-text": (
        Text("从这里开始的文字，引号在本行没有关上。", "The text that begins here is not closed on its line."),
        Text("请补上后面的双引号；换行请写成“\\n”。", "Add the closing quotation mark; write a line break as “\\n”."),
    ),
    "json-escape": (
        Text("“\\”后面的字符不对。", "The character after “\\” is wrong."),
        Text("反斜杠本身请写成“\\\\”。", "Write a backslash as “\\\\”."),
    ),
    "json-unreadable": (
        Text("这里不该出现“{character}”。", "“{character}” cannot stand here."),
        Text(
            "请检查前后的引号、逗号、冒号和括号。", "Check the quotation marks, commas, colons and brackets around it."
        ),
    ),
}


def defect(code: str, file: str, line: int | None, place: Text | None = None, **values: object) -> Defect:
    """The defect of that code at a place, its sentence filled with the values."""
    says, remedy = SENTENCES[code]
    return Defect(code, file, says.with_values(**values), remedy, line, place)


def column(number: int) -> Text:
    """A position within a line, from 1."""
    return Text("第 {column} 个字符", "column {column}", {"column": number})
