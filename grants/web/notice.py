"""What just happened, said once on the next page in the language of that page."""

from flask import flash

from grants.programme.words import Words


def tell(words: Words, kind: str = "success") -> None:
    """Say this at the top of the next page; `kind` is success, saved, info, warning or danger."""
    flash(words, kind)  # type: ignore[arg-type] # notices.html prints Words
