"""The rule kind `steps`."""
