"""What somebody reads on a page, without its markup."""

import re
from html import unescape


def strip(page):
    """The words of the strip that says whose turn it is."""
    found = re.search(r'<section class="g-ball.*?</section>', page.text, re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", found[0]))).strip()


def words_of(page):
    """Everything that stands on the page, in one line."""
    found = re.search(r"<body.*</body>", page.text, re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", found[0])))
