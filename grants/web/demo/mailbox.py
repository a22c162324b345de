"""The mailbox of the demonstration: every mail that its mail server took, newest first."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path
from typing import cast

from flask import Blueprint, abort, current_app, render_template, send_file
from flask.typing import ResponseReturnValue

from grants.web.access import open_to_anyone

pages = Blueprint("demo_mailbox", __name__)

FOLDER = Path(__file__).parents[3] / "var" / "mail"
"""Where `make demo` keeps what arrives; MAIL_FOLDER in the app's configuration says otherwise."""
MOST = 100
"""Mails on the page; older ones stay in the folder."""
CODE = re.compile(r"[0-9]{20}-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Arrived:
    """A mail in the mailbox."""

    code: str
    """Its name in addresses."""
    message: EmailMessage

    @property
    def subject(self) -> str:
        """What it is about."""
        return str(self.message["Subject"] or "")

    @property
    def to(self) -> str:
        """To whom it went."""
        return str(self.message["To"] or "")

    @property
    def sender(self) -> str:
        """From whom it came."""
        return str(self.message["From"] or "")

    @property
    def written_at(self) -> datetime:
        """When it was written."""
        return parsedate_to_datetime(str(self.message["Date"]))

    @property
    def paragraphs(self) -> list[list[str]]:
        """Its text, by paragraph and line."""
        body = self.message.get_body(("plain",))
        text = str(body.get_content()) if body is not None else ""
        return [part.strip("\n").split("\n") for part in re.split(r"\n\s*\n", text) if part.strip()]

    @property
    def attachments(self) -> list[tuple[str, bytes]]:
        """What came with it: names and contents."""
        return [
            (part.get_filename() or "", cast("bytes", part.get_payload(decode=True)))
            for part in self.message.iter_attachments()
        ]


@pages.get("/demo/mailbox")
@open_to_anyone
def mailbox() -> ResponseReturnValue:
    """All mails, newest first."""
    files = sorted(_folder().glob("*.eml"), reverse=True)
    mails = [_read(path) for path in files[:MOST]]
    return render_template("demo/mailbox.html", mails=mails, count=len(files), most=MOST)


@pages.get("/demo/mailbox/<code>")
@open_to_anyone
def mail(code: str) -> ResponseReturnValue:
    """One mail."""
    return render_template("demo/mailbox_mail.html", mail=_find(code))


@pages.get("/demo/mailbox/<code>/<int:number>")
@open_to_anyone
def attachment(code: str, number: int) -> ResponseReturnValue:
    """A PDF that came with a mail; the first one is number 1."""
    attached = _find(code).attachments
    if not 1 <= number <= len(attached):
        abort(404)
    file_name, content = attached[number - 1]
    return send_file(
        BytesIO(content),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=file_name,
    )


def _folder() -> Path:
    return Path(current_app.config.get("MAIL_FOLDER", FOLDER))


def _find(code: str) -> Arrived:
    path = _folder() / f"{code}.eml"
    if not CODE.fullmatch(code) or not path.is_file():
        abort(404)
    return _read(path)


def _read(path: Path) -> Arrived:
    parser = BytesParser(EmailMessage, policy=policy.default)
    return Arrived(path.stem, parser.parsebytes(path.read_bytes()))
