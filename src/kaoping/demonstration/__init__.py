"""The demonstration year (示例数据): invented facts for the built-in schemes, the same on every machine."""

from kaoping.demonstration.year import demonstration_facts

__all__ = ["demonstration_facts"]
