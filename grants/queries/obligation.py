"""The one place that knows every dated duty: of recipients and of the sponsor."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, Row, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from grants.models.award import Award
from grants.models.grant import Grant
from grants.models.obligation import OBLIGATION
from grants.models.organisation import Cluster, Organisation
from grants.models.report import ReportKind
from grants.programme.dates import DeadlineKind
from grants.programme.obligation import Obligation, ObligationKind, Side, basis_of
from grants.programme.people import Actor, Role
from grants.programme.reporting import code_of
from grants.programme.words import Words, say
from grants.queries.report_content import kind_name
from grants.queries.visible import STAFF, visible_awards, visible_grants

K = ObligationKind
DUTY: Final = OBLIGATION.c
OPEN: Final = DUTY.open
MOST: Final = 500
"""Duties of one list; what comes later comes nearer."""
ON_OTHER_BOARDS: Final = (K.REPORT, K.CHECK, K.SIGNATURE, K.REPLACEMENT)
"""Kinds for which the overdue board has a part of its own, with the figures of the kind."""
MORE_ON_THE_BOARD: Final = tuple(kind for kind in K if kind not in (*ON_OTHER_BOARDS, K.RETENTION))


def obligations(
    session: Session, actor: Actor, *conditions: ColumnElement[bool], most: int = MOST
) -> list[Obligation]:
    """The duties this person may see and that fulfil all conditions, earliest first.

    One statement, three for recipients. These see their own duties, not what the sponsor has to do.
    """
    rows = session.execute(
        _visible(session, actor).where(*conditions).order_by(DUTY.due_on, DUTY.code).limit(most)
    )
    return [_made(row, actor.role) for row in rows]


def open_until(day: date) -> ColumnElement[bool]:
    """Neither done nor waived, and due by this day; kept vouchers are no task."""
    return and_(OPEN, DUTY.due_on <= day, DUTY.kind != K.RETENTION)


def of_case(session: Session, actor: Actor, number: str) -> ColumnElement[bool] | None:
    """Every duty of a grant, or of an award with its grants; None where the person sees none."""
    grant: int | None = session.scalar(
        visible_grants(actor).where(Grant.number == number).with_only_columns(Grant.id)
    )
    if grant is not None:
        return DUTY.grant_id == grant
    award: int | None = session.scalar(
        visible_awards(actor).where(Award.number == number).with_only_columns(Award.id)
    )
    return None if award is None else DUTY.award_id == award


def late_beside_reports(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Overdue, and of a kind that has no other part of the overdue board."""
    return and_(OPEN, DUTY.due_on < day, DUTY.kind.in_(MORE_ON_THE_BOARD))


COUNT_LATE: Final = (
    select(func.count(DUTY.code))
    .where(late_beside_reports(bindparam("day", type_=Date)))
    .scalar_subquery()
)


def _visible(session: Session, actor: Actor) -> Select[*tuple[Any, ...]]:
    """Rows with the names that people know them by."""
    rows = (
        select(
            *OBLIGATION.c, Grant.number.label("grant"), Award.number.label("award"),
            Organisation.name.label("recipient"), Cluster.name.label("cluster"),
        )
        .join(Award, Award.id == DUTY.award_id)
        .join(Cluster, Cluster.id == Award.cluster_id)
        .outerjoin(Grant, Grant.id == DUTY.grant_id)
        .outerjoin(Organisation, Organisation.id == Grant.recipient_id)
    )  # fmt: skip
    if actor.role in STAFF:
        return rows
    return rows.where(DUTY.side == Side.RECIPIENT, _own(session, actor))


def _own(session: Session, actor: Actor) -> ColumnElement[bool]:
    """Asked first and handed over as numbers: the view has no way to look them up by joining."""
    grants = session.scalars(visible_grants(actor).with_only_columns(Grant.id)).all()
    awards = session.scalars(visible_awards(actor).with_only_columns(Award.id)).all()
    return or_(DUTY.grant_id.in_(grants), DUTY.grant_id.is_(None) & DUTY.award_id.in_(awards))


def _made(row: Row[*tuple[Any, ...]], role: Role) -> Obligation:
    kind = K(row.kind)
    place = PLACES.get((role, kind), PLACES.get((role, None)))
    return Obligation(
        code=row.code,
        kind=kind,
        side=Side(row.side),
        what=NAMES[kind](row),
        number=row.grant or row.award,
        who=row.recipient or row.cluster,
        basis=basis_of(kind, row.what),
        deadline=DeadlineKind(row.deadline_kind),
        named_on=row.named_on,
        due_on=row.due_on,
        version=row.due_version,
        since=row.since,
        done_at=row.done_at,
        waived=row.waived,
        changed_at=row.changed_at,
        place=place.format(row=row, report=_report_code(row)) if place else "",
    )


def _report_code(row: Row[*tuple[Any, ...]]) -> str:
    if row.kind not in (K.REPORT, K.CHECK):
        return ""
    return code_of(ReportKind(row.what), row.year)


def _report(row: Row[*tuple[Any, ...]]) -> Words:
    return kind_name(ReportKind(row.what), row.year)


def _always(german: str, english: str) -> Callable[[Row[*tuple[Any, ...]]], Words]:
    words = Words(german, english)
    return lambda _row: words


NAMES: Final[dict[ObligationKind, Callable[[Row[*tuple[Any, ...]]], Words]]] = {
    K.REPORT: _report,
    K.CHECK: lambda row: say("{report} prüfen", "Check {report}", report=_report(row)),
    K.CONDITION: _always("Bedingung nachweisen", "Prove a condition"),
    K.ANSWER: _always("Auf die Anhörung antworten", "Answer the hearing"),
    K.LIMIT: _always("Jahresfrist für Widerruf oder Rücknahme",
                     "One-year limit to revoke or withdraw"),
    K.SIGNATURE: _always("Vorschlag mitzeichnen", "Countersign a proposal"),
    K.PAYMENT: lambda row: say("Auszahlung {n} bearbeiten", "Process payment {n}", n=row.what),
    K.USE: lambda row: say("Auszahlung {n} verwenden", "Use payment {n}", n=row.what),
    K.REPLACEMENT: _always("Anderen Partner finden", "Find another partner"),
    K.RETENTION: _always("Belege aufbewahren", "Keep the vouchers"),
    K.CONCEPT: _always("Internationalisierungskonzept vorlegen",
                       "Hand in the internationalisation concept"),
    K.PUBLICATION: _always("Beihilfe im Transparenzregister veröffentlichen",
                           "Publish the aid in the transparency register"),
    K.INVITATION: _always("Zum Verwendungsnachweis auffordern", "Ask for the final report"),
}  # fmt: skip

PLACES: Final = {
    (Role.APPLICANT, K.REPORT): "/grants/{row.grant}/reports/{report}",
    (Role.APPLICANT, K.USE): "/grants/{row.grant}/payments",
    (Role.APPLICANT, K.CONCEPT): "/awards/{row.award}/concept",
    (Role.APPLICANT, None): "/awards/{row.award}",
    (Role.SPONSOR, K.REPORT): "/sponsor/reports/{row.grant}/{report}",
    (Role.SPONSOR, K.CHECK): "/sponsor/reports/{row.grant}/{report}",
    (Role.SPONSOR, K.ANSWER): "/sponsor/grants/{row.grant}/hearing",
    (Role.SPONSOR, K.LIMIT): "/sponsor/grants/{row.grant}/hearing",
    (Role.SPONSOR, K.PAYMENT): "/sponsor/payments/{row.grant}/{row.what}",
    (Role.SPONSOR, K.USE): "/sponsor/payments/{row.grant}/{row.what}",
    (Role.SPONSOR, K.PUBLICATION): "/sponsor/aid/{row.grant}",
    (Role.AUDITOR, K.PUBLICATION): "/sponsor/aid/{row.grant}",
    (Role.SPONSOR, None): "/sponsor/cases/{row.award}",
    (Role.AUDITOR, None): "/audit/awards/{row.award}",
}
"""Where one does it, or sees it, in one's own area; None: every other kind."""
