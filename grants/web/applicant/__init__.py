"""Pages of applicants and recipients."""
