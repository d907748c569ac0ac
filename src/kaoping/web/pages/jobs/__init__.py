"""What takes long: how far it is, and what came of it."""
