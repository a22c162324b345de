"""The outbox: a mail is written in the transaction of the act it tells of, and sent later.

Each mail has a business key. However often, and by however many processes, the same mail is found
due, the outbox holds it once.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from grants.models.document import Document
from grants.models.outbox import Mail, MailState
from grants.models.person import Person
from grants.programme.words import Figure, Language, english, german

TEMPLATES: Final = Path(__file__).parents[2] / "templates" / "mail"
LONGEST_LINE: Final = 200
"""Characters of a subject or a name; more is cut, so that no header grows without end."""
Said = Figure | bool | None | Sequence[Mapping[str, Figure | bool | None]]
"""What a mail tells; of several things, the figures of each."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a mail says."""

    subject: str
    body: str


def write_to(
    session: Session,
    person: Person,
    kind: str,
    *,
    occasion: str,
    now: datetime,
    document: Document | None = None,
    **figures: Figure | bool | None,
) -> Mail | None:
    """Write to somebody with an account, in their language; None when they were told before.

    `kind` names the template, `figures` are what it tells, `document` goes with it. `occasion`
    names the event: one event is told once to each person.
    """
    text = compose(kind, person.speaks, name=person.name, **figures)
    return put_in_outbox(
        session,
        key=f"{occasion}/person/{person.id}",
        kind=kind,
        to=person,
        address=person.email,
        name=person.name,
        language=person.speaks,
        subject=text.subject,
        body=text.body,
        now=now,
        document=document,
    )


def put_in_outbox(
    session: Session,
    *,
    key: str,
    kind: str,
    to: Person | None,
    address: str,
    name: str,
    language: str,
    subject: str,
    body: str,
    now: datetime,
    document: Document | None = None,
) -> Mail | None:
    """Write one mail to one person; it goes out when the transaction has been kept.

    `key` names the occasion and the recipient, such as report/12/v1/T-30/person/7. Returns None
    when the outbox has this mail already: then nothing is written.
    """
    session.flush()  # the person or the document may be as new as the mail
    return session.scalar(
        WRITE,
        {
            "key": key,
            "kind": kind,
            "person_id": to.id if to else None,
            "recipient": one_line(address),
            "recipient_name": one_line(name),
            "language": language,
            "subject": one_line(subject),
            "body": body,
            "document_id": document.id if document else None,
            "message_id": message_id(key, address),
            "state": MailState.WAITING,
            "created_at": now,
            "next_try_at": now,
            "attempts": 0,
            "last_error": "",
        },
    )


WRITE: Final = insert(Mail).on_conflict_do_nothing(index_elements=[Mail.key]).returning(Mail)


def message_id(key: str, address: str) -> str:
    """The part of the Message-ID before the @: a mail that is sent twice is recognised by it."""
    return sha256(f"{key}\n{address}".encode()).hexdigest()[:40]


def one_line(text: str) -> str:
    """The text fit for a header: one line, nothing invisible, of bearable length."""
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    return " ".join(seen.split())[:LONGEST_LINE]


def compose(template: str, language: Language, **figures: Said) -> Text:
    """A mail from its template: `reminder` in German is templates/mail/reminder.de.txt.

    The first line becomes the subject. The filter `written` writes a figure as its language does.
    """
    page = _environment().get_template(f"{template}.{language}.txt")
    subject, _, body = page.render(language=language, **figures).strip().partition("\n")
    return Text(one_line(subject), f"{body.strip()}\n")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(),  # a text for people needs no escapes, a page would
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["written"] = _written
    return made


@pass_context
def _written(context: Context, figure: Figure) -> str:
    return german(figure) if context["language"] == "de" else english(figure)
