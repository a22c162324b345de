"""What we keep: one record per file, with its constraints and derived properties."""
