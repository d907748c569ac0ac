"""The rule kind `shortfall`."""
