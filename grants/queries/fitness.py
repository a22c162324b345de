"""Whether the program may serve people on its database: asked once, when a part of it starts."""

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from grants.models.connection import engine_for
from grants.queries.health import problems_of_production
from grants.settings import BadSettings, Environment, Settings


def refuse_unfit_database(settings: Settings) -> None:
    """In production, look at the database before anybody is served or any mail is sent.

    Raises BadSettings with one line for each problem: not at the newest migration, demo accounts,
    a clock moved for a rehearsal, a server too old, or no answer at all.
    """
    if settings.environment is not Environment.PRODUCTION:
        return
    engine = engine_for(settings.database_url, pool_size=1)
    try:
        with Session(engine) as session:
            problems = problems_of_production(session)
    except OperationalError as error:
        first_line = str(error.orig).strip().partition("\n")[0]
        problems = [f"The database of DATABASE_URL does not answer: {first_line}"]
    finally:
        engine.dispose()
    if problems:
        raise BadSettings(problems)
