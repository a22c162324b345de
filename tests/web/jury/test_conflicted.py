"""Whoever declared a conflict sees nothing of the application any more: not one page, not one file.

Every address of the site is asked for, with everything that belongs to the application in it, and
every link that can be reached is followed. Nowhere may its name or its number turn up.
"""

import re
from html import unescape
from uuid import uuid4

import pytest
from sqlalchemy import select

from grants.actions.review import declare_conflict
from grants.models.application import Receipt
from grants.models.case_file import CaseFile
from grants.models.document import Document, DocumentKind, Upload
from grants.models.outbox import Mail
from grants.programme.people import Role
from grants.programme.stages import ApplicationState, RoundState
from grants.programme.upload import ScanState, UploadKind
from tests.makers.jury import a_seat
from tests.makers.moment import NOON
from tests.makers.person import a_person
from tests.makers.review import a_juror, a_review, an_entry, an_officer
from tests.makers.round import a_round

NUMBER, CLUSTER, TITLE = "R5-0666", "Cluster Zwiebelfisch", "Vorhaben Kaltleim"
MANAGEMENT, TEXT, FILE = "Verein Schusterjunge", "Plan Hurenkind", "Ausschluss.pdf"
TOKENS = (NUMBER, CLUSTER, TITLE, MANAGEMENT, TEXT, FILE)
LINK = re.compile(r'(?:href|action|src|formaction)="(/[^"#]*)')
MOST_PAGES = 300


@pytest.fixture
def planted(session):
    """An application with everything an application can have, and a juror who had it."""
    round_ = a_round(session, 5, state=RoundState.REVIEW)
    application = an_entry(
        session, round_, ApplicationState.UNDER_REVIEW, number=NUMBER, title=TITLE, outline=TEXT
    )
    application.cluster.name, application.cluster.management.name = CLUSTER, MANAGEMENT
    upload = Upload(
        kind=UploadKind.CONCEPT_OUTLINE, application_id=application.id, file_name=FILE,
        content_type="application/pdf", size=9, sha256="0" * 64, key=f"x/{uuid4()}",
        uploaded_at=NOON, uploaded_by_id=a_person(session).id, scan_state=ScanState.CLEAN,
    )  # fmt: skip
    document = Document(
        kind=DocumentKind.RECEIPT, file_name=FILE, key=f"x/{uuid4()}", sha256="0" * 64, size=9,
        template_version="x", snapshot={}, created_at=NOON,
    )  # fmt: skip
    session.add_all([upload, document])
    session.flush()
    case_file = CaseFile(
        application=application, ordered_by=an_officer(session), ordered_at=NOON,
        audience=Role.SPONSOR,
    )  # fmt: skip
    receipt = Receipt(
        application=application, version=1, received_at=NOON, content={}, sha256="0" * 64,
        submitted_by=a_person(session), document_id=document.id,
    )  # fmt: skip
    session.add_all([case_file, receipt])
    jana, other = a_juror(session), an_entry(session, round_, ApplicationState.UNDER_REVIEW)
    a_seat(session, round_, jana)
    a_review(session, other, jana)
    assignment = a_review(session, application, jana, points=None)
    session.flush()
    places = {
        "number": NUMBER, "code": "profile", "upload_id": upload.id, "document_id": document.id,
        "file_id": case_file.id, "filename": "page.css", "token": "guessed", "inquiry_id": 1,
        "check_code": "AAAA-BBBB-CCCC", "membership_id": 1, "member_id": 1, "position": 1,
        "phase": "concept", "category": "personnel", "of": "applications", "day": "2026-01-01",
    }  # fmt: skip
    return jana, assignment, places


def addresses(app, places):
    """Every address of the site that can be made of what belongs to the application."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or not rule.arguments <= set(places):
            continue
        for number in (NUMBER, 5, places["file_id"]):
            try:
                yield adapter.build(rule.endpoint, {
                    name: number if name == "number" else places[name] for name in rule.arguments
                })  # fmt: skip
            except Exception:  # noqa: S112 - no address of this kind
                continue


def found_in(answer):
    text = unescape(answer.get_data(as_text=True)) + str(answer.headers)
    return [token for token in TOKENS if token in text]


def test_before_the_conflict_the_tokens_are_there(client_as, planted):
    jana, _, places = planted
    browser = client_as(jana)

    assert set(found_in(browser.get(f"/jury/{NUMBER}"))) == set(TOKENS)
    assert browser.get(f"/documents/{places['document_id']}").status_code == 404


def test_after_the_conflict_nothing_of_it_can_be_reached(session, app, client_as, planted):
    jana, assignment, places = planted
    browser = client_as(jana)
    declare_conflict(
        session, assignment, conflicted=True, ground="Beirat", by=jana.as_actor(), now=NOON
    )

    waiting, seen, told = ["/jury", "/search?q=Zwiebelfisch", *addresses(app, places)], set(), {}
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop()
        if address in seen or address.startswith(("/sign-out", "/static")):
            continue
        seen.add(address)
        answer = browser.client.get(address)
        asked_for = {token for token in TOKENS if token in address}
        left = set(found_in(answer)) - asked_for
        if left or (answer.status_code == 200 and asked_for):
            told[address] = left or asked_for
        if answer.mimetype == "text/html":
            waiting += [unescape(link) for link in LINK.findall(answer.text)]

    assert len(seen) > 80
    assert told == {}


def test_no_mail_after_the_conflict_names_it(session, client_as, planted):
    jana, assignment, _ = planted
    declare_conflict(
        session, assignment, conflicted=True, ground="Beirat", by=jana.as_actor(), now=NOON
    )
    dirk = client_as(an_officer(session))

    dirk.post("/sponsor/rounds/5/jury", {"seat": f"{NUMBER}:{jana.id}"})
    dirk.post("/sponsor/rounds/5/jury/proposal", {"seat": f"{NUMBER}:{jana.id}"})

    mails = session.scalars(select(Mail).where(Mail.person_id == jana.id)).all()
    assert [token for mail in mails for token in TOKENS if token in mail.body] == []
