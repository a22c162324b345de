"""The entry for a WSGI server: gunicorn wsgi:app."""

import sys

from config import settings
from grants.app import create_app
from grants.settings import BadSettings

UNFIT = 3
"""Tells gunicorn that no worker can start, so that it stops instead of trying for ever."""

try:
    app = create_app(settings())
except BadSettings as wrong:
    sys.stderr.write("".join(f"{problem}\n" for problem in wrong.problems))
    sys.exit(UNFIT)
