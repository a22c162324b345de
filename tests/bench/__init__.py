"""How fast the program is with much in it: fills a database, asks the real server, prints it."""
