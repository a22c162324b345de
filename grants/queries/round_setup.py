"""Rounds that are being set up: all of them, one of them, and what is still missing."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from grants.models.authority import Authority
from grants.models.round import Programme, Round
from grants.models.round_setup import RoundSetup, SetupState
from grants.programme.calendar import closing_instant
from grants.programme.finding import Finding
from grants.programme.people import Actor, Role
from grants.programme.preset import all_presets
from grants.programme.round_setup import (
    SOURCE,
    check_ends_ahead,
    check_milestones,
    check_opens_first,
)
from grants.programme.setup_check import OPEN, findings_on
from grants.programme.setup_sheet import value_at
from grants.programme.setup_sheets import DATES
from grants.programme.stages import RoundState
from grants.programme.terms import Terms
from grants.programme.words import Words, say
from grants.queries.label import registers

UNDER_WAY = (SetupState.DRAFT, SetupState.PROPOSED)
NEEDED = {
    "number": Words("Nummer der Runde", "Number of the round"),
    "title_de": Words("Titel auf Deutsch", "Title in German"),
    "title_en": Words("Titel auf Englisch", "Title in English"),
    "authority": Words("Bewilligungsbehörde", "Granting authority"),
    "opens_on": Words("Einreichung ab", "Submission from"),
    "closes_on": Words("Einreichung bis", "Submission until"),
}


def programme_of(session: Session, terms: Terms) -> Programme:
    """The programme these terms belong to; the first round of a programme brings it along."""
    known = session.scalar(select(Programme).where(Programme.code == terms.code))
    return known or Programme(code=terms.code, name_de=terms.name.de, name_en=terms.name.en)


def next_ordinal(session: Session, code: str) -> int:
    """One more than the highest number of a round of this programme; drafts have none yet."""
    highest = session.scalar(
        select(func.max(Round.ordinal)).join(Round.programme).where(Programme.code == code)
    )
    return (highest or 0) + 1


def free_address(session: Session, ordinal: int) -> int:
    """The number of a new round among those of all programmes: its own, if no other one has it."""
    taken = session.scalar(select(Round.id).where(Round.number == ordinal)) is not None
    if not taken:
        return ordinal
    return (session.scalar(select(func.max(Round.number))) or 0) + 1


def setups_under_way(session: Session, actor: Actor) -> Sequence[RoundSetup]:
    """Every draft of a round or of a change, the latest first; for sponsor staff."""
    if actor.role is not Role.SPONSOR:
        return ()
    return session.scalars(
        select(RoundSetup)
        .where(RoundSetup.state.in_(UNDER_WAY))
        .options(joinedload(RoundSetup.changes), joinedload(RoundSetup.changed_by))
        .order_by(RoundSetup.changed_at.desc(), RoundSetup.id.desc())
    ).all()


def find_setup(session: Session, actor: Actor, setup_id: int) -> RoundSetup | None:
    """The draft with this number, for sponsor staff; one that was given up is not there."""
    if actor.role is not Role.SPONSOR:
        return None
    return session.scalar(
        select(RoundSetup)
        .where(RoundSetup.id == setup_id, RoundSetup.state != SetupState.DROPPED)
        .options(
            joinedload(RoundSetup.authority).selectinload(Authority.versions),
            joinedload(RoundSetup.changed_by),
            joinedload(RoundSetup.proposed_by),
            joinedload(RoundSetup.round),
            joinedload(RoundSetup.changes).selectinload(Round.terms_versions),
            selectinload(RoundSetup.changes, Round.milestones),
        )
    )


def findings_of(session: Session, setup: RoundSetup, now: datetime) -> list[Finding]:
    """Everything that keeps this draft from being published, and hints."""
    dates = [] if setup.changes_id else dates_findings(session, setup, now)
    return [*dates, *findings_on(setup.body), *_register(session, setup.body)]


def dates_findings(session: Session, setup: RoundSetup, now: datetime) -> list[Finding]:
    """What is open or wrong about number, name, authority and days."""
    found = [_open(name, words) for name, words in NEEDED.items() if not getattr(setup, name)]
    if setup.number is not None:
        found.append(_free(session, setup))
    if setup.closes_on is None:
        return found
    closes_at = closing_instant(setup.closes_on, time(23, 59, 59))
    if setup.opens_on is not None:
        found.append(_placed(check_opens_first(closing_instant(setup.opens_on, time()), closes_at)))
    planned = {RoundState(state): date.fromisoformat(on) for state, on in setup.milestones.items()}
    return [
        *found,
        _placed(check_ends_ahead(closes_at, now)),
        *map(_placed, check_milestones(planned, setup.closes_on)),
    ]


def _placed(finding: Finding) -> Finding:
    return Finding(
        rule=finding.rule,
        holds=finding.holds,
        claim=finding.claim,
        says=finding.says,
        source=finding.source,
        place=f"{DATES}#{finding.place}",
    )


def _open(name: str, words: Words) -> Finding:
    return Finding(
        rule=OPEN,
        holds=False,
        claim=say("{label} steht fest.", "{label} is settled.", label=words),
        says=say("„{label}“ ist noch offen.", "“{label}” is still open.", label=words),
        source=SOURCE,
        place=f"{DATES}#{name}",
    )


def _free(session: Session, setup: RoundSetup) -> Finding:
    code, number = setup.body.get("code", ""), setup.number or 0
    same = select(Round).join(Round.programme)
    taken = session.scalar(same.where(Programme.code == code, Round.ordinal == number))
    free = next_ordinal(session, code)
    says = say(
        "{round} gibt es schon; frei ist die Nummer {free}.",
        "There is a {round} already; number {free} is free.",
        round=taken.name if taken else "",
        free=str(free),
    )
    if number < 1:
        says = Words("Runden zählen von 1 an.", "Rounds count from 1.")
    return Finding(
        rule="ROUND-NUMBER",
        holds=number >= 1 and taken is None,
        claim=Words(
            "Jede Runde hat ihre eigene Nummer in ihrem Programm.",
            "Each round has its own number within its programme.",
        ),
        says=says,
        source=SOURCE,
        place=f"{DATES}#number",
    )


def _register(session: Session, body: dict[str, Any]) -> list[Finding]:
    """Does the register exist from which the round asks for a label?"""
    code = value_at(body, "gates.label_register")
    if not code:
        return []
    known = registers(session)
    own = code == body.get("code") and bool(body.get("label_levels"))
    listed = sorted({*known, *([str(body["code"])] if own else [])})
    return [
        Finding(
            rule="LABEL",
            holds=own or code in known,
            claim=Words(
                "Das Register, aus dem ein Label nötig ist, gibt es.",
                "The register from which a label is needed exists.",
            ),
            says=say(
                "Kein Programm mit dem Kürzel {code} vergibt Label. Geben Sie ein anderes ein, "
                "bekannt sind: {known}.",
                "No programme with the code {code} grants labels. Enter another one, known are: "
                "{known}.",
                code=code,
                known=", ".join(listed) or "–",
            ),
            source=SOURCE,
            place="labels#gates__label_register",
        )
    ]


def check_code_free(session: Session, code: str) -> Finding:
    """Does no other programme have this code? None is asked about where none is named."""
    known = bool(code) and (
        code in all_presets()
        or session.scalar(select(Programme.id).where(Programme.code == code)) is not None
    )
    return Finding(
        rule="PROGRAMME-CODE",
        holds=not known,
        claim=Words("Jedes Programm hat sein eigenes Kürzel.", "Each programme has its own code."),
        says=say(
            "Das Kürzel {code} hat schon ein anderes Programm.",
            "Another programme has the code {code} already.",
            code=code,
        ),
        source=SOURCE,
        place="code",
    )
