"""The pages: what an office, a unit and an assessor see and do in a browser."""
