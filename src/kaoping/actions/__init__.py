"""What people do: one module per verb, each one transaction and one line of the journal."""
