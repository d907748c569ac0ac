"""Settings: `embedded` for one machine with SQLite, `production` for a server with PostgreSQL; both begin with `base`."""
