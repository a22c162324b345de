"""Secrets that travel in a link or a cookie; only their hashes are kept."""

import hashlib


def hash_of(token: str) -> str:
    """SHA-256 of a token, so that the database never holds one that works."""
    return hashlib.sha256(token.encode()).hexdigest()
