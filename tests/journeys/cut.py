"""Saving, uploading and submitting by people whose portal may die meanwhile, and what is true then.

Each attempt knows what it sent and what it was told. `wrong()` names what does not fit: what was
promised must be there, and what was not promised must be there in full or not at all.
"""

import http.client
import io
import time
from collections import Counter
from hashlib import sha256

import pikepdf
from sqlalchemy import text

from tests.bench.visit import Visit

SEE_OTHER = 303
SECONDS_TO_WAIT = 30
CUT_OFF = 0
"""Instead of a status: no answer came."""
MADE_BY_THE_TEST = 1
"""The first file of each draft; no act speaks of it."""

WRITTEN = text(
    "select outline, revision - 1, (select count(*) from act where object_number = number"
    " and act = 'save_section') from application where number = :number"
)
FILES = text(
    "select upload.key, upload.sha256, upload.replaced_at is null from upload"
    " join application on application.id = application_id where number = :number"
)
ADDED = text(
    "select after ->> 'sha256' from act where object_number = :number and act = 'add_upload'"
)
HANDED_IN = text(
    "select state = 'submitted', submitted_at is not null,"
    " (select count(*) from receipt where application_id = application.id),"
    " (select count(*) from act where object_number = number and act = 'submit_application'"
    "  and after ->> 'sha256' = (select sha256 from receipt"
    "                            where application_id = application.id)),"
    " (select count(*) from mail where kind = 'receipt' and body like '%' || number || '%')"
    " from application where number = :number"
)


class Attempt:
    """One form that somebody sends, perhaps more than once."""

    def __init__(self, product, number, by):
        self.product, self.number, self.by = product, number, by
        self.status, self.location = CUT_OFF, ""

    @property
    def promised(self):
        """Was the person told that it is there?"""
        return self.status == SEE_OTHER

    def send_at(self, moment):
        """Send the form when the machine's clock shows this, and note what came back."""
        time.sleep(max(0, moment - time.monotonic()))
        begun = time.monotonic()
        try:
            self.status, self.location, _ = self.ask(self.visit())
        except (OSError, http.client.HTTPException):
            self.status, self.location = CUT_OFF, ""
        return time.monotonic() - begun

    def ask(self, visit):
        """The status, where it leads to, and the page."""
        port = int(self.product.environ["PORT"])
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS_TO_WAIT)
        try:
            method = "GET" if visit.sent is None else "POST"
            line.request(method, visit.address, visit.body(), visit.headers())
            answer = line.getresponse()
            return answer.status, answer.getheader("Location", ""), answer.read()
        finally:
            line.close()

    def page(self, address):
        """What stands on a page of this person."""
        return self.ask(Visit(address=address, by=self.by))[2]

    def rows(self, statement):
        """What is stored for the application, at one moment."""
        with self.product.engine.connect() as connection:
            return connection.execute(statement, {"number": self.number}).all()


class Save(Attempt):
    """Somebody writes an outline."""

    def __init__(self, product, number, by, words):
        super().__init__(product, number, by)
        [(self.before, revision, _)] = self.rows(WRITTEN)
        self.words, self.seen = words, str(revision + 1)

    def visit(self):
        """The form, sent again as it was."""
        sent = {"revision": self.seen, "spoken": "de", "outline": self.words}
        return Visit(address=f"/applications/{self.number}/outline", by=self.by, sent=sent)

    def wrong(self):
        """Is the text neither the old nor the new one, or is it missing from the record?"""
        [(stored, saves, acts)] = self.rows(WRITTEN)
        allowed = (self.words,) if self.promised else (self.words, self.before)
        if stored not in allowed or saves != acts:
            return f"{self.number}: told {self.status}; {stored!r}, {saves} saves, {acts} acts"
        if stored.encode() not in self.page(f"/applications/{self.number}/outline"):
            return f"{self.number}: the page does not show {stored!r}"
        return None


class Send(Attempt):
    """Somebody puts another concept in the place of the one that is there."""

    def __init__(self, product, number, by, content):
        super().__init__(product, number, by)
        self.content = content
        self.before = [digest for _, digest, counts in self.rows(FILES) if counts]

    def visit(self):
        """The form with the file."""
        address, file = f"/applications/{self.number}/concept", ("concept", self.content)
        return Visit(address=address, by=self.by, sent={"spoken": "de"}, file=file)

    def wrong(self):
        """Does another file count than the old or the new one, or is one not what its row says?"""
        files, acts = self.rows(FILES), Counter(digest for [digest] in self.rows(ADDED))
        counting = [digest for _, digest, counts in files if counts]
        new = [sha256(self.content).hexdigest()]
        allowed = (new,) if self.promised else (new, self.before)
        unrecorded = Counter(digest for _, digest, _ in files) - acts
        if counting not in allowed or unrecorded.total() != MADE_BY_THE_TEST:
            return f"{self.number}: told {self.status}; counts {counting}, {acts} recorded"
        for key, digest, _ in files:
            if sha256(self.stored(key)).hexdigest() != digest:
                return f"{self.number}: the file {key} is not what its row says"
        return None

    def stored(self, key):
        """The bytes in the store; nothing where there are none."""
        file = self.product.folder / "files" / key
        return file.read_bytes() if file.exists() else b""


class Submit(Attempt):
    """Somebody hands an application in."""

    def visit(self):
        """The button."""
        return Visit(
            address=f"/applications/{self.number}/submit", by=self.by, sent={"function": "Vorstand"}
        )

    def wrong(self):
        """Is it half in, or in without proof, or not in although a receipt was shown?"""
        [parts] = self.rows(HANDED_IN)
        allowed = ((True, True, 1, 1, 1),)
        if not self.promised:
            allowed = (*allowed, (False, False, 0, 0, 0))
        if tuple(parts) not in allowed:
            return f"{self.number}: told {self.status}; {tuple(parts)}"
        if self.promised and self.number.encode() not in self.page(self.location):
            return f"{self.number}: no receipt at {self.location}"
        return None


def a_paper(words):
    """A PDF of its own."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = words
        pdf.save(made)
    return made.getvalue()
