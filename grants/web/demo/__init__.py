"""Pages that exist only in a demonstration."""
