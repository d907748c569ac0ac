"""Facts files (考评数据): .json, .yaml and .xlsx, read with every defect at once."""

from kaoping.files.facts.declared import undeclared
from kaoping.files.facts.plain import plain_facts, plain_row
from kaoping.files.facts.reading import facts_from_node, facts_from_workbook, read_facts

__all__ = ["facts_from_node", "facts_from_workbook", "plain_facts", "plain_row", "read_facts", "undeclared"]
