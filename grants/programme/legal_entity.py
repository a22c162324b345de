"""When two entries are the same legal entity. Source: rule R-007."""

import re
import unicodedata


def legal_key(name: str, country: str, register_number: str = "") -> str:
    """What two entries of one legal entity have in common.

    Its number in a register with its country, else its name and country; capitals, accents,
    blanks and signs make no difference. Institutes share the key of their university only when
    they are entered under its name or number.
    """
    number = _plain(register_number)
    if number:
        return f"{country.upper()}:register:{number}"
    return f"{country.upper()}:name:{_plain(name)}"


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^\w]|_", "", "".join(sign for sign in bare if not unicodedata.combining(sign)))
