"""The demonstration lives later: `make later DAYS=7`."""

from datetime import UTC, datetime, timedelta

from click.testing import CliRunner
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from grants.cli import demo as cli
from grants.cli.main import commands
from grants.demo import scratch
from grants.models.connection import clock
from grants.models.outbox import ClockRun
from grants.models.schema import migrate


def test_the_demo_lives_some_days_later_and_does_what_is_due_then(server, tmp_path, monkeypatch):
    with scratch.database(server) as fresh:
        url = fresh.render_as_string(hide_password=False)
        demo = {
            "DATABASE_URL": url,
            "GRANTS_ENVIRONMENT": "test",
            "GRANTS_FILES_URL": str(tmp_path),
        }
        engine = create_engine(url)
        migrate(engine)
        monkeypatch.setattr(cli, "environment_of_running_demo", lambda: demo)

        for days in ("7", "1"):
            moved = CliRunner().invoke(commands, ["demo-later", days])
            assert moved.exit_code == 0, moved.output

        engine.dispose()
        with Session(engine) as session:
            ran = session.scalars(select(func.min(ClockRun.ran_at))).one()
            ahead = clock(session) - datetime.now(UTC)
        engine.dispose()
    assert timedelta(days=7, hours=23) < ahead < timedelta(days=8, hours=1)
    assert ran > datetime.now(UTC) + timedelta(days=7, hours=23)
    assert moved.output.startswith("The demonstration lives on ")


def test_no_clock_is_moved_where_no_demo_runs(monkeypatch):
    monkeypatch.setattr(cli, "environment_of_running_demo", lambda: None)

    refused = CliRunner().invoke(commands, ["demo-later", "7"])

    assert refused.exit_code == 1
    assert "No demonstration runs in this folder" in refused.output
