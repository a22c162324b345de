"""Anna's draft R7-0001 in the browser: where it is, and what she sends to it."""

import io

import pikepdf
from sqlalchemy import event, select

from grants.models.application import Application

NUMBER = "R7-0001"
PAGE = f"/applications/{NUMBER}"
SIGNED = {"function": "Vorständin"}
"""What goes with the signature of whoever hands it in."""


def the_draft(session):
    return session.scalar(select(Application).where(Application.number == NUMBER))


def statements(session, browser, address):
    """How many SQL statements a page needs, sign-in included."""
    seen = []

    def note(connection, cursor, statement, *_more):
        if not statement.startswith(("SAVEPOINT", "RELEASE")):
            seen.append(statement)

    event.listen(session.connection(), "before_cursor_execute", note)
    answer = browser.get(address)
    event.remove(session.connection(), "before_cursor_execute", note)
    assert answer.status_code == 200
    return len(seen)


def a_pdf(pages=1):
    file = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        document.save(file)
    return file.getvalue()


def upload(browser, content, name="Konzept.pdf"):
    answer = browser.post(f"{PAGE}/concept", {"concept": (io.BytesIO(content), name)})
    answer.request.environ["wsgi.input"].close()  # the test client leaves its own copy open
    return answer
