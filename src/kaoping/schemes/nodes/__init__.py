"""Nodes: the way in for every text file. Each value knows the file, line and field where it stands."""

from kaoping.schemes.nodes.json_text import read_json
from kaoping.schemes.nodes.node import Node, Value
from kaoping.schemes.nodes.text_file import read_text_file
from kaoping.schemes.nodes.yaml_text import read_yaml

__all__ = ["Node", "Value", "read_json", "read_text_file", "read_yaml"]
