"""Where files are kept: in a folder, or in an object store, always under names nobody can guess."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from obstore import GetResult
    from obstore.store import ObjectStore

KEY_BYTES = 20
"""160 random bits: two files never meet, and an address cannot be tried out."""


class NoSuchFile(LookupError):
    """There is nothing under this key."""


class StoreAway(Exception):
    """The place where files are kept does not answer, or not as it should; later it may."""


class Store:
    """Puts bytes away and gives them back. A file is there in full or not at all.

    The library behind it takes 4 MB of memory, so a process that never meets a file never loads it.
    """

    def __init__(self, find: "Callable[[], ObjectStore]", *, scanned: bool = False) -> None:
        self._find = find
        self.scanned = scanned
        """Does a virus scanner look at what people send before it is handed out?"""

    @classmethod
    def at(cls, address: str, *, scanned: bool = False) -> Self:
        """A store in a local folder, or at an address such as s3://bucket/letters.

        Raises at once where the folder cannot be made or the address cannot be understood.
        """
        if "://" in address:
            place = _library().store.from_url(address)
            return cls(lambda: place, scanned=scanned)
        folder = Path(address).resolve()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return cls(lambda: _library().store.LocalStore(folder), scanned=scanned)

    @classmethod
    def in_memory(cls) -> Self:
        """A store that forgets everything with the process; for tests."""
        return cls(_library().store.MemoryStore)

    @cached_property
    def _place(self) -> "ObjectStore":
        return self._find()

    def put(self, content: bytes) -> str:
        """Keep the bytes and return the key; an existing file is never overwritten."""
        key = _new_key()
        with _answering(key):
            self._place.put(key, content, mode="create")
        return key

    def put_file(self, place: Path) -> str:
        """Keep a file from disk, sent in pieces where it is large, and return the key."""
        key = _new_key()
        with _answering(key):
            self._place.put(key, place)  # pieces know no "create"; a new key never meets another
        return key

    def chunks(self, key: str, size: int) -> Iterator[bytes]:
        """The bytes under the key in pieces of about this size; one piece is held at a time.

        Raises NoSuchFile at once, and StoreAway where nobody can tell.
        """
        with _answering(key):
            found = self._place.get(key)
        return _pieces(key, found, size)

    def get(self, key: str) -> bytes:
        """The bytes under the key.

        Raises NoSuchFile, and StoreAway where nobody can tell.
        """
        with _answering(key):
            return bytes(self._place.get(key).bytes())

    def keys_from_before(self, moment: datetime) -> Iterator[str]:
        """The keys of all files that were put away before this moment."""
        for some in self._place.list():
            yield from (file["path"] for file in some if file["last_modified"] < moment)

    def delete(self, key: str) -> None:
        """Forget the file; forgetting it twice is no error."""
        try:
            self._place.delete(key)
        except FileNotFoundError:
            return


def _new_key() -> str:
    name = secrets.token_hex(KEY_BYTES)
    return f"{name[:2]}/{name}"


def _pieces(key: str, found: "GetResult", size: int) -> Iterator[bytes]:
    with _answering(key):
        for piece in found.stream(min_chunk_size=size):
            yield bytes(piece)


@contextmanager
def _answering(key: str) -> Iterator[None]:
    """Say in our words what the library says in its own."""
    try:
        yield
    except FileNotFoundError as missing:
        raise NoSuchFile(key) from missing
    except (_library().exceptions.BaseError, OSError) as trouble:
        raise StoreAway(str(trouble)) from trouble


def _library() -> Any:
    import obstore.exceptions  # noqa: PLC0415 - see Store
    import obstore.store  # noqa: PLC0415

    return obstore
