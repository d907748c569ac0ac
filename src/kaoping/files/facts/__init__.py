"""Facts files (考评数据): .json, .yaml and .xlsx, read with every defect at once."""

from kaoping.files.facts.declared import undeclared
from kaoping.files.facts.reading import facts_from_node, read_facts

__all__ = ["facts_from_node", "read_facts", "undeclared"]
