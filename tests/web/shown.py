"""What somebody reads on a page, without its markup."""

import re
from html import unescape


def strip(page):
    """The words of the strip that says whose turn it is."""
    found = re.search(r'<section class="g-ball.*?</section>', page.text, re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", found[0]))).strip()
