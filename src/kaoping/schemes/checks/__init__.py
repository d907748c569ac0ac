"""What can be wrong with a scheme: one module per concern, each with its sentences."""
