"""得分表 Scorecard."""
