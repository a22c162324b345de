"""What a cluster does with its application: start it, hand it in, supply papers, take it back."""

from datetime import datetime
from typing import Any

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from grants.actions.decision import void_untold
from grants.actions.lock import hold, lock
from grants.actions.plan_record import keep_cells, keep_lines
from grants.actions.receipt_mail import tell_team
from grants.actions.record import record
from grants.actions.section import FIELDS, save_section, search_text
from grants.actions.sign_off import sign_off
from grants.models.application import Application, Receipt, TargetCountry
from grants.models.decision import Decision
from grants.models.organisation import Cluster
from grants.models.person import Person
from grants.models.round import Round
from grants.programme.calendar import is_late, today
from grants.programme.finding import insist
from grants.programme.lateness import seconds_late
from grants.programme.people import Actor
from grants.programme.stages import APPLICATION_MOVES, ApplicationState, step
from grants.queries.application import (
    ApplicationContent,
    content_of,
    latest_receipt,
    terms_of,
)
from grants.queries.application_check import check_deadline, check_start, findings_on
from grants.queries.frozen import fingerprint, frozen
from grants.queries.plan_line import cells_of, lines_of
from grants.queries.team import SIGNATORIES, WRITERS, check_team_role, team_of

__all__ = [
    "save_section",
    "start_application",
    "submit_application",
    "supply_papers",
    "withdraw_application",
]

KIND = "application"
WITHDRAWN = "Die Bewerbung wurde zurückgezogen."
"""Why what was decided about it, and not told, falls away."""
COPIED = tuple(name for names in FIELDS.values() for name in names)
"""What a new application takes over from an earlier one; files and declarations it does not."""


def start_application(
    session: Session,
    cluster: Cluster,
    round_: Round,
    *,
    by: Actor,
    now: datetime,
    previous: Application | None = None,
) -> Application:
    """Begin a draft in an open round, perhaps from an earlier, unsuccessful application.

    Raises RulesBroken when the round is not open (R-014), when the cluster already has an
    application in it (R-012), or when it may not apply again (R-013).
    """
    lock(session, round_)
    team = team_of(session, cluster)
    insist([check_team_role(team, by, WRITERS), *check_start(session, cluster, round_, now)])
    application = Application(
        number=_next_number(session, round_),
        round=round_,
        cluster=cluster,
        terms=round_.terms,
        created_at=now,
        created_by_id=by.person_id,
        changed_at=now,
        changed_by_id=by.person_id,
    )
    session.add(application)
    if previous is not None:
        _copy(session, previous, application)
    application.search_text = search_text(application)
    session.flush()
    after = {"previous": previous.number} if previous else {}
    record(session, "start_application", KIND, application.number, by=by, now=now, after=after)
    return application


def submit_application(
    session: Session,
    application: Application,
    *,
    function: str = "",
    by: Actor,
    now: datetime,
    public_url: str = "",
) -> Receipt:
    """Sign the application and hand it in, exactly as it stands, and prove it with a receipt.

    `function` is what the signatory is in the organisation; `public_url` is where the mail to the
    team links to.
    Whoever comes second gets the receipt that is there: one submission has one receipt. The
    deadline is judged by `now` alone, so waiting for a lock makes nobody late. What was opened
    again after an earlier submission gets the next version (`actions/reopen.py`).
    Raises RulesBroken when a rule of the round does not hold, NoSuchMove from any other state.
    """
    hold(session, application.round)
    lock(session, application)
    last = latest_receipt(session, application)
    if application.state is ApplicationState.SUBMITTED and last is not None:
        return last
    state = step(APPLICATION_MOVES, "submit", application.state, by.role)
    content, terms = content_of(session, application), terms_of(application.terms)
    team = team_of(session, application.cluster)
    insist(
        [
            check_team_role(team, by, SIGNATORIES),
            check_deadline(application.round, terms, now, received=last is not None),
            *findings_on(content, terms),
        ]
    )
    application.state, application.submitted_at = state, now
    late = seconds_late(now, application.round.closes_at)
    application.late = late > 0
    signature = sign_off(session, application, function=function, by=by, now=now)
    version = last.version + 1 if last else 1
    receipt = _receive(session, application, content, signature, version=version, by=by, now=now)
    _record_move(
        session,
        application,
        "submit_application",
        before=ApplicationState.DRAFT,
        by=by,
        now=now,
        sha256=receipt.sha256,
        **({"seconds_late": str(late)} if late else {}),
    )
    tell_team(session, receipt, public_url=public_url, now=now)
    return receipt


def supply_papers(
    session: Session,
    application: Application,
    *,
    function: str = "",
    by: Actor,
    now: datetime,
    public_url: str = "",
) -> Receipt:
    """Sign and hand the completed application back in, with a receipt of its own that now counts.

    The time of the first submission stays: whoever was asked for papers was there in time, so
    the deadline is not asked about again; every other rule is. A second click gets the receipt
    of the first. Raises RulesBroken when a rule does not hold, NoSuchMove when no papers are
    asked for.
    """
    lock(session, application)
    before, last = application.state, latest_receipt(session, application)
    version = last.version if last else 0
    if last is not None and before is ApplicationState.SUBMITTED and version > 1:
        return last
    after = step(APPLICATION_MOVES, "supply_papers", before, by.role)
    content, terms = content_of(session, application), terms_of(application.terms)
    team = team_of(session, application.cluster)
    insist([check_team_role(team, by, SIGNATORIES), *findings_on(content, terms)])
    application.state = after
    signature = sign_off(session, application, function=function, by=by, now=now)
    receipt = _receive(
        session, application, content, signature, version=version + 1, by=by, now=now
    )
    _record_move(
        session,
        application,
        "supply_papers",
        before=before,
        by=by,
        now=now,
        sha256=receipt.sha256,
    )
    tell_team(session, receipt, public_url=public_url, now=now)
    return receipt


def withdraw_application(
    session: Session, application: Application, *, by: Actor, now: datetime, reason: str = ""
) -> None:
    """Take the application out of the round: a draft is given up, a submission withdrawn.

    Possible until the selection. What was received once, only those who sign take back, also
    while it is open again for changes. What was decided and not told falls away. Raises
    NoSuchMove later, RulesBroken for others.
    """
    about = Decision.application_id == application.id
    void_untold(session, about, reason=WITHDRAWN, by=by, now=now)
    lock(session, application)
    before = application.state
    after = step(APPLICATION_MOVES, "withdraw", before, by.role)
    receipt = latest_receipt(session, application)
    draft = before is ApplicationState.DRAFT and receipt is None
    needed = WRITERS if draft else SIGNATORIES
    insist([check_team_role(team_of(session, application.cluster), by, needed)])
    application.state, application.withdrawn_at = after, now
    if receipt is not None:  # it may have been opened again: what was received, was received
        application.submitted_at = receipt.received_at
        application.late = is_late(receipt.received_at, application.round.closes_at)
    application.changed_at, application.changed_by_id = now, by.person_id
    _record_move(
        session, application, "withdraw_application", before=before, by=by, now=now, reason=reason
    )


def _receive(
    session: Session,
    application: Application,
    content: ApplicationContent,
    signature: dict[str, Any],
    *,
    version: int,
    by: Actor,
    now: datetime,
) -> Receipt:
    """Freeze what arrived and prove it."""
    application.changed_at, application.changed_by_id = now, by.person_id
    body = {**frozen(content), "signature": signature}
    receipt = Receipt(
        application=application,
        version=version,
        received_at=now,
        content=body,
        sha256=fingerprint(body),
        submitted_by=session.get_one(Person, by.person_id),
    )
    session.add(receipt)
    session.flush()
    return receipt


def _record_move(
    session: Session,
    application: Application,
    act: str,
    *,
    before: ApplicationState,
    by: Actor,
    now: datetime,
    reason: str = "",
    **more: str,
) -> None:
    record(
        session,
        act,
        KIND,
        application.number,
        by=by,
        now=now,
        before={"state": before.value},
        after={"state": application.state.value, **more},
        reason=reason,
    )
    session.flush()


def _next_number(session: Session, round_: Round) -> str:
    """R6-0008 after R6-0007. The caller holds the lock of the round, so no number comes twice."""
    ordinal = cast(func.split_part(Application.number, "-", 2), Integer)
    last = session.scalar(
        select(func.max(ordinal)).where(
            Application.round_id == round_.id, Application.number.regexp_match(r"^R\d+-\d+$")
        )
    )
    return f"R{round_.number}-{(last or 0) + 1:04}"


def _copy(session: Session, previous: Application, application: Application) -> None:
    """Take over what still fits; days before the new deadline, and their costs, do not.

    These costs can be moved to the new years in one step, with their lines: the page of the plan
    offers it (web/applicant/plan_workbook.py).
    """
    for name in COPIED:
        setattr(application, name, getattr(previous, name))
    application.previous_id = previous.id
    for target in previous.countries:
        session.add(TargetCountry(application=application, country=target.country))
    first = previous.concept_starts_on
    if first is None or first <= today(application.round.closes_at):
        application.concept_starts_on = application.concept_ends_on = None
        return
    keep_cells(application, cells_of(previous))
    keep_lines(application, lines_of(previous))
