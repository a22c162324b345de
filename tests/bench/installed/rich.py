"""Stands in front of a library that only tools of developers bring along.

structlog uses it where it finds it. An installation of the program does not have it, and the
program is measured as it is installed.
"""

raise ImportError("not there where the program is installed")
