"""What an officer can do on a grant beside or after its award, and when each of it is possible."""

from dataclasses import dataclass
from typing import Final

from flask import url_for
from sqlalchemy.orm import Session

from grants.actions.amendment_request import AMENDABLE
from grants.models.decision import DecisionKind
from grants.models.grant import Grant
from grants.programme.stages import GRANT_MOVES, GrantState
from grants.programme.words import Words
from grants.queries.condition import open_conditions
from grants.queries.later import proposed_about
from grants.queries.notification import is_final_by_now
from grants.queries.risk import is_decided_alone
from grants.web.database import now

MAY_BEGIN: Final = tuple(move.start for move in GRANT_MOVES if move.act == "hear")
"""In these states a recipient can be heard."""
WAITS: Final = Words(
    "Zuerst entscheidet die zweite Person über den Vorschlag, der wartet.",
    "First the second person decides on the proposal that waits.",
)
NAMES: Final = {
    "award": Words("Bewilligen", "Award"),
    "condition": Words("Unter Bedingung bewilligen", "Award under a condition"),
    "confirm": Words("Eintritt der Bedingung bestätigen", "Confirm the condition"),
    "amend": Words("Zuwendung ändern", "Amend the grant"),
    "hear": Words("Anhörung", "Hearing"),
    "revoke": Words("Widerrufen oder zurücknehmen", "Revoke or withdraw"),
}
WHEN: Final = {
    "award": Words(
        "Möglich, sobald die Zuwendung förderfähig ist.", "Possible once the grant is fundable."
    ),
    "condition": Words(
        "Möglich, solange die Zuwendung förderfähig und noch nicht bewilligt ist.",
        "Possible while the grant is fundable and not awarded yet.",
    ),
    "confirm": Words(
        "Möglich nach einer Bewilligung unter Bedingung, bis der Eintritt bestätigt ist.",
        "Possible after an award under a condition, until the condition is confirmed.",
    ),
    "amend": Words(
        "Möglich ab der Bewilligung, nicht während Widerspruch, Klage oder Anhörung.",
        "Possible from the award on, not during an objection, a court action or a hearing.",
    ),
    "hear": Words(
        "Möglich, wenn die Zuwendung bestandskräftig ist oder läuft.",
        "Possible when the grant is final or runs.",
    ),
    "revoke": Words(
        "Möglich nach der Anhörung und binnen eines Jahres ab Kenntnis der Tatsachen.",
        "Possible after the hearing, and within a year of knowing the facts.",
    ),
}
PAGES: Final = {
    "award": "sponsor_decision.grant",
    "condition": "sponsor_condition.award",
    "confirm": "sponsor_condition.confirmation",
    "amend": "sponsor_amendment.amendment",
    "hear": "sponsor_hearing.hearing",
    "revoke": "sponsor_revocation.revocation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterAct:
    """One thing that can be done on a grant: whether now, and when at all."""

    name: str
    words: Words
    address: str
    possible: bool
    when: Words


def acts_on(session: Session, grant: Grant) -> list[LaterAct]:
    """Everything that can be done on this grant, possible now or not."""
    proposed = proposed_about(session, grant)
    waits = proposed is not None
    possible = _possible(session, grant)
    if proposed is not None and proposed.kind is DecisionKind.AWARD_GRANT:
        return [_to_sign(grant), *(_waiting(grant, name) for name in NAMES if name != "award")]
    alone = is_decided_alone(grant)
    return [
        LaterAct(
            name=name,
            words=words,
            address=_address(grant, name),
            possible=possible[name] and (not waits or name == "hear"),
            when=WAITS if waits and possible[name] and name != "hear" else WHEN[name],
        )
        for name, words in NAMES.items()
        if alone or name not in ("award", "condition")
    ]


def _to_sign(grant: Grant) -> LaterAct:
    """The award that is proposed: the second person signs it on its own page."""
    return LaterAct(
        name="award",
        words=Words("Vorgeschlagene Bewilligung", "Proposed award"),
        address=url_for(PAGES["award"], number=grant.number),
        possible=True,
        when=Words(
            "Wartet auf die zweite Person; dort steht auch der Entwurf des Bescheids.",
            "Waits for the second person; the draft of the letter is there as well.",
        ),
    )


def _address(grant: Grant, name: str) -> str:
    """Its page; a condition of a joint project is confirmed for all partners at once."""
    project = grant.project
    if name == "confirm" and project is not None and not is_decided_alone(grant):
        return url_for(
            "sponsor_project_condition.confirmation", number=project.award.number, code=project.code
        )
    return url_for(PAGES[name], number=grant.number)


def _waiting(grant: Grant, name: str) -> LaterAct:
    address = url_for(PAGES[name], number=grant.number)
    return LaterAct(name=name, words=NAMES[name], address=address, possible=False, when=WHEN[name])


def why_not(session: Session, grant: Grant, name: str) -> Words | None:
    """Why this cannot be done on the grant now; nothing where it can."""
    found = next((act for act in acts_on(session, grant) if act.name == name), None)
    return None if found is None or found.possible else found.when


def _possible(session: Session, grant: Grant) -> dict[str, bool]:
    fundable = grant.state is GrantState.FUNDABLE
    return {
        "award": fundable,
        "condition": fundable,
        "confirm": bool(open_conditions(session, grant)),
        "amend": grant.state in AMENDABLE,
        "hear": grant.state in (*MAY_BEGIN, GrantState.HEARING)
        or is_final_by_now(session, grant, now()),
        "revoke": grant.state is GrantState.HEARING,
    }
