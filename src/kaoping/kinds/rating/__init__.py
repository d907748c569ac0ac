"""The rule kind `rating`."""
