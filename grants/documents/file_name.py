"""Names of files that every system can keep: Windows, macOS, Linux, and inside a ZIP."""

import re
from typing import Final

from grants.documents.text import clean

FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
RESERVED: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
LONGEST: Final = 80
"""Characters of a name without its ending; some systems stop at 260 for the whole path."""


def safe_name(text: str, ending: str = "") -> str:
    """The text as the name of a file, with this ending where there is one.

    What no system keeps becomes a hyphen; a name that Windows holds for a device gets an underscore
    before it; dots and blanks at the end go, as Windows drops them.
    """
    name = FORBIDDEN.sub("-", clean(text).replace("\n", " ")).strip()
    name = name[:LONGEST].rstrip(". ") or "_"
    if RESERVED.match(name):
        name = f"_{name}"
    return f"{name}.{ending}" if ending else name
