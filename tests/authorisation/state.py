"""What is kept, as one hash: two that are alike say that nothing was changed."""

from __future__ import annotations

from hashlib import sha256

from django.db import connection

# Sessions and failed sign-ins come and go with every visit; so do the two times of a person.
PASSING = ("django_session", "axes_", "django_tasks_")
PASSING_COLUMNS = {"last_seen", "last_login"}


def state_hash() -> str:
    """SHA-256 over every row of every table, but for what passes."""
    found = sha256()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            if not table.startswith(PASSING):
                cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608  # names of our own tables
                kept = [place for place, column in enumerate(cursor.description) if column[0] not in PASSING_COLUMNS]
                found.update(repr((table, [[row[place] for place in kept] for row in cursor.fetchall()])).encode())
    return found.hexdigest()
