"""Pages that open to anyone."""
