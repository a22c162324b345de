"""Stands in front of a library that only tools of developers bring along.

Flask-WTF uses it where it finds it, for languages of its own, which the program does not use.
"""

raise ImportError("not part of an installation")
