"""What we print: letters, receipts and reports as PDF, and the files people hand in."""
