"""Pages for the staff of the sponsor."""
