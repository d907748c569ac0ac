"""The rule kind `bands`."""
