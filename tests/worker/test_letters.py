"""A letter is made once, kept as bytes, and mailed to whoever writes and signs for the cluster."""

import threading
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pikepdf
import pytest
from sqlalchemy import func, select

from grants.demo.seal import NAME, PASSWORD, new_seal
from grants.documents.press import OrderedByAnother, PrintingFailed
from grants.documents.printing import prepare
from grants.documents.seal import read_seal
from grants.models.award import PartnerMember
from grants.models.decision import LetterState
from grants.models.document import Document
from grants.models.outbox import Mail
from grants.models.person import Person
from grants.models.record import Act
from grants.papers.letter import with_proof
from grants.papers.letter_proof import prove
from grants.programme.money import eur
from grants.programme.notification import Channel
from grants.programme.organisation import Size
from grants.worker.letters import fail_letter, render_letter
from tests.documents.samples import an_award_letter
from tests.makers.letter import AN_UNPRINTABLE_ONE, DECIDED, a_letter
from tests.makers.person import a_person
from tests.makers.project import (
    COMPANY,
    UNIVERSITY,
    a_cluster_with_an_approved_concept,
    a_ready_project,
    grant_of,
)


def the_documents(work):
    work.expire_all()
    return list(work.scalars(select(Document)))


def test_an_ordered_letter_becomes_a_kept_pdf(room, work):
    letter = a_letter(work)
    work.commit()

    render_letter(room, letter.id)

    (document,) = the_documents(work)
    content = room.store.get(document.key)
    assert (letter.state, letter.document_id) == (LetterState.RENDERED, document.id)
    assert (document.sha256, document.size) == (sha256(content).hexdigest(), len(content))
    assert document.terms_id == letter.decision.terms_id
    assert document.snapshot == with_proof(letter.snapshot, "https://portal.example", "")
    assert document.template_version == letter.template_version
    assert document.file_name == f"Zuwendungsbescheid-{letter.number}.pdf"
    assert work.scalar(select(Act.after).where(Act.act == "make_letter")) == {
        "sha256": document.sha256,
        "template_version": document.template_version,
        "sealed_with": None,
    }


def test_a_sealed_letter_proves_itself_and_a_changed_one_does_not(room, work, tmp_path):
    seal_file = tmp_path / "seal.p12"
    seal_file.write_bytes(new_seal(datetime.now(UTC)))
    seal = read_seal(seal_file, PASSWORD)
    letter = a_letter(work)
    work.commit()

    render_letter(replace(room, seal=seal), letter.id)

    (document,) = the_documents(work)
    content = room.store.get(document.key)
    issued = prove(work, content, seal.chain)
    assert issued.holds
    assert [words.de for words in issued.says] == [
        f"Zuwendungsbescheid {letter.number} vom {letter.dated:%d.%m.%Y}: "
        "Genau diese Datei haben wir ausgestellt.",
        f"Das Siegel von {NAME} ist echt und unversehrt.",
    ]
    assert document.snapshot["check"]["sealed_by"] == NAME
    assert not prove(work, content + b"%", seal.chain).holds
    assert not prove(work, content, []).holds


def test_a_letter_from_before_there_was_a_seal_proves_itself_by_its_bytes(room, work):
    letter = a_letter(work)
    work.commit()

    render_letter(room, letter.id)

    (document,) = the_documents(work)
    assert prove(work, room.store.get(document.key), []).holds


def test_the_pdf_opens(room, work, tmp_path):
    letter = a_letter(work)
    work.commit()

    render_letter(room, letter.id)

    (document,) = the_documents(work)
    path = tmp_path / "letter.pdf"
    path.write_bytes(room.store.get(document.key))
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) > 1


def test_the_team_gets_a_notice_that_says_nothing_of_the_letter(room, work):
    letter = a_letter(work)
    work.commit()

    render_letter(room, letter.id)

    mail = work.scalars(select(Mail)).one()
    signatory = letter.application.cluster.team[0].person
    assert (mail.key, mail.recipient, mail.document_id) == (
        f"letter/{letter.id}/person/{signatory.id}", signatory.email, None,
    )  # fmt: skip
    assert mail.subject == f"Neues Schreiben zu {letter.grant.number}"
    assert "\nhttps://portal.example/letters\n" in mail.body
    assert "escheid" not in mail.body


def test_the_letter_goes_along_where_the_operator_chose_so(room, work):
    letter = a_letter(work)
    work.commit()

    render_letter(replace(room, settings=replace(room.settings, attach_letters=True)), letter.id)

    (document,) = the_documents(work)
    mail = work.scalars(select(Mail)).one()
    assert mail.document_id == document.id
    assert mail.subject == f"Zuwendungsbescheid {letter.number}"


def test_a_job_that_runs_twice_makes_one_document_and_one_mail(room, work):
    letter = a_letter(work)
    work.commit()

    jobs = [threading.Thread(target=render_letter, args=(room, letter.id)) for _ in range(2)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    render_letter(room, letter.id)

    assert len(the_documents(work)) == 1
    assert work.scalar(select(func.count()).select_from(Mail)) == 1


def test_a_letter_that_cannot_be_printed_stays_ordered_until_staff_are_told(room, work):
    letter = a_letter(work, data=AN_UNPRINTABLE_ONE)
    work.commit()

    with pytest.raises(PrintingFailed):
        render_letter(room, letter.id)
    before = the_documents(work), letter.state
    fail_letter(room, letter.id, "PrintingFailed: no such letter")
    work.expire_all()

    assert before == ([], LetterState.ORDERED)
    assert (letter.state, letter.failure) == (
        LetterState.FAILED, "PrintingFailed: no such letter",
    )  # fmt: skip


def test_the_addressees_own_people_are_told_of_their_letter_once(room, work):
    award, anna = a_cluster_with_an_approved_concept(work)
    at_home = [("Klein GmbH", COMPANY, Size.SMALL, eur(500_000)),
               ("Uni A", UNIVERSITY, None, eur(300_000))]  # fmt: skip
    part, other = a_ready_project(work, award, anna, *at_home).partners[:2]
    paula, gone = a_person(work, "Paula Partner"), a_person(work, "Gerd Gegangen")
    signatory = work.get_one(Person, anna.person_id)
    work.add_all([
        PartnerMember(partner=part, person=paula, since=DECIDED),
        PartnerMember(partner=part, person=gone, since=DECIDED, until=DECIDED),
        PartnerMember(partner=part, person=signatory, since=DECIDED),
    ])  # fmt: skip
    letters = [a_letter(work, grant_of(work, one)) for one in (part, other)]
    work.commit()

    for letter in letters:
        render_letter(room, letter.id)

    work.expire_all()
    told = [
        (mail.recipient, letters[0].grant.number in mail.subject)
        for mail in work.scalars(select(Mail))
    ]
    assert told.count((paula.email, True)) == 1
    assert (paula.email, False) not in told
    assert gone.email not in [address for address, _ in told]
    assert told.count((signatory.email, True)) == 1


def test_a_letter_that_goes_by_post_is_made_and_nobody_is_mailed_to_fetch_it(room, work):
    letter = a_letter(work, way=Channel.POST)
    work.commit()

    render_letter(room, letter.id)

    assert len(the_documents(work)) == 1
    assert work.scalars(select(Mail)).all() == []


def test_a_letter_that_another_version_ordered_is_never_printed_by_this_one(room, work):
    data = prepare(an_award_letter()) | {"template_version": "letter/award 0123456789"}
    letter = a_letter(work, data=data)
    work.commit()

    with pytest.raises(OrderedByAnother, match=r"letter/award 0123456789.*docs/operations\.md"):
        render_letter(room, letter.id)

    assert (the_documents(work), letter.state) == ([], LetterState.ORDERED)
