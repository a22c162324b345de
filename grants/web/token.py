"""The token that a signed-in browser carries in its cookie."""

from grants.actions.link import hash_of

__all__ = ["COOKIE_ENTRY", "hash_of"]

COOKIE_ENTRY = "sign_in"
"""Its name in the cookie."""
