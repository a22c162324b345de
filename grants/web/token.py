"""The token that a signed-in browser carries in its cookie."""

import hashlib

COOKIE_ENTRY = "sign_in"
"""Its name in the cookie."""


def hash_of(token: str) -> str:
    """SHA-256 of a token, so that the database never holds one that works."""
    return hashlib.sha256(token.encode()).hexdigest()
