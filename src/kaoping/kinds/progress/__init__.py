"""The rule kind `progress`."""
