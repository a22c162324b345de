"""Pages for jurors."""
