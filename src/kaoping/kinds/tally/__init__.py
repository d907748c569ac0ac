"""The rule kind `tally`."""
