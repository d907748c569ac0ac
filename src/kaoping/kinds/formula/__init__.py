"""The rule kind `formula`."""
