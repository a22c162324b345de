"""Pictures of pages and papers for docs/pictures, taken from the demonstration."""
