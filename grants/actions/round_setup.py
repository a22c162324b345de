"""Setting up a round: a draft whose terms are filled in section by section, until it is public."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.actions.round import make_round, move_round
from grants.models.authority import Authority
from grants.models.person import Person
from grants.models.round import Round
from grants.models.round_setup import RoundSetup, SetupState
from grants.programme.calendar import closing_instant
from grants.programme.deadline import moment_words
from grants.programme.finding import Finding, insist
from grants.programme.people import Actor
from grants.programme.round_name import round_name
from grants.programme.round_setup import SOURCE
from grants.programme.setup_sheet import Sheet, kind_of, value_at, with_value
from grants.programme.stages import RoundState
from grants.programme.terms import terms_from
from grants.programme.words import Words, say
from grants.queries.frozen import fingerprint
from grants.queries.round_setup import findings_of, free_address, next_ordinal, programme_of

MIDNIGHT: Final = time(0, 0)
LAST_SECOND: Final = time(23, 59, 59)
KIND: Final = "round_setup"
NUMBERS_OF_ROUNDS: Final = 4_711_000_005
"""Held while a round gets its number, so that two published at once do not want the same."""


def begin_setup(
    session: Session,
    body: Mapping[str, Any],
    *,
    origin: str,
    number: int | None = None,
    title: Words | None = None,
    by: Actor,
    now: datetime,
) -> RoundSetup:
    """A draft with these terms; what they leave open is asked for.

    Where nobody names it, it is the next round of its programme, and called so.
    """
    number = number or next_ordinal(session, body.get("code", ""))
    title = title or _name_of(body, number)
    maker = session.get_one(Person, by.person_id)
    made = RoundSetup(
        origin=origin,
        body=dict(body),
        number=number,
        title_de=title.de,
        title_en=title.en,
        made_at=now,
        made_by=maker,
        changed_at=now,
        changed_by=maker,
    )
    session.add(made)
    session.flush()
    record_setup(session, "begin_setup", made, by=by, now=now, after={"origin": origin})
    return made


def save_sheet(
    session: Session,
    setup: RoundSetup,
    sheet: Sheet,
    filled: Mapping[str, Any],
    *,
    seen: str,
    by: Actor,
    now: datetime,
) -> None:
    """Keep what was filled in on one sheet, and nothing of the others.

    `seen` is the fingerprint of the sheet as the person saw it. Raises RulesBroken when the draft
    is published meanwhile, or when somebody else has saved the same sheet.
    """
    lock(session, setup)
    insist([check_draft(setup), check_seen(setup, holds=seen == seen_of(setup.body, sheet))])
    body = with_sheet(setup.body, sheet, filled)
    if body == setup.body:
        return
    setup.body = body
    touch_setup(session, setup, by=by, now=now)
    record_setup(session, "save_setup", setup, by=by, now=now, after={"section": sheet.title.de})


def save_dates(
    session: Session,
    setup: RoundSetup,
    *,
    number: int | None,
    title: Words,
    authority: Authority | None,
    opens_on: date | None,
    closes_on: date | None,
    milestones: Mapping[RoundState, date],
    seen: str,
    by: Actor,
    now: datetime,
) -> None:
    """Keep number, name, authority and days; any of them may be open.

    `seen` is the fingerprint of all this as the person saw it. Raises RulesBroken when somebody
    else changed it since, when the draft is published meanwhile, or when it changes a round that is
    public: its days are changed elsewhere.
    """
    lock(session, setup)
    unseen = check_seen(setup, holds=seen == dates_seen(setup))
    insist([check_draft(setup), _check_new(setup), unseen])
    setup.number, setup.authority = number, authority
    setup.title_de, setup.title_en = title.de, title.en
    setup.opens_on, setup.closes_on = opens_on, closes_on
    setup.milestones = {state.value: on.isoformat() for state, on in milestones.items()}
    touch_setup(session, setup, by=by, now=now)
    record_setup(
        session, "save_setup", setup, by=by, now=now,
        after={
            "number": str(number or ""),
            "title": title.de,
            "opens_at": opens_on.isoformat() if opens_on else "",
            "closes_at": closes_on.isoformat() if closes_on else "",
        },
    )  # fmt: skip


def publish_setup(session: Session, setup: RoundSetup, *, by: Actor, now: datetime) -> Round:
    """Freeze the terms as version 1 of a new round, and announce it.

    Raises RulesBroken with one finding for every place that is open and every rule that is broken.
    """
    lock(session, setup)
    session.execute(select(func.pg_advisory_xact_lock(NUMBERS_OF_ROUNDS)))
    insist([check_draft(setup), _check_new(setup), *findings_of(session, setup, now)])
    opens_on, closes_on, authority = setup.opens_on, setup.closes_on, setup.authority
    if opens_on is None or closes_on is None or authority is None or setup.number is None:
        raise LookupError("the findings of a set-up have missed an open place")
    terms = terms_from(setup.body)
    made = make_round(
        session,
        terms,
        programme=programme_of(session, terms),
        number=free_address(session, setup.number),
        ordinal=setup.number,
        title=setup.title,
        authority=authority,
        opens_at=closing_instant(opens_on, MIDNIGHT),
        closes_at=closing_instant(closes_on, LAST_SECOND),
        budget=terms.round_budget,
        milestones={
            RoundState(state): date.fromisoformat(on) for state, on in setup.milestones.items()
        },
        by=by,
        now=now,
    )
    move_round(session, made, "announce", by=by, now=now)
    setup.state, setup.round = SetupState.DONE, made
    touch_setup(session, setup, by=by, now=now)
    return made


def drop_setup(session: Session, setup: RoundSetup, *, by: Actor, now: datetime) -> None:
    """Give the draft up; it stays in the record and is shown no more.

    Raises RulesBroken when it is published meanwhile.
    """
    lock(session, setup)
    insist([check_draft(setup)])
    setup.state = SetupState.DROPPED
    touch_setup(session, setup, by=by, now=now)
    record_setup(session, "drop_setup", setup, by=by, now=now)


def part_of(body: dict[str, Any], sheet: Sheet) -> dict[str, Any]:
    """What the terms say on this sheet, by place."""
    said = {place: value_at(body, place) for place in sheet.places}
    return {place: value for place, value in said.items() if value is not None}


def with_sheet(body: dict[str, Any], sheet: Sheet, filled: Mapping[str, Any]) -> dict[str, Any]:
    """The terms as they read with what was filled in on this sheet."""
    for place in sheet.places:
        value = value_at(dict(filled), place)
        if value != [] or value_at(body, place) is not None or kind_of(place).needed:
            body = with_value(body, place, value)  # an empty table that nobody needs says nothing
    return body


def seen_of(body: dict[str, Any], sheet: Sheet) -> str:
    """The fingerprint of a sheet: a page hands it back, so that nobody overwrites unseen."""
    return fingerprint(part_of(body, sheet))


def dates_seen(setup: RoundSetup) -> str:
    """The same of number, name, authority and days."""
    days = [day.isoformat() if day else None for day in (setup.opens_on, setup.closes_on)]
    return fingerprint({
        "number": setup.number,
        "title": [setup.title_de, setup.title_en],
        "authority": setup.authority.code if setup.authority else None,
        "days": days,
        "milestones": setup.milestones,
    })  # fmt: skip


def check_draft(setup: RoundSetup) -> Finding:
    """May it still be filled in?"""
    return Finding(
        rule="SETUP-DRAFT",
        holds=setup.state is SetupState.DRAFT,
        claim=Words("Der Entwurf ist noch offen.", "The draft is still open."),
        says=Words(
            "Dieser Entwurf ist schon veröffentlicht, vorgeschlagen oder verworfen.",
            "This draft is already published, proposed or dropped.",
        ),
        source=SOURCE,
    )


def _name_of(body: Mapping[str, Any], number: int) -> Words:
    programme = body.get("name", {})
    return round_name(Words(programme.get("de", ""), programme.get("en", "")), number)


def _check_new(setup: RoundSetup) -> Finding:
    return Finding(
        rule="SETUP-NEW",
        holds=setup.changes_id is None,
        claim=Words("Es geht um eine neue Runde.", "It is about a new round."),
        says=Words(
            "Diese Runde ist schon öffentlich. Ihre Regeln ändern zwei Personen.",
            "This round is public already. Two people change its terms.",
        ),
        source=SOURCE,
    )


def check_seen(setup: RoundSetup, *, holds: bool) -> Finding:
    """Did nobody save in between what this person saw?"""
    return Finding(
        rule="SETUP-SEEN",
        holds=holds,
        claim=Words("Niemand hat dazwischen gespeichert.", "Nobody saved in between."),
        says=say(
            "{who} hat diesen Abschnitt inzwischen gespeichert ({when}). Ihre Angaben stehen noch "
            "hier. Wenn Sie noch einmal speichern, gelten Ihre.",
            "{who} has saved this section meanwhile ({when}). What you entered is still here. If "
            "you save again, yours counts.",
            who=setup.changed_by.name,
            when=moment_words(setup.changed_at),
        ),
        source=SOURCE,
    )


def touch_setup(session: Session, setup: RoundSetup, *, by: Actor, now: datetime) -> None:
    """Keep who changed the draft last, and when."""
    setup.changed_at, setup.changed_by = now, session.get_one(Person, by.person_id)
    session.flush()


def record_setup(session: Session, act: str, setup: RoundSetup, *, by: Actor, **more: Any) -> None:
    """Write down what was done with it."""
    record(session, act, KIND, str(setup.id), by=by, **more)
