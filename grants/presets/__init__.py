"""One file per funding programme: its names, figures and dates, read into the terms of a round."""
