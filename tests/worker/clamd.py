"""A virus scanner for tests on a real socket: it speaks clamd's protocol and knows one virus."""

import socket
import struct
import threading
from contextlib import contextmanager, suppress

from tests.documents.hostile import EICAR

LENGTH = struct.Struct("!L")
FOUND = "Win.Test.EICAR_HDB-1"


class Clamd:
    """Listens on a socket; `answer` may be set to what a sick scanner says, or to silence."""

    def __init__(self, listening, address):
        self._listening, self.address = listening, address
        self.heard = []
        """What was sent, one entry for each file."""
        self.answer = None
        """What to say instead of the truth; b"" is to close the line, `silent` to say nothing."""
        self.silent = threading.Event()
        self.most = 25_000_000
        self._ended = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self):
        self._ended.set()
        with suppress(OSError):  # closed already
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _listen(self):
        while not self._ended.is_set():
            try:
                line, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line):
        with line, line.makefile("rb") as reading:
            assert reading.read(10) == b"zINSTREAM\0"
            content = b""
            while length := LENGTH.unpack(reading.read(4))[0]:
                content += reading.read(length)
                if len(content) > self.most:
                    line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                    return
            self.heard.append(content)
            if self.silent.is_set():
                self._ended.wait(20)
                return
            line.sendall(self._truth(content) if self.answer is None else self.answer)

    def _truth(self, content):
        found = f"{FOUND} FOUND" if EICAR.encode() in content else "OK"
        return f"stream: {found}\0".encode()


@contextmanager
def over_tcp():
    """A scanner at an address of the network."""
    listening = socket.create_server(("127.0.0.1", 0))
    clamd = Clamd(listening, f"tcp://127.0.0.1:{listening.getsockname()[1]}")
    try:
        yield clamd
    finally:
        clamd.close()


@contextmanager
def over_a_file(folder):
    """A scanner at a socket of the machine."""
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(folder / "clamd.ctl"))
    listening.listen()
    clamd = Clamd(listening, f"unix://{folder}/clamd.ctl")
    try:
        yield clamd
    finally:
        clamd.close()
