"""What a browser sends, made readable before any page sees it.

PostgreSQL keeps no NUL, and no text for people needs the other control characters: they are taken
out of forms and questions, so that nothing else of what was typed is lost. An address with them,
or with a number that no record can have, belongs to no page.
"""

import re
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Flask, Request, abort, request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

UNREADABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Control characters but tab and line ends, separators that nobody types, and halves of signs."""
LONGEST_PART: Final = 200
"""Characters of one part of an address."""
GREATEST: Final = 2**31 - 1
"""No number in an address is greater."""


class ReadableRequest(Request):
    """A request whose texts the database can keep."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """The questions after the address."""
        return _readable(super().args)

    @property
    def printable_url(self) -> str:
        """The address as a page may print it: also an odd one gets a page that says so."""
        return UNREADABLE.sub("", self.url)

    def _load_form_data(self) -> None:
        loaded = "form" in self.__dict__
        super()._load_form_data()
        if not loaded:
            self.__dict__["form"] = _readable(self.form)
            for _, file in self.files.items(multi=True):
                file.filename = UNREADABLE.sub("", file.filename or "")


def read_requests(app: Flask) -> None:
    """Let every page of this application read clean requests only."""
    app.request_class = ReadableRequest
    app.before_request(_refuse_odd_addresses)


def refuse_other_sites(app: Flask) -> None:
    """Take forms from our own pages only: a second lock beside the token in each form."""
    app.before_request(_refuse_other_sites)


def _refuse_other_sites() -> None:
    if request.method != "POST":
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site in ("cross-site", "same-site") or (origin and urlsplit(origin).netloc != request.host):
        abort(400)


def _refuse_odd_addresses() -> None:
    if any(_is_odd(value) for value in (request.view_args or {}).values()):
        abort(404)


def _is_odd(value: Any) -> bool:
    if isinstance(value, int):
        return abs(value) > GREATEST
    return isinstance(value, str) and (
        len(value) > LONGEST_PART or UNREADABLE.search(value) is not None
    )


def _readable(sent: MultiDict[str, str]) -> ImmutableMultiDict[str, str]:
    return ImmutableMultiDict(
        (UNREADABLE.sub("", name), UNREADABLE.sub("", value))
        for name, value in sent.items(multi=True)
    )
