"""Asks a virus scanner what it thinks of some bytes: clamd, over TCP or a socket of the machine.

One connection per file, one deadline for everything that happens on it. The protocol is a word, the
file in pieces with their lengths, and one line of answer; see "man clamd", INSTREAM. The libraries
for it wait without a limit when they connect, or are under the GPL alone.
"""

import socket
import struct
import time
from typing import Final
from urllib.parse import urlsplit

PORT: Final = 3310
SECONDS: Final = 30
"""For one file of 20 MB, generously; a scanner that needs longer is asked again later."""
PIECE: Final = 64 * 1024
LONGEST_ANSWER: Final = 4096
LENGTH: Final = struct.Struct("!L")
START: Final = b"zINSTREAM\0"
OK: Final = "stream: OK"
FOUND: Final = " FOUND"
BEFORE_THE_NAME: Final = "stream: "


class NoAnswer(Exception):
    """The scanner is away, too slow, or says something that is neither yes nor no."""


def scan(address: str, content: bytes, seconds: float = SECONDS) -> str:
    """What the scanner found in the bytes, by its name; nothing when they are clean.

    `address` is tcp://host:port or unix:///path. Raises NoAnswer.
    """
    until = time.monotonic() + seconds
    try:
        with _connect(address, until) as line:
            _send(line, content, until)
            answer = _receive(line, until)
    except OSError as wrong:
        raise NoAnswer(f"{address}: {wrong or type(wrong).__name__}") from wrong
    if answer == OK:
        return ""
    if answer.startswith(BEFORE_THE_NAME) and answer.endswith(FOUND):
        return answer.removeprefix(BEFORE_THE_NAME).removesuffix(FOUND) or "unknown"
    raise NoAnswer(f"{address} answers {answer[:200]!r}")


def _connect(address: str, until: float) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            _allow(line, until)
            line.connect(parts.path)
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((parts.hostname, parts.port or PORT), timeout=_left(until))


def _send(line: socket.socket, content: bytes, until: float) -> None:
    """Send it in pieces; a scanner that has heard enough closes, and has answered before."""
    try:
        line.sendall(START)
        for at in range(0, len(content), PIECE):
            piece = content[at : at + PIECE]
            _allow(line, until)
            line.sendall(LENGTH.pack(len(piece)) + piece)
        line.sendall(LENGTH.pack(0))
    except (BrokenPipeError, ConnectionResetError):
        return


def _receive(line: socket.socket, until: float) -> str:
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER:
        _allow(line, until)
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            raise ConnectionError("it hung up")
        answer += piece
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _allow(line: socket.socket, until: float) -> None:
    line.settimeout(_left(until))


def _left(until: float) -> float:
    """Seconds until the deadline. Raises TimeoutError when it has passed."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("no answer in time")
    return left
