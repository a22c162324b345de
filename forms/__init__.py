"""What people fill in: one module per form. Forms ask for shape, rules ask for sense."""
