"""When a request had arrived in full, and how many are worked on at once.

A deadline is judged by the moment at which the last byte had arrived here, not by the moment at
which somebody found time to read it: in a storm of submissions that can be many seconds later.
"""

import socket
import struct
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from tempfile import SpooledTemporaryFile
from threading import Semaphore
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

Environ = dict[str, Any]

ARRIVED: Final = "grants.arrived"
"""Where the arrival stands in the environment of a request, in seconds of the monotonic clock."""
AT_ONCE: Final = 4
"""Requests that one process works on at once. More would not be answered sooner, since they take
turns on one core: with eight, a storm of 500 took 15 s instead of 13, and readers waited 2.3 s
instead of 0.7."""
FORMS_AT_ONCE: Final = 2
"""Of these, how many may be forms, so that nobody who only reads waits behind a storm of them."""
SECONDS_OF_SILENCE: Final = 60
"""Whoever sends nothing for so long has gone."""
IN_MEMORY: Final = 256_000
PORTION: Final = 65_536
LAST_DATA: Final = 52
"""Where Linux tells in `struct tcp_info` how many milliseconds ago the last data came."""
INCOMPLETE: Final = b"The request broke off before it was complete. Nothing was stored.\n"


class Reception:
    """Takes each request in whole, notes when that was, and lets so many in at once."""

    def __init__(self, inside: "WSGIApplication", *, largest: int) -> None:
        self._inside = inside
        self._largest = largest
        self._everybody = Semaphore(AT_ONCE)
        self._forms = Semaphore(FORMS_AT_ONCE)

    def __call__(self, environ: Environ, start: "StartResponse", /) -> Iterable[bytes]:
        """Answer one request; one that broke off reaches no page."""
        try:
            whole = self._receive(environ)
        except OSError:
            whole = False
        if not whole:
            start("400 Bad Request", [("Content-Type", "text/plain"), ("Connection", "close")])
            return [INCOMPLETE]
        environ[ARRIVED] = time.monotonic() - _seconds_since_last_byte(environ)
        try:
            with self._turn(form=environ["REQUEST_METHOD"] not in ("GET", "HEAD")):
                return self._inside(environ, start)
        finally:
            if isinstance(environ["wsgi.input"], SpooledTemporaryFile):
                environ["wsgi.input"].close()

    def _receive(self, environ: Environ) -> bool:
        """Read the body, and say whether it is complete; one that is too large is left alone."""
        announced = environ.get("CONTENT_LENGTH") or ""
        length = int(announced) if announced.isdecimal() else None
        if length is None and not environ.get("wsgi.input_terminated"):
            return True
        if length == 0 or (length or 0) > self._largest:
            return True
        connection = environ.get("gunicorn.socket")
        if connection is not None:
            connection.settimeout(SECONDS_OF_SILENCE)
        body, size = _copy(environ["wsgi.input"], self._largest + 1 if length is None else length)
        if connection is not None:
            connection.settimeout(None)
        if length is None:
            environ.pop("HTTP_TRANSFER_ENCODING", None)
            environ["CONTENT_LENGTH"] = str(size)
        environ["wsgi.input"] = body
        return length is None or size == length

    @contextmanager
    def _turn(self, *, form: bool) -> Iterator[None]:
        if not form:
            with self._everybody:
                yield
            return
        with self._forms, self._everybody:
            yield


def moment_of_arrival(clock: datetime, environ: Environ) -> datetime:
    """What the database's clock showed when this request had arrived; `clock` is what it shows now.

    Time that passes between the clock's answer and this line goes to whoever sent the request.
    """
    arrived = environ.get(ARRIVED)
    if arrived is None:
        return clock
    return clock - timedelta(seconds=max(0.0, time.monotonic() - arrived))


def _copy(source: Any, most: int) -> tuple[SpooledTemporaryFile[bytes], int]:
    body: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by us
    while (left := most - body.tell()) > 0:
        portion = source.read(min(left, PORTION))
        if not portion:
            break
        body.write(portion)
    size = body.tell()
    body.seek(0)
    return body, size


def _seconds_since_last_byte(environ: Environ) -> float:
    """How long the request has been lying with the operating system; zero where it cannot tell.

    Good to one tick of its clock, at most a hundredth of a second.
    """
    connection = environ.get("gunicorn.socket")
    if connection is None or not sys.platform.startswith("linux"):
        return 0.0
    try:
        told = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, LAST_DATA + 4)
        milliseconds: int = struct.unpack_from("I", told, LAST_DATA)[0]
    except (OSError, struct.error):
        return 0.0
    return milliseconds / 1000
