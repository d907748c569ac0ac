"""The rule kind `pass_or_fail`."""
