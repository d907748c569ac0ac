"""People and their roles in an assessment: listed, appointed, dismissed, in and out through Excel."""
