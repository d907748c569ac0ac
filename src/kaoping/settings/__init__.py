"""Settings: `embedded` for one machine with SQLite, `production` for a server with PostgreSQL."""
