"""What a decision letter says, from the records as they are, and what it may not lack."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from grants.documents.letter import NOT_YET
from grants.documents.missing import AnyLetter
from grants.documents.qr import Check
from grants.documents.remedy import PARTS as REMEDY
from grants.documents.snapshot import plain
from grants.models.decision import Decision, DecisionKind, LetterKind
from grants.models.grant import Grant
from grants.models.person import Person
from grants.papers.letter_amendment import fill_amendment
from grants.papers.letter_award import fill_award
from grants.papers.letter_condition import fill_conditional, fill_confirmation
from grants.papers.letter_head import Place
from grants.papers.letter_late_use import fill_late_use
from grants.papers.letter_outcome import fill_rejection, fill_selection
from grants.papers.letter_reserve import fill_reserve
from grants.papers.letter_revocation import fill_revocation
from grants.papers.letter_text import texts_in_force
from grants.programme.finding import Finding
from grants.programme.words import Words, say
from grants.queries.decision import case_of

SOURCE: Final = Words("§§ 37, 39 VwVfG, § 58 VwGO", "Sections 37, 39 VwVfG, section 58 VwGO")
AT_THE_AUTHORITY: Final = Words(
    "Die Administration trägt das unter „Behörden“ ein.",
    "The administration enters it under “Authorities”.",
)
KINDS: Final = {
    DecisionKind.SELECT: LetterKind.SELECTION,
    DecisionKind.REJECT: LetterKind.REJECTION,
    DecisionKind.AWARD_GRANT: LetterKind.AWARD,
    DecisionKind.APPROVE_PROJECT: LetterKind.AWARD,
    DecisionKind.APPROVE_PROJECT_CONDITIONALLY: LetterKind.CONDITIONAL,
    DecisionKind.RESERVE: LetterKind.RESERVE,
    DecisionKind.AWARD_CONDITIONALLY: LetterKind.CONDITIONAL,
    DecisionKind.CONFIRM_CONDITION: LetterKind.CONFIRMATION,
    DecisionKind.AMEND_GRANT: LetterKind.AMENDMENT,
    DecisionKind.REVOKE_GRANT: LetterKind.REVOCATION,
    DecisionKind.CHARGE_LATE_USE: LetterKind.LATE_USE,
}
"""Which letter tells of which decision; the other decisions are told in the portal only."""
ABOUT_A_GRANT: Final[Mapping[LetterKind, Callable[[Session, Grant, Place], AnyLetter]]] = {
    LetterKind.AWARD: fill_award,
    LetterKind.CONDITIONAL: fill_conditional,
    LetterKind.CONFIRMATION: fill_confirmation,
    LetterKind.AMENDMENT: fill_amendment,
    LetterKind.REVOCATION: fill_revocation,
    LetterKind.LATE_USE: fill_late_use,
}


def preview_letter(
    session: Session,
    decision: Decision,
    grant: Grant | None,
    *,
    second: Person | None,
    now: datetime,
) -> AnyLetter | None:
    """The letter as it would be if this second person countersigned now: a draft, without number
    and code."""
    if decision.kind not in KINDS:
        return None
    return fill_letter(session, decision, grant, number=NOT_YET.de, code="", second=second, now=now)


def fill_letter(
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
    kind = KINDS[decision.kind]
    texts = texts_in_force(session, decision.terms.round.authority_id, kind)
    place = Place(decision=decision, number=number, code=code, second=second, now=now, texts=texts)
    if kind in ABOUT_A_GRANT:
        if grant is None:
            raise LookupError("this letter is about a grant")
        return ABOUT_A_GRANT[kind](session, grant, place)
    application = case_of(decision)
    if decision.kind is DecisionKind.RESERVE:
        return fill_reserve(session, application, place)
    if decision.kind is DecisionKind.SELECT:
        return fill_selection(session, application, place)
    return fill_rejection(session, application, place)


def with_proof(data: dict[str, Any], public_url: str, sealed_by: str) -> dict[str, Any]:
    """The snapshot with what proves the letter: the page that answers for it, and whose seal.

    Only who prints it knows the address and the seal; acts do not.
    """
    check = plain(
        Check(code=data["check"]["code"], address=f"{public_url}/check", sealed_by=sealed_by)
    )
    return {**data, "check": check, "heading": {**data["heading"], "check": check}}


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
