"""Is a stored file still the one we made? Its fingerprint, computed anew, says so."""

from hashlib import sha256

from grants.documents.store import NoSuchFile, Store


def is_unchanged(store: Store, key: str, digest: str) -> bool:
    """Has the file under this key still the SHA-256 it was stored with? A lost file has not."""
    try:
        return sha256(store.get(key)).hexdigest() == digest
    except NoSuchFile:
        return False
