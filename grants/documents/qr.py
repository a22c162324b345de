"""The code by which anybody can check a letter, and its square for a phone."""

import secrets
from dataclasses import dataclass

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and letters that nobody mistakes for one another when reading from paper."""

GROUPS, SIGNS_PER_GROUP = 3, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Where a reader finds out whether a letter is genuine."""

    code: str
    """Such as 7K4M-Q2XD-9FHT."""
    address: str
    """The page that answers, as https://.../check."""
    sealed_by: str = ""
    """Whose electronic seal the file carries; empty without one."""

    @property
    def shown(self) -> str:
        """The address as people type it."""
        return self.address.removeprefix("https://").removeprefix("http://")

    @property
    def link(self) -> str:
        """The address with the code, as the square carries it."""
        return f"{self.address}/{self.code}"


def new_check_code() -> str:
    """A random code of 12 signs (58 bits): nobody finds another letter by trying."""
    return "-".join(
        "".join(secrets.choice(ALPHABET) for _ in range(SIGNS_PER_GROUP)) for _ in range(GROUPS)
    )


def as_printed(typed: str) -> str:
    """A code as letters print it, however it was typed: in groups, in capitals."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    groups = range(0, len(signs), SIGNS_PER_GROUP)
    return "-".join(signs[at : at + SIGNS_PER_GROUP] for at in groups)


def square(link: str) -> bytes:
    """The QR code as a drawing, readable when 15 % of it is damaged."""
    import segno  # noqa: PLC0415 - pages know codes and draw none

    drawing = segno.make(link, error="m", boost_error=False, micro=False).svg_inline(
        border=0, unit=None, scale=4, omitsize=False
    )
    return str(drawing).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).encode()
