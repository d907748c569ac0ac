"""排名 Ranking."""
