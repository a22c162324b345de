"""Where files are kept: in a folder, or in an object store, always under names nobody can guess."""

import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Self

from obstore.exceptions import BaseError
from obstore.store import LocalStore, MemoryStore, ObjectStore, from_url

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
        name = secrets.token_hex(KEY_BYTES)
        key = f"{name[:2]}/{name}"
        try:
            self._place.put(key, content, mode="create")
        except (BaseError, OSError) as trouble:
            raise StoreAway(str(trouble)) from trouble
        return key

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
