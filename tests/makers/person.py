"""People for tests: a name makes the address."""

from datetime import UTC, datetime
from itertools import count

from grants.models.person import Person
from grants.programme.people import Role

LONG_AGO = datetime(2015, 1, 1, tzinfo=UTC)
_next = count(1)


def a_person(session, name="Anna Albrecht", role=Role.APPLICANT, *, language="de", email=None):
    """An active person in one role."""
    person = Person(
        email=email or f"{name.split()[0].lower()}{next(_next)}@example.org",
        name=name,
        role=role,
        language=language,
        created_at=LONG_AGO,
    )
    session.add(person)
    session.flush()
    return person
