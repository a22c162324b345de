"""The roads: through which states a round, an application or a grant may go, and by whom."""
