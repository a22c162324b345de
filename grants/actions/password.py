"""Passwords: kept as Argon2, compared in equal time, long rather than puzzling."""

import re
import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from grants.programme.finding import Finding
from grants.programme.words import Words, say

FEWEST_CHARACTERS = 12
MOST_CHARACTERS = 256
"""Longer ones would only cost time to hash."""
MOST_CHARACTERS_GUESSED = 72
"""The guesser looks at no more; what comes after them makes a password only better."""
FEWEST_GUESSES = 10**8
"""Below this zxcvbn calls a password somewhat guessable or worse."""
SHORTEST_NAME = 4
"""A shorter part of an address may well stand in a good password."""
RULES = Words("Regeln für Konten dieses Portals", "Rules for accounts of this portal")

_hasher = PasswordHasher()


def hash_of_password(password: str) -> str:
    """The Argon2id hash of a password, with its own salt."""
    return _hasher.hash(password)


def matches(password: str, password_hash: str | None) -> bool:
    """Is this the password? Without an account it takes as long and says no."""
    try:
        known = _hasher.verify(password_hash or _nobody(), password[:MOST_CHARACTERS])
    except (VerificationError, InvalidHashError):
        return False
    return known and password_hash is not None


def check_password(password: str, email: str) -> list[Finding]:
    """Is a new password long enough, not too long, and not the address itself?"""
    length = len(password)
    name = email.partition("@")[0].casefold()
    personal = len(name) >= SHORTEST_NAME and name in password.casefold()
    return [
        Finding(
            rule="K-01",
            holds=FEWEST_CHARACTERS <= length <= MOST_CHARACTERS,
            claim=Words("Das Passwort ist lang genug.", "The password is long enough."),
            says=say(
                "Das Passwort hat {length} Zeichen. Nötig sind {fewest} bis {most}.",
                "The password has {length} characters. It needs {fewest} to {most}.",
                length=length, fewest=FEWEST_CHARACTERS, most=MOST_CHARACTERS,
            ),
            source=RULES,
            place="password",
        ),
        Finding(
            rule="K-02",
            holds=not personal,
            claim=Words(
                "Das Passwort enthält nicht Ihre Adresse.",
                "The password does not contain your address.",
            ),
            says=Words(
                "Das Passwort enthält Ihre E-Mail-Adresse. Wählen Sie andere Wörter.",
                "The password contains your e-mail address. Choose other words.",
            ),
            source=RULES,
            place="password",
        ),
        Finding(
            rule="K-10",
            holds=_is_hard_to_guess(password, email),
            claim=Words(
                "Das Passwort lässt sich nicht erraten.", "The password cannot be guessed."
            ),
            says=Words(
                "Dieses Passwort gehört zu denen, die zuerst probiert werden. Wählen Sie mehrere "
                "Wörter, die nichts miteinander zu tun haben.",
                "This password is one of those that are tried first. Choose several words that "
                "have nothing to do with each other.",
            ),
            source=RULES,
            place="password",
        ),
    ]  # fmt: skip


def _is_hard_to_guess(password: str, email: str) -> bool:
    """Would it take somebody who knows the usual ones, and the address, many guesses?"""
    # Its lists of words take 15 MB, and few requests of a process set a password.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    if len(password) < FEWEST_CHARACTERS:
        return True  # that has its own sentence
    known = [*re.split(r"[^a-zA-Z]+", email), "grants", "interclust", "förderportal", "passwort"]
    guesses = zxcvbn(password[:MOST_CHARACTERS_GUESSED], user_inputs=known)["guesses"]
    return bool(guesses >= FEWEST_GUESSES)


@cache
def _nobody() -> str:
    return _hasher.hash(secrets.token_urlsafe(32))
