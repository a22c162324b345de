"""What people look at: reads across records, always filtered by who asks."""
