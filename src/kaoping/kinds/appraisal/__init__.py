"""The rule kind `appraisal`."""
