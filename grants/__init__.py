"""A funding programme: its rules, its records and the people who work with them."""
