"""The accounts: who is known, who can sign in, who is an administrator; for two of the three administrators."""
