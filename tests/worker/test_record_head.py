"""Once a day the head of the record goes to every auditor and into a file of the operator."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from grants.actions.record import record
from grants.actions.seal import seal_acts
from grants.models.connection import clock
from grants.models.outbox import Mail
from grants.models.record import Seal
from grants.programme.people import Role
from grants.queries.verify import verify
from grants.worker.record_head import send_head
from tests.makers.person import a_person


def sealed(work):
    """The newest digest, after an act that everybody has settled on."""
    adam = a_person(work, "Adam Alt", role=Role.ADMINISTRATOR)
    record(work, "open_round", "round", "5", by=adam.as_actor(), now=clock(work))
    work.commit()
    seal_acts(work, now=clock(work))
    work.commit()
    return work.scalars(select(Seal.digest).order_by(Seal.id.desc())).first()


def mails(work):
    found = select(Mail).where(Mail.kind == "record_head").order_by(Mail.id)
    return work.scalars(found).all()


def test_before_there_is_a_seal_nothing_goes_out(room, work):
    a_person(work, "Aylin Aydin", role=Role.AUDITOR)

    assert send_head(room, work, clock(work)) == 0


def test_every_auditor_is_sent_the_head_once_a_day(room, work):
    aylin = a_person(work, "Aylin Aydin", role=Role.AUDITOR)
    gone = a_person(work, "Artur Ahlers", role=Role.AUDITOR)
    gone.active = False
    a_person(work, "Dirk Drews", role=Role.SPONSOR)
    head, now = sealed(work), clock(work)

    first, again = send_head(room, work, now), send_head(room, work, now)
    tomorrow = send_head(room, work, now + timedelta(days=1))

    assert (first, again, tomorrow) == (1, 0, 1)
    assert {mail.person_id for mail in mails(work)} == {aylin.id}
    assert f"  Kopf          {head}\n" in mails(work)[0].body
    assert verify(work, head=head).holds


def test_the_operators_file_gets_a_line_a_day(room, work, tmp_path):
    file = tmp_path / "heads.txt"
    watched = replace(room, settings=replace(room.settings, heads_file=str(file)))
    head, now = sealed(work), clock(work)

    for moment in (now, now, now + timedelta(days=1)):
        send_head(watched, work, moment)

    lines = file.read_text(encoding="ascii").splitlines()
    assert len(lines) == 2
    assert all(line.endswith(f" head={head}") for line in lines)
