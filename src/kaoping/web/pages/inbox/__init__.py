"""待办: what waits for the person, in order of due date."""
