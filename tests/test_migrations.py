"""A database that lived before a migration still works after it."""

from alembic import command
from alembic.config import Config
from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.models.record import Act
from grants.models.round import TermsVersion
from grants.programme.preset import preset
from grants.programme.terms import terms_from
from tests.conftest import PYPROJECT
from tests.makers.round import a_round


def go(engine, way, to):
    configuration = Config(toml_file=PYPROJECT)
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        way(configuration, to)


def kept_terms(engine):
    with Session(engine) as session:
        return session.execute(select(TermsVersion.body, TermsVersion.sha256)).one()


def test_terms_kept_before_letters_had_theirs_are_completed_and_the_record_says_so(engine):
    with Session(engine) as session:
        a_round(session)
        session.commit()
    whole = kept_terms(engine)

    go(engine, command.downgrade, "0006_counted_clusters")
    before = kept_terms(engine)
    go(engine, command.upgrade, "0007_letter_terms")
    after = kept_terms(engine)

    assert not {"letters", "numbering", "office"} & set(before.body)
    assert after == whole
    assert terms_from(after.body) == preset("interclust")
    with Session(engine) as session:
        told = session.scalars(select(Act).order_by(Act.id.desc())).first()
    assert (told.act, told.before, told.after) == (
        "complete_terms", {"terms_sha256": before.sha256}, {"terms_sha256": whole.sha256},
    )  # fmt: skip
