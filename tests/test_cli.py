"""The commands for operators, each really run against a scratch database."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, select, text, update
from sqlalchemy.orm import Session

from grants.cli import verify
from grants.cli.main import commands
from grants.demo import scratch
from grants.documents.printing import prepare, print_document
from grants.models.connection import clock
from grants.models.document import ComplianceReport
from grants.models.outbox import ClockRun
from grants.models.person import Invitation
from grants.models.record import Act
from grants.models.round_setup import RoundSetup
from grants.models.schema import newest
from grants.programme.people import Role
from grants.programme.roads.diagram import all_diagrams
from tests.documents.samples import an_award_letter
from tests.makers.letter import a_letter
from tests.makers.mail import a_mail
from tests.makers.person import a_person
from tests.makers.round import a_round

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def address(server):
    """The address of a database of its own: commands commit."""
    with scratch.database(server) as fresh:
        yield fresh.render_as_string(hide_password=False)


@pytest.fixture(scope="module")
def grants(address, tmp_path_factory):
    """`grants("doctor")` runs the command of the console."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GRANTS_", "DATABASE_", "PORT"))
    }
    environ = {
        **kept,
        "DATABASE_URL": address,
        "GRANTS_ENVIRONMENT": "test",
        "GRANTS_PUBLIC_URL": "https://foerderung.example",
        "GRANTS_FILES_URL": str(tmp_path_factory.mktemp("files")),
    }

    def run(*words, **other):
        return subprocess.run(
            [sys.executable, "-m", "grants", *words],
            cwd=ROOT,
            env=environ | other,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )

    done = run("migrate")
    assert (done.returncode, done.stdout) == (0, "The database is at the newest migration.\n")
    return run


@pytest.fixture
def records(address, grants):
    """A session that commits, on the database of the commands."""
    engine = create_engine(address)
    with Session(engine, expire_on_commit=False) as session:
        yield session
    engine.dispose()


def test_a_second_migration_finds_nothing_to_do(grants):
    assert grants("migrate").returncode == 0


def test_an_administrator_is_invited_by_a_link(grants, records):
    made = grants("create-admin", "adam@example.org", "Adam Arnold")

    invited = records.scalars(select(Invitation)).one()
    assert made.returncode == 0
    assert made.stdout.startswith("https://foerderung.example/invitation/")
    assert (invited.email, invited.name, invited.role.value) == (
        "adam@example.org",
        "Adam Arnold",
        "administrator",
    )


def test_what_is_due_is_done_and_counted(grants):
    done = grants("run-due")

    assert done.returncode == 0
    turns = (
        "rounds told reminders invitations replacements reviews phases grants reserves final"
        " limits conditions idle findings erasures tally seal head work files"
    )
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == turns.split()


def test_a_record_that_nobody_touched_holds_and_a_changed_one_does_not(grants, records):
    grants("create-admin", "eva@example.org", "Eva Ernst")
    grants("run-due")
    before = grants("verify")

    records.execute(text("set session_replication_role = replica"))  # past the trigger
    act = records.scalars(select(Act).order_by(Act.id)).first()
    records.execute(update(Act).where(Act.id == act.id).values(reason="made up later"))
    records.commit()
    after = grants("verify")
    records.execute(update(Act).where(Act.id == act.id).values(reason=act.reason))
    records.commit()

    assert (before.returncode, after.returncode) == (0, 1)
    assert before.stdout != after.stdout


def test_a_file_that_is_no_letter_of_ours_is_told_apart(grants, tmp_path):
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(print_document(prepare(an_award_letter())))
    (tmp_path / "note.pdf").write_text("no PDF")
    foreign, unreadable = (
        grants("verify", str(letter)),
        grants("verify", str(tmp_path / "note.pdf")),
    )

    assert (foreign.returncode, unreadable.returncode) == (1, 1)
    assert "We did not issue this file, or it was changed." in foreign.stdout
    assert "not a PDF that can be read" in unreadable.stdout
    assert "Diese Datei haben wir nicht ausgestellt, oder sie wurde verändert." in foreign.stdout
    assert (foreign.stderr, unreadable.stderr) == ("", "")


def test_a_database_that_does_not_answer_is_one_sentence(grants, tmp_path):
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(print_document(prepare(an_award_letter())))

    nowhere = grants("verify", str(letter), DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")

    assert nowhere.returncode == 2
    assert nowhere.stderr.startswith("The database does not answer: ")
    assert "Traceback" not in nowhere.stderr
    assert nowhere.stderr.count("\n") == 2


def test_without_an_address_a_letter_is_held_against_the_demo_that_runs_here(
    address, grants, tmp_path, monkeypatch
):
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(print_document(prepare(an_award_letter())))
    demo = {"DATABASE_URL": address, "GRANTS_ENVIRONMENT": "test"}
    monkeypatch.setattr(verify, "environment_of_running_demo", lambda: demo)
    monkeypatch.delenv("DATABASE_URL", raising=False)

    asked = CliRunner().invoke(commands, ["verify", str(letter)])

    assert asked.exit_code == 1
    assert "We did not issue this file, or it was changed." in asked.output


def test_a_preset_says_its_rules_in_plain_words(grants):
    shown = grants("show-preset", "interclust")

    assert shown.returncode == 0
    assert "  R-001: " in shown.stdout


def test_a_preset_that_does_not_exist_is_a_sentence(grants):
    shown = grants("show-preset", "moonshot")

    assert (shown.returncode, shown.stderr) == (1, "Error: there is no preset 'moonshot'\n")


def test_a_preset_is_loaded_as_the_draft_of_a_round_of_an_officer(grants, records):
    officer = a_person(records, "Dora Dietz", Role.SPONSOR)
    records.commit()

    loaded = grants("load-preset", "interclust", officer.email.upper())

    made = records.scalars(select(RoundSetup)).one()
    assert (loaded.returncode, loaded.stdout) == (
        0, f"https://foerderung.example/sponsor/rounds/setups/{made.id}\n",
    )  # fmt: skip
    assert (made.origin, made.made_by.name, made.body["code"]) == (
        "preset:interclust", "Dora Dietz", "interclust",
    )  # fmt: skip


def test_only_an_officer_has_a_preset_loaded(grants, records):
    applicant = a_person(records)
    records.commit()

    refused = grants("load-preset", "interclust", applicant.email)

    assert refused.returncode == 1
    assert "nobody of the sponsor's staff has the address" in refused.stderr


def test_a_demonstration_does_not_live_later_than_clocks_can_say(grants):
    refused = grants("demo-later", "99999999")

    assert refused.returncode == 2
    assert "1<=x<=3650" in refused.stderr


def test_the_roads_are_written_as_diagrams(grants, tmp_path):
    assert grants("roads", str(tmp_path)).returncode == 0
    assert (tmp_path / "roads.md").read_text(encoding="utf-8") == all_diagrams()


def test_the_roads_in_the_docs_are_those_of_the_program():
    assert (ROOT / "docs" / "roads.md").read_text(encoding="utf-8") == all_diagrams()


def test_the_doctor_is_content_while_the_clock_runs(grants):
    grants("run-due")

    found = grants("doctor")

    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("Database: PostgreSQL ")


def test_the_doctor_names_a_clock_that_stands_still(grants, records):
    long_ago = clock(records) - timedelta(hours=1)
    records.execute(update(ClockRun).values(ran_at=long_ago))
    records.commit()

    found = grants("doctor")

    assert found.returncode == 1
    assert found.stderr == "The clock has not run for five minutes; is the worker running?\n"


def test_the_doctor_counts_mails_and_reports_that_failed(grants, records):
    grants("run-due")
    a_mail(records).state = "failed"
    clara, moment = a_person(records, "Clara", Role.AUDITOR), clock(records)
    ordered = {"ordered_by_id": clara.id, "ordered_at": moment, "failure": "no room"}
    records.add(ComplianceReport(round_id=a_round(records, 9).id, **ordered))
    records.commit()

    found = grants("doctor")

    assert (found.returncode, found.stderr) == (
        1,
        "1 mails could not be delivered; see: grants again\n"
        "1 compliance reports could not be made; see: grants again\n",
    )


def test_files_that_wait_for_a_scanner_are_accepted_by_a_command(grants):
    found = grants("accept-unscanned")

    assert (found.returncode, found.stdout) == (0, "Accepted without a scan: 0\n")


def test_letters_ordered_before_an_update_stop_the_migration_and_the_doctor_names_them(
    grants, records
):
    letter = a_letter(
        records, data=prepare(an_award_letter()) | {"template_version": "letter/award 0123456789"}
    )
    records.execute(text("update alembic_version set version_num = '0040_fair'"))
    records.commit()

    refused = grants("migrate")
    records.execute(text("update alembic_version set version_num = :at"), {"at": newest()})
    records.commit()
    found = grants("doctor")

    assert refused.returncode == 1
    assert f"Ordered and not printed: {letter.number}." in refused.stderr
    assert grants("migrate").returncode == 0
    assert found.returncode == 1
    assert "1 letters were ordered by another version of the program" in found.stderr
    assert letter.number in found.stderr
