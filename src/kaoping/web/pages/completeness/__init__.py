"""报送进度: who owes what, by body, by unit, by item; and reminders."""
