"""An audit package proves itself to somebody who has nothing but the file."""

import shutil
import subprocess
import zipfile
from datetime import date, timedelta

import pytest
from asn1crypto import pem
from click.testing import CliRunner
from sqlalchemy import select

from grants.actions.audit_package import order_award_package, order_round_package
from grants.actions.audit_sample import draw_sample
from grants.actions.voucher_check import judge_voucher
from grants.cli.main import commands
from grants.documents.audit_package import ACTS, LEDGER, MANIFEST, SEALS, SIGNATURE
from grants.documents.linked_rows import read_linked
from grants.documents.package_check import prove_package
from grants.models.award import Award
from grants.models.connection import clock
from grants.models.grant import Grant
from grants.models.person import Person
from grants.programme.money import eur
from grants.programme.people import Role
from grants.programme.sampling import FrameKind, Way
from grants.programme.stages import ReportState
from grants.queries.audit_package import packages_to_make
from grants.queries.record import chain
from grants.worker.audit_packages import fail_audit_package
from tests.makers.decided import LATER, an_auditor
from tests.makers.decision import a_reviewed_application, rejected, two_officers
from tests.makers.moment import NOON
from tests.makers.observation import look
from tests.makers.package import (
    ORDERED,
    a_case_with_a_file,
    clara,
    made,
    package_of,
    seal,
    with_a_key,
)
from tests.makers.report import a_report
from tests.makers.review import an_officer
from tests.makers.round import a_round
from tests.makers.voucher import a_voucher, listed


@pytest.fixture
def award(room, work):
    """An awarded case with one file that somebody sent."""
    return a_case_with_a_file(room, work)


@pytest.fixture
def signing(room, tmp_path):
    """The same room with a key."""
    return with_a_key(room, tmp_path)


def test_a_package_holds_all_papers_the_record_and_the_books_and_says_it_is_unsigned(
    room, work, award, tmp_path
):
    place = package_of(room, work, award, tmp_path)

    proof = prove_package(place)

    names = zipfile.ZipFile(place).namelist()
    assert proof.holds
    assert proof.head == chain(work).head
    assert "UNSIGNED" in proof.says[-1].en
    assert {ACTS, SEALS, LEDGER, MANIFEST, "manifest.sha256"} < set(names)
    assert "2 Anlagen/Vertrag.pdf" in names
    rows = zipfile.ZipFile(place).read(ACTS).splitlines(keepends=True)
    acts = [row["act"]["act"] for row in read_linked(rows)]
    assert acts[0] != acts[-1] == "order_audit_package"
    postings = [*read_linked(zipfile.ZipFile(place).read(LEDGER).splitlines(keepends=True))]
    assert "400000.00" in {row["amount"] for row in postings}


def test_a_package_tells_of_terms_findings_vouchers_and_what_staff_accepted(
    room, work, award, tmp_path
):
    grant = work.query(Grant).filter_by(award_id=award.id).first()
    report = a_report(work, grant, year=2041, due_on=date(2042, 4, 30))
    listed(work, report, a_voucher(invoice_on=grant.starts_on - timedelta(days=1)))
    report.state, report.submitted_at = ReportState.IN_CHECK, NOON
    officer = an_officer(work)
    work.flush()
    judge_voucher(work, report, 1, accepted=eur(1_000), remark="Rabatt nicht abgezogen.",
                  by=officer.as_actor(), now=LATER)  # fmt: skip
    look(work, work.scalars(select(Person).where(Person.role == Role.AUDITOR)).one(), LATER)
    work.commit()

    packed = zipfile.ZipFile(package_of(room, work, award, tmp_path))

    rules = [name for name in packed.namelist() if name.startswith("0 Regeln")]
    assert any("Bedingungen" in name for name in rules)
    found = next(name for name in rules if "Prüfkatalogs" in name)
    assert b'"F-' in packed.read(found)
    page = next(name for name in packed.namelist() if "Zwischennachweis 2041" in name)
    shown = packed.read(page).decode()
    for words in ("Reisebüro Muster", "1234.56", "Rabatt nicht abgezogen.", "Tage zu spät"):
        assert words in shown


def test_nothing_is_packed_before_the_order_itself_lies_under_a_seal(room, work, award):
    order = order_award_package(work, award, by=clara(work), now=ORDERED)
    same = order_award_package(work, award, by=clara(work), now=ORDERED)
    work.commit()

    before = list(work.scalars(packages_to_make(NOON)))
    seal(work)

    assert same is order
    assert (before, list(work.scalars(packages_to_make(NOON)))) == ([], [order.id])


def test_the_record_of_others_is_not_in_it(room, work, award, tmp_path):
    dirk, berta = two_officers(work)
    other = a_reviewed_application(work, award.application.round)
    rejected(work, other, dirk, berta)
    work.commit()

    place = package_of(room, work, award, tmp_path)

    with zipfile.ZipFile(place) as archive:
        assert other.number.encode() not in archive.read(ACTS)
    assert prove_package(place).holds


def test_a_stranger_proves_it_with_common_tools(signing, work, award, tmp_path):
    place = package_of(signing, work, award, tmp_path)
    folder, root = tmp_path / "unpacked", tmp_path / "root.pem"
    zipfile.ZipFile(place).extractall(folder)
    root.write_bytes(b"".join(
        pem.armor("CERTIFICATE", each.dump()) for each in signing.seal.chain
    ))  # fmt: skip

    for asked in (
        ["sha256sum", "--check", "--quiet", "manifest.sha256"],
        ["openssl", "cms", "-verify", "-inform", "DER", "-in", SIGNATURE, "-content", MANIFEST,
         "-binary", "-CAfile", str(root), "-purpose", "any", "-out", "/dev/null"],
    ):  # fmt: skip
        if shutil.which(asked[0]):
            subprocess.run(asked, cwd=folder, check=True, capture_output=True)


def test_the_command_needs_nothing_but_the_file(room, work, award, tmp_path, monkeypatch):
    place = package_of(room, work, award, tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)

    good = CliRunner().invoke(commands, ["verify", str(place)])
    cut = tmp_path / "cut.zip"
    cut.write_bytes(place.read_bytes()[:-40])
    bad = CliRunner().invoke(commands, ["verify", str(cut)])

    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert "The package is as it was made" in good.output


def test_a_round_is_packed_case_by_case(room, work, award, tmp_path):
    round_ = award.application.round
    dirk, berta = two_officers(work)
    other = a_reviewed_application(work, round_)
    rejected(work, other, dirk, berta)

    draw_sample(work, round_, FrameKind.GRANTS, Way.RISK, percent=10, size=None,
                by=clara(work), now=ORDERED)  # fmt: skip

    order = made(room, work, order_round_package(work, round_, by=clara(work), now=ORDERED))

    place = tmp_path / "round.zip"
    place.write_bytes(room.store.get(order.key))
    folders = {name.partition("/")[0] for name in zipfile.ZipFile(place).namelist()}
    assert {award.application.number, other.number, "0 Runde"} < folders
    assert "0 Runde/Stichprobe 1.json" in zipfile.ZipFile(place).namelist()
    assert prove_package(place).holds
    assert order.packed == order.files


def test_one_that_never_succeeds_says_so_and_may_be_ordered_anew(room, work, award):
    order = order_award_package(work, award, by=clara(work), now=ORDERED)
    work.commit()

    fail_audit_package(room, order.id, "OSError: no space left")
    work.expire_all()

    again = order_award_package(
        work, work.get_one(Award, award.id), by=clara(work), now=clock(work)
    )
    assert again.id != order.id


def test_rounds_without_cases_have_packages_too(room, work, tmp_path):
    round_ = a_round(work)
    an_auditor(work)

    order = made(room, work, order_round_package(work, round_, by=clara(work), now=ORDERED))

    assert order.failure == ""
    assert order.sealed_with == ""
