"""印发与公示: proposed awards and opinions on them, the freeze, the publication and its versions."""
