"""python -m grants does what the command grants does."""

from grants.cli.main import main

main()
