"""What happens by itself: the clock finds what is due, jobs make documents and send mail."""
