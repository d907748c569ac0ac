"""方案 Scheme."""
