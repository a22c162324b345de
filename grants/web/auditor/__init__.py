"""Pages of auditors: they read everything and change nothing."""
