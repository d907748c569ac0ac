"""The journal (操作日志): searched, read line by line, exported, verified."""
