"""The rule kind `checklist`."""
