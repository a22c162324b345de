"""The entry for a WSGI server: gunicorn wsgi:app."""

import gc
import sys

from config import settings
from grants.app import LARGEST_REQUEST, create_app
from grants.settings import BadSettings
from grants.web.arrival import Reception
from grants.worker.logs import set_up_logs

UNFIT = 3
"""Tells gunicorn that no worker can start, so that it stops instead of trying for ever."""

try:
    chosen = settings()
    set_up_logs(chosen.log_level)
    app = Reception(create_app(chosen), largest=LARGEST_REQUEST)
except BadSettings as wrong:
    sys.stderr.write("".join(f"{problem}\n" for problem in wrong.problems))
    sys.exit(UNFIT)

gc.collect()
gc.freeze()  # what is loaded now never becomes garbage: no collection has to look at it again
