"""Stands in front of a library that only tools of developers bring along.

structlog uses it where it finds it, to show a traceback in colours.
"""

raise ImportError("not part of an installation")
