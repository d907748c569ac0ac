"""Plain values as nodes, for the readers that take files."""

from __future__ import annotations

from kaoping.schemes.nodes import Node


def node_of(value: object, path: str, file: str = "") -> Node:
    """A JSON value as a node; `path` names it in defects, and everything in it likewise."""
    if isinstance(value, dict):
        return Node({key: node_of(part, path, file) for key, part in value.items()}, file, 0, path, 0)
    if isinstance(value, (list, tuple)):
        return Node(tuple(node_of(part, path, file) for part in value), file, 0, path, 0)
    if value is None or isinstance(value, (bool, str)):
        return Node(value, file, 0, path, 0)
    return Node(str(value), file, 0, path, 0)
