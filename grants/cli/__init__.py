"""Commands for operators: grants --help lists them."""
