"""Where files are kept: in a folder, or in an object store, always under names nobody can guess."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, ObjectStore, from_url

if TYPE_CHECKING:
    from obstore import GetResult

KEY_BYTES = 20
"""160 random bits: two files never meet, and an address cannot be tried out."""


class NoSuchFile(LookupError):
    """There is nothing under this key."""


class StoreAway(Exception):
    """The place where files are kept does not answer, or not as it should; later it may."""


class Store:
    """Puts bytes away and gives them back. A file is there in full or not at all."""

    def __init__(self, place: ObjectStore, *, scanned: bool = False) -> None:
        self._place = place
        self.scanned = scanned
        """Does a virus scanner look at what people send before it is handed out?"""

    @classmethod
    def at(cls, address: str, *, scanned: bool = False) -> Self:
        """A store in a local folder, or at an address such as s3://bucket/letters."""
        if "://" in address:
            return cls(from_url(address), scanned=scanned)
        folder = Path(address).resolve()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return cls(LocalStore(folder), scanned=scanned)

    @classmethod
    def in_memory(cls) -> Self:
        """A store that forgets everything with the process; for tests."""
        return cls(MemoryStore())

    def put(self, content: bytes) -> str:
        """Keep the bytes and return the key; an existing file is never overwritten."""
        key = _new_key()
        try:
            self._place.put(key, content, mode="create")
        except (BaseError, OSError) as trouble:
            raise StoreAway(str(trouble)) from trouble
        return key

    def put_file(self, place: Path) -> str:
        """Keep a file from disk, sent in pieces where it is large, and return the key."""
        key = _new_key()
        try:
            self._place.put(key, place)  # pieces know no "create"; a new key never meets another
        except (BaseError, OSError) as trouble:
            raise StoreAway(str(trouble)) from trouble
        return key

    def chunks(self, key: str, size: int) -> Iterator[bytes]:
        """The bytes under the key in pieces of about this size; one piece is held at a time.

        Raises NoSuchFile at once, and StoreAway where nobody can tell.
        """
        try:
            found = self._place.get(key)
        except FileNotFoundError as missing:
            raise NoSuchFile(key) from missing
        except (BaseError, OSError) as trouble:
            raise StoreAway(str(trouble)) from trouble
        return _pieces(found, size)

    def get(self, key: str) -> bytes:
        """The bytes under the key.

        Raises NoSuchFile, and StoreAway where nobody can tell.
        """
        try:
            return bytes(self._place.get(key).bytes())
        except FileNotFoundError as missing:
            raise NoSuchFile(key) from missing
        except (BaseError, OSError) as trouble:
            raise StoreAway(str(trouble)) from trouble

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


def _pieces(found: "GetResult", size: int) -> Iterator[bytes]:
    try:
        for piece in found.stream(min_chunk_size=size):
            yield bytes(piece)
    except (BaseError, OSError) as trouble:
        raise StoreAway(str(trouble)) from trouble
