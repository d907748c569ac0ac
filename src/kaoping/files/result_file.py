"""The result file: written as JSON, read back for verification."""

from __future__ import annotations

import json
from pathlib import Path

from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Language, Text
from kaoping.schemes.assessment import Assessment
from kaoping.schemes.nodes import Node, read_json, read_text_file
from kaoping.schemes.result import FORMAT, result_of


def write_result(assessment: Assessment, path: Path, language: Language) -> None:
    """Writes `kaoping/result/1` as UTF-8 JSON."""
    text = json.dumps(result_of(assessment, language), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def read_result(path: Path) -> Node:
    """The result file as nodes.

    Raises:
        Refused: where it is no JSON or no result.
    """
    if path.suffix.lower() != ".json":
        says = Text("只能核对 .json 结果文件。", "Only a .json result can be verified.")
        remedy = Text(
            "请用 kaoping score … -o 结果.json 生成的文件。", "Use the file made by kaoping score … -o result.json."
        )
        raise Refused([Defect("not-a-result", str(path), says, remedy)])
    node = read_json(read_text_file(path), str(path))
    form = node.value.get("format") if isinstance(node.value, dict) else None
    if form is None or form.value != FORMAT:
        says = Text("这不是考评结果文件。", "This is not a result file.")
        remedy = Text('文件应含 "format": "{format}"。', 'It should have "format": "{format}".', {"format": FORMAT})
        raise Refused([Defect("not-a-result", str(path), says, remedy)])
    return node
