"""The assessments: which there are, and a new one, also from the last one."""
