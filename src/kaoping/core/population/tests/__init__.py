"""Cases and properties of ranks, grades, quotas and vetoes."""
