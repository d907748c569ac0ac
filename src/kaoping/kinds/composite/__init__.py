"""The rule kind `composite`."""
