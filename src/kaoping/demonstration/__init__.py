"""The demonstration year (示例数据): invented facts for the built-in schemes, the same on every machine."""
