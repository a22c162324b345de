"""Stands in front of a library that only tools of developers bring along.

SQLAlchemy uses it where it finds it, for asyncio, which the program does not need.
"""

raise ImportError("not part of an installation")
