"""Ordering a decision letter: everything it says is fixed now; the worker prints it later.

The letter is filled from records, held against the list of parts no letter may lack, and kept as
its snapshot. Whatever changes afterwards, the letter stays as it was decided.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from grants.actions.record import record
from grants.documents.missing import missing_parts
from grants.documents.printing import prepare
from grants.documents.qr import new_check_code
from grants.models.application import Application
from grants.models.decision import Decision, Letter
from grants.models.grant import Grant
from grants.papers.letter import KINDS, fill_letter, lacks
from grants.programme.calendar import today
from grants.programme.finding import RulesBroken
from grants.queries.decision import case_of
from grants.queries.letter_choice import way_of

NUMBERS_OF_LETTERS: Final = 4_711_000_004
"""Advisory lock: one letter is numbered at a time."""


def order_letter(
    session: Session, decision: Decision, *, grant: Grant | None = None, now: datetime
) -> Letter:
    """Order the letter of a countersigned decision; `grant` is named by decisions on several.

    Raises RulesBroken naming every part the letter would lack; a letter with a gap is not issued.
    """
    grant = grant or decision.grant
    application = case_of(decision)
    number = _next_number(session, application, now)
    code = new_check_code()
    letter = fill_letter(session, decision, grant, number=number, code=code, second=None, now=now)
    lacking = [lacks(part) for part in missing_parts(letter)]
    if lacking:
        raise RulesBroken(lacking)
    data = prepare(letter)
    ordered = Letter(
        kind=KINDS[decision.kind],
        number=number,
        check_code=code,
        decision=decision,
        application=application,
        grant=grant,
        dated=today(now),
        template_version=data["template_version"],
        snapshot=data,
        way=way_of(session, grant.recipient if grant else application.cluster.management),
        text_id=letter.texts.kept_as,
        ordered_at=now,
    )
    session.add(ordered)
    session.flush()
    record(
        session,
        "order_letter",
        "letter",
        number,
        by=None,
        now=now,
        after={
            "kind": ordered.kind.value,
            "application": application.number,
            "grant": grant.number if grant else None,
            "channel": ordered.way.value,
            "template_version": ordered.template_version,
            "text_version": letter.text_version,
        },
    )
    return ordered


def _next_number(session: Session, application: Application, now: datetime) -> str:
    session.execute(select(func.pg_advisory_xact_lock(NUMBERS_OF_LETTERS)))
    prefix = f"{application.round.number}-{today(now).year}/"
    last = session.scalar(
        select(func.max(cast(func.substring(Letter.number, len(prefix) + 1), Integer))).where(
            Letter.number.startswith(prefix, autoescape=True)
        )
    )
    return f"{prefix}{(last or 0) + 1:04}"
