"""A mail server for the demo and the tests: it takes every mail and keeps it as a file.

Nothing leaves the machine. The page /demo/mailbox shows what has arrived.
"""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

TAKEN = "250 OK"
LARGEST = 32_000_000
"""Bytes of one mail."""


class Mailbox:
    """Keeps each mail as an .eml file, named so that the files sort by arrival."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """A mail has come in full: write it, then say so. A reader never sees half a file."""
        content = envelope.original_content or b""
        name = f"{time.time_ns():020}-{token_hex(4)}"
        unfinished = self.folder / f"{name}.part"
        unfinished.write_bytes(content)
        unfinished.rename(self.folder / f"{name}.eml")
        return TAKEN


@contextmanager
def mail_server(folder: Path, port: int, host: str = "127.0.0.1") -> Iterator[None]:
    """A mail server on this machine, as long as the block lasts."""
    with running(Mailbox(folder), port, host):
        yield


@contextmanager
def running(handler: object, port: int, host: str = "127.0.0.1") -> Iterator[None]:
    """A mail server that lets `handler` decide what becomes of a mail."""
    controller = Controller(handler, hostname=host, port=port, data_size_limit=LARGEST)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
