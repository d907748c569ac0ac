"""The settings of an assessment: the times of its procedure, and its calendar."""
