"""The rule kind `blend`."""
