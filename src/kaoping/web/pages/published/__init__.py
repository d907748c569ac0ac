"""What everybody may read without signing in: results that an office has published to all."""
