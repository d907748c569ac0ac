"""评优: who is chosen and who is not, each with the reason."""
