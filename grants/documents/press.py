"""Prints in another process with limits, so that no letter can take the worker down.

The press is a child process that has read the fonts and style sheets once. For every document it
forks itself: the copy starts warm in a few milliseconds, may use 20 seconds of processor time and
512 MiB, may not write files, knows no password of ours (its environment is empty), and is gone
afterwards with all it held. The press itself has one thread only, so forking it is safe; the
worker with its many threads never forks.
"""

import atexit
import contextlib
import gc
import json
import os
import resource
import signal
import struct
import subprocess
import sys
from pathlib import Path
from threading import Lock
from typing import IO

from grants.documents.snapshot import Snapshot

CPU_SECONDS = 20
WALL_SECONDS = 120
"""A machine under load may need longer than the processor time; after this the copy is killed."""
BEHIND_PAGES = 19
"""A thousand letters on the machine that serves the pages let people look at pages first."""
MEBIBYTE = 1024 * 1024
MEMORY = 512 * MEBIBYTE

LENGTH = struct.Struct(">cQ")
DONE, FAILED = b"+", b"-"
HOME = Path(__file__).parents[2]


class PrintingFailed(Exception):
    """The document could not be printed within the limits; the reason is in the message."""


class OrderedByAnother(PrintingFailed):
    """Another version of the program ordered it: its template would not fit what it says."""


class Press:
    """A warm child process that prints one document after the other."""

    def __init__(self, cpu_seconds: int = CPU_SECONDS, memory: int = MEMORY) -> None:
        self.limits = (str(cpu_seconds), str(memory))
        self._turn = Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def print(self, data: Snapshot) -> bytes:
        """The PDF of a prepared document.

        Raises PrintingFailed when it takes too long, needs too much memory, or is not printable.
        """
        with self._turn:
            child = self._running()
            try:
                return _ask(child, json.dumps(data).encode())
            except (BrokenPipeError, EOFError) as gone:
                self._stop()
                raise PrintingFailed("the press stopped") from gone

    def close(self) -> None:
        """Let the child process go."""
        with self._turn:
            self._stop()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._child is None or self._child.poll() is not None:
            self._child = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-m", "grants.documents.press", *self.limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={"PATH": os.defpath, "PYTHONPATH": str(HOME), "LANG": "C.UTF-8"},
                cwd="/",
            )
        return self._child

    def _stop(self) -> None:
        if self._child is None:
            return
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        self._child.kill()
        self._child.wait()
        self._child = None


_PRESS = Press()
atexit.register(_PRESS.close)  # whoever prints need not think of its end


def render_limited(data: Snapshot) -> bytes:
    """The PDF of a prepared document, printed by the one press of this process.

    Raises PrintingFailed when it takes too long, needs too much memory, or is not printable.
    """
    return _PRESS.print(data)


def stop_press() -> None:
    """Let the press go; the next document starts it again."""
    _PRESS.close()


def _ask(child: "subprocess.Popen[bytes]", content: bytes) -> bytes:
    if child.stdin is None or child.stdout is None:
        raise PrintingFailed("the press has no pipes")
    _send(child.stdin, DONE, content)
    word, answer = _receive(child.stdout)
    if word == FAILED:
        raise PrintingFailed(answer.decode())
    return answer


def _send(pipe: IO[bytes], word: bytes, content: bytes) -> None:
    pipe.write(LENGTH.pack(word, len(content)) + content)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> tuple[bytes, bytes]:
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    word, length = LENGTH.unpack(head)
    content = pipe.read(length)
    if len(content) < length:
        raise EOFError
    return word, content


def _serve(cpu_seconds: int, memory: int) -> None:
    """Read documents from standard input until it is closed; answer with PDFs."""
    orders, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    os.nice(BEHIND_PAGES)
    _warm_up()
    while True:
        try:
            _, content = _receive(orders)
        except EOFError:
            return
        word, answer = _in_a_copy(content, cpu_seconds, memory)
        _send(answers, word, answer)


def _warm_up() -> None:
    from grants.documents.rehearsal import rehearse  # noqa: PLC0415 - only the child pays for it

    rehearse()
    gc.collect()
    gc.freeze()  # no copy looks at it again, or has to have its own


def _in_a_copy(content: bytes, cpu_seconds: int, memory: int) -> tuple[bytes, bytes]:
    reading, writing = os.pipe()
    copy = os.fork()
    if copy == 0:
        os.close(reading)
        _print_and_leave(content, writing, cpu_seconds, memory)
    os.close(writing)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(copy, signal.SIGKILL))
    signal.alarm(WALL_SECONDS)
    with os.fdopen(reading, "rb") as pipe, contextlib.suppress(EOFError):
        try:
            return _receive(pipe)
        finally:
            _, status = os.waitpid(copy, 0)
            signal.alarm(0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGKILL}:
        return FAILED, b"printing took too long"
    return FAILED, b"printing ended without a document"


def _print_and_leave(content: bytes, writing: int, cpu_seconds: int, memory: int) -> None:
    """In the copy: print within the limits, hand over the PDF, and end without any clean-up."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from grants.documents.printing import print_document  # noqa: PLC0415 - loaded by warm_up

    with os.fdopen(writing, "wb") as pipe:
        try:
            answer = DONE, print_document(json.loads(content))
        except MemoryError:
            answer = FAILED, b"printing needs too much memory"
        except Exception as wrong:
            answer = FAILED, f"{type(wrong).__name__}: {wrong}".encode()
        _send(pipe, *answer)
    os._exit(0)  # no clean-up of what belongs to the press


if __name__ == "__main__":
    _serve(*map(int, sys.argv[1:]))
