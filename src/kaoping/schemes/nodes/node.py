"""A node: one value of a file and the place where it is written."""

from __future__ import annotations

from typing import NamedTuple

DEEPEST_NESTING = 64
MOST_DEFECTS = 200


class Node(NamedTuple):
    """One value of a file and where it stands.

    `value` is text, a tuple of nodes, a mapping in the order of the file, or None where nothing is written. Numbers
    are text exactly as written ("0.40", "01", "1e400"). In YAML every word is text too ("true", "on"); JSON's true
    and false, which cannot be confused with words, are True and False. `path` is the field from the top of the file
    (`items[3].rule.points`, counted from 0); `line` is where the value begins and `key_line` where the key before
    it stands (both from 1).
    """

    value: Value
    file: str
    line: int
    path: str
    key_line: int


Value = str | bool | None | tuple[Node, ...] | dict[str, Node]
