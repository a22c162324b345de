"""What we write on paper: from records to letters, receipts, reports and case files."""
