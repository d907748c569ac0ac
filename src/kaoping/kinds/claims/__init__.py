"""The rule kind `claims`."""
