"""Ordering a decision letter: everything it says is fixed now; the worker prints it later.

The letter is filled from records, held against the list of parts no letter may lack, and kept as
its snapshot. Whatever changes afterwards, the letter stays as it was decided.
"""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from grants.actions.letter_award import fill_award
from grants.actions.letter_head import Place
from grants.actions.letter_outcome import fill_rejection, fill_selection
from grants.actions.record import record
from grants.documents.missing import AnyLetter, missing_parts
from grants.documents.printing import prepare
from grants.documents.qr import Check, new_check_code
from grants.documents.remedy import PARTS as REMEDY
from grants.documents.snapshot import plain
from grants.models.application import Application
from grants.models.decision import Decision, DecisionKind, Letter, LetterKind
from grants.models.grant import Grant
from grants.models.person import Person
from grants.programme.calendar import today
from grants.programme.finding import Finding, RulesBroken
from grants.programme.words import Words, say

NUMBERS_OF_LETTERS: Final = 4_711_000_004
"""Advisory lock: one letter is numbered at a time."""
SOURCE: Final = Words("§§ 37, 39 VwVfG, § 58 VwGO", "Sections 37, 39 VwVfG, section 58 VwGO")
AT_THE_AUTHORITY: Final = Words(
    "Die Administration trägt das unter „Behörden“ ein.",
    "The administration enters it under “Authorities”.",
)
NOT_YET: Final = Words("folgt", "to follow")
KINDS: Final = {
    DecisionKind.SELECT: LetterKind.SELECTION,
    DecisionKind.REJECT: LetterKind.REJECTION,
    DecisionKind.AWARD_GRANT: LetterKind.AWARD,
    DecisionKind.APPROVE_PROJECT: LetterKind.AWARD,
}
"""Which letter tells of which decision; the other decisions are told in the portal only."""


def order_letter(
    session: Session, decision: Decision, *, grant: Grant | None = None, now: datetime
) -> Letter:
    """Order the letter of a countersigned decision; `grant` is named by decisions on several.

    Raises RulesBroken naming every part the letter would lack; a letter with a gap is not issued.
    """
    grant = grant or decision.grant
    application = application_of(decision)
    number = _next_number(session, application, now)
    code = new_check_code()
    letter = fill(session, decision, grant, number=number, code=code, second=None, now=now)
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
            "template_version": ordered.template_version,
        },
    )
    return ordered


def preview_letter(
    session: Session,
    decision: Decision,
    grant: Grant | None,
    *,
    second: Person | None,
    now: datetime,
) -> AnyLetter | None:
    """The letter as it would be if this second person countersigned now; it has no number yet."""
    if decision.kind not in KINDS:
        return None
    return fill(session, decision, grant, number=NOT_YET.de, code="", second=second, now=now)


def fill(
    session: Session,
    decision: Decision,
    grant: Grant | None,
    *,
    number: str,
    code: str,
    second: Person | None,
    now: datetime,
) -> AnyLetter:
    """What the letter says, from the records as they are at this moment."""
    place = Place(decision=decision, number=number, code=code, second=second, now=now)
    if KINDS[decision.kind] is LetterKind.AWARD:
        if grant is None:
            raise LookupError("an award letter is about a grant")
        return fill_award(session, grant, place)
    application = application_of(decision)
    if decision.kind is DecisionKind.SELECT:
        return fill_selection(session, application, place)
    return fill_rejection(session, application, place)


def with_check_address(data: dict[str, Any], public_url: str) -> dict[str, Any]:
    """The snapshot with the page that answers for the letter, under the address of this site.

    Only who prints it knows the address; acts do not.
    """
    check = plain(Check(code=data["check"]["code"], address=f"{public_url}/check"))
    return {**data, "check": check, "heading": {**data["heading"], "check": check}}


def application_of(decision: Decision) -> Application:
    """The application with which the case began."""
    if decision.application is not None:
        return decision.application
    if decision.grant is not None:
        return decision.grant.award.application
    if decision.project is not None:
        return decision.project.award.application
    if decision.award is not None:
        return decision.award.application
    raise LookupError("this decision is about nothing")


def lacks(part: Words) -> Finding:
    """A part without which the letter may not go out, and where to fill it in."""
    says = say("Im Bescheid fehlt: {part}.", "The letter lacks: {part}.", part=part)
    if part in REMEDY:
        says = Words(f"{says.de} {AT_THE_AUTHORITY.de}", f"{says.en} {AT_THE_AUTHORITY.en}")
    return Finding(
        rule="R-051",
        holds=False,
        claim=Words("Der Bescheid ist vollständig.", "The letter is complete."),
        says=says,
        source=SOURCE,
    )


def _next_number(session: Session, application: Application, now: datetime) -> str:
    session.execute(select(func.pg_advisory_xact_lock(NUMBERS_OF_LETTERS)))
    prefix = f"{application.round.number}-{today(now).year}/"
    last = session.scalar(
        select(func.max(cast(func.substring(Letter.number, len(prefix) + 1), Integer))).where(
            Letter.number.startswith(prefix, autoescape=True)
        )
    )
    return f"{prefix}{(last or 0) + 1:04}"
