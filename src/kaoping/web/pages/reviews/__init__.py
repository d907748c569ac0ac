"""复核: asking for one, the list, one review and its decision."""
