"""A whole programme to try out on one machine: database, mail and people included."""
