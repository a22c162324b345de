"""What waits for officers on a letter or an awarded grant, and is on no list of its own.

Letters that nobody opened in time or whose mail did not arrive, conditions whose date has passed,
objections, and changes of a one-year limit that wait for a second person.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Date,
    Select,
    Text,
    bindparam,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import Session

from grants.models.account_change import AccountChange, AccountState
from grants.models.amendment_request import AmendmentRequest
from grants.models.application import Application
from grants.models.condition import GrantCondition
from grants.models.decision import Decision, DecisionState, Letter, LetterState
from grants.models.grant import Grant
from grants.models.hearing import Hearing
from grants.models.late_use import LateUseCharge, LateUseHearing
from grants.models.limit_change import LimitChange
from grants.models.notification import LetterContest, LetterDispatch
from grants.models.organisation import Cluster, Organisation
from grants.models.outbox import Mail, MailState
from grants.models.payment import PaymentRequest
from grants.models.round import Round, TermsVersion
from grants.programme.amendment_request import RequestState
from grants.programme.calendar import ZONE, today
from grants.programme.condition import ConditionType
from grants.programme.notification import Channel, ContestKind
from grants.programme.people import Actor, Role
from grants.programme.stages import GrantState, PaymentState, RoundState
from grants.queries.report_task import FAILED_ON, HEARING_ON, not_reminded, to_hear

G = GrantState
ENDED: Final = (RoundState.CLOSED_OUT, RoundState.ARCHIVED, RoundState.CANCELLED)
"""Nobody is to look after letters of such a round any more."""
AWARDED: Final = (
    G.AWARDED, G.OBJECTED, G.LITIGATED, G.FINAL, G.ACTIVE, G.PAYMENT_STOPPED, G.PERIOD_ENDED,
    G.PROOF_DUE, G.PROOF_SUBMITTED, G.PROOF_CHECKED,
)  # fmt: skip
"""A condition counts as missed while its grant stands, and nobody has begun a hearing."""


class TaskKind(StrEnum):
    """What is to be done."""

    TO_POST = "to_post"
    SEND_AGAIN = "send_again"
    MAIL_FAILED = "mail_failed"
    CONDITION_MISSED = "condition_missed"
    OBJECTION = "objection"
    LIMIT = "limit"
    PAYMENT = "payment"
    ACCOUNT = "account"
    HEARING_DUE = "hearing_due"
    NOT_REMINDED = "not_reminded"
    AMENDMENT = "amendment"
    INTEREST = "interest"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantTask:
    """One thing that waits."""

    kind: TaskKind
    number: str
    """Of the grant, or of the letter."""
    name: str
    code: str
    """The check code of the letter, where it is about one."""
    since: date


DAY: Final = bindparam("day", type_=Date)
MY: Final = bindparam("me", type_=BigInteger)


def grant_tasks(session: Session, actor: Actor, now: datetime, most: int) -> list[GrantTask]:
    """The oldest first, at most so many; one statement. Nothing but for sponsor staff."""
    if actor.role is not Role.SPONSOR:
        return []
    rows = session.execute(OLDEST.limit(most), {"day": today(now), "me": actor.person_id})
    return [
        GrantTask(kind=TaskKind(row.kind), number=row.number, name=row.name, code=row.code,
                  since=row.since)
        for row in rows
    ]  # fmt: skip


def _day(moment: Any) -> Any:
    return cast(func.timezone(str(ZONE), moment), Date)


def _letters(kind: TaskKind, since: Any) -> "Select[*tuple[Any, ...]]":
    return (
        select(
            literal(kind.value).label("kind"), Letter.number.label("number"),
            Cluster.name.label("name"), Letter.check_code.label("code"), since.label("since"),
        )
        .join_from(Letter, Application, Letter.application_id == Application.id)
        .join(Cluster, Application.cluster_id == Cluster.id)
        .join(Round, Application.round_id == Round.id)
        .where(Letter.state == LetterState.RENDERED, Round.state.not_in(ENDED))
    )  # fmt: skip


def _of_grant(kind: TaskKind) -> tuple[Any, ...]:
    return (literal(kind.value).label("kind"), Grant.number.label("number"),
            Organisation.name.label("name"), null().label("code"))  # fmt: skip


def _grants(kind: TaskKind, source: Any, since: Any, on: Any) -> "Select[*tuple[Any, ...]]":
    return (
        select(*_of_grant(kind), since.label("since"))
        .join_from(source, Grant, on)
        .join(Organisation, Grant.recipient_id == Organisation.id)
    )


UNTIL: Final = _day(Letter.rendered_at) + TermsVersion.retrieval_days
AGAIN_UNTIL: Final = LetterDispatch.sent_on + TermsVersion.retrieval_days
NOTIFIED_OTHERWISE: Final = exists().where(
    LetterDispatch.letter_id == Letter.id,
    or_(
        LetterDispatch.channel != Channel.PORTAL,
        _day(LetterDispatch.retrieved_at) <= AGAIN_UNTIL,
        LetterDispatch.retrieved_at.is_(None) & (AGAIN_UNTIL >= DAY),
    ),
)
NOT_OPENED_AT_ONCE: Final = (Letter.state == LetterState.RENDERED) & or_(
    Letter.retrieved_at.is_(None),
    Letter.retrieved_at - Letter.rendered_at > text("interval '24 hours'"),
)
"""As the index of these letters says it: no period to open a letter is shorter than a day."""
SEND_AGAIN: Final = (
    _letters(TaskKind.SEND_AGAIN, UNTIL)
    .join(Decision, Letter.decision_id == Decision.id)
    .join(TermsVersion, Decision.terms_id == TermsVersion.id)
    .where(
        NOT_OPENED_AT_ONCE,
        Letter.way == Channel.PORTAL,
        UNTIL < DAY,
        or_(Letter.retrieved_at.is_(None), _day(Letter.retrieved_at) > UNTIL),
        ~NOTIFIED_OTHERWISE,
    )
)
"""Made available, and not fetched in time: the decision is not notified (R-050)."""
TO_POST: Final = _letters(TaskKind.TO_POST, _day(Letter.rendered_at)).where(
    Letter.way == Channel.POST,
    ~exists().where(LetterDispatch.letter_id == Letter.id),
    ~exists().where(LetterContest.letter_id == Letter.id, LetterContest.kind == ContestKind.WAIVER),
)
"""Its recipient chose the post, and no day of posting is entered yet."""
MAIL_FAILED: Final = _letters(TaskKind.MAIL_FAILED, _day(Letter.rendered_at)).where(
    Letter.retrieved_at.is_(None),
    Letter.id.in_(
        select(cast(func.split_part(Mail.key, "/", 2), BigInteger)).where(
            Mail.kind == "letter", Mail.state == MailState.FAILED
        )
    ),
    ~exists().where(LetterDispatch.letter_id == Letter.id),
)
"""The mail that says it is there did not arrive."""
OBJECTION: Final = (
    _letters(TaskKind.OBJECTION, LetterContest.received_on)
    .join(LetterContest, LetterContest.letter_id == Letter.id)
    .where(LetterContest.kind == ContestKind.OBJECTION, LetterContest.ended_on.is_(None))
)
CONDITION: Final = (
    _grants(TaskKind.CONDITION_MISSED, GrantCondition, func.min(GrantCondition.due_on),
            GrantCondition.grant_id == Grant.id)
    .join(Decision, GrantCondition.decision_id == Decision.id)
    .where(
        Decision.state == DecisionState.COUNTERSIGNED,
        GrantCondition.type == ConditionType.SUSPENSIVE,
        GrantCondition.confirmed_at.is_(None),
        GrantCondition.due_on < DAY,
        Grant.state.in_(AWARDED),
    )
    .group_by(Grant.number, Organisation.name)
)  # fmt: skip
"""Once for each grant, whatever number of conditions it missed."""
LIMIT: Final = (
    _grants(TaskKind.LIMIT, Hearing, _day(LimitChange.proposed_at), Hearing.grant_id == Grant.id)
    .join(LimitChange, LimitChange.hearing_id == Hearing.id)
    .where(
        LimitChange.confirmed_at.is_(None),
        LimitChange.voided_at.is_(None),
        LimitChange.proposed_by_id != MY,
        Hearing.ended_at.is_(None),
    )
)
PAYMENT: Final = _grants(
    TaskKind.PAYMENT, PaymentRequest, _day(PaymentRequest.submitted_at),
    PaymentRequest.grant_id == Grant.id,
).where(
    or_(
        PaymentRequest.state == PaymentState.SUBMITTED,
        (PaymentRequest.state == PaymentState.CHECKED) & (PaymentRequest.checked_by_id != MY),
        (PaymentRequest.state == PaymentState.APPROVED)
        & PaymentRequest.run_id.is_(None)
        & (PaymentRequest.checked_by_id != MY)
        & (PaymentRequest.approved_by_id != MY),
    )
)  # fmt: skip
"""To check, to order or to pay, by somebody who did none of these before."""
ACCOUNT: Final = (
    select(
        literal(TaskKind.ACCOUNT.value).label("kind"),
        cast(AccountChange.id, Text).label("number"), Organisation.name.label("name"),
        null().label("code"), _day(AccountChange.proposed_at).label("since"),
    )
    .join_from(AccountChange, Organisation, AccountChange.organisation_id == Organisation.id)
    .where(AccountChange.state == AccountState.PROPOSED, AccountChange.proposed_by_id != MY)
)  # fmt: skip
"""A new account to verify."""
HEARING_DUE: Final = (
    to_hear(*_of_grant(TaskKind.HEARING_DUE), func.min(HEARING_ON).label("since"))
    .join(Organisation, Grant.recipient_id == Organisation.id)
    .where(Grant.state.in_(AWARDED))
    .group_by(Grant.number, Organisation.name)
)
"""A report is missing for so long that the cadence speaks of a hearing."""
NOT_REMINDED: Final = (
    not_reminded(*_of_grant(TaskKind.NOT_REMINDED), FAILED_ON.label("since"))
    .join(Organisation, Grant.recipient_id == Organisation.id)
    .group_by(Grant.number, Organisation.name)
)
"""A reminder did not arrive: somebody has to telephone."""
AMENDMENT: Final = _grants(
    TaskKind.AMENDMENT, AmendmentRequest, _day(AmendmentRequest.sent_at),
    AmendmentRequest.grant_id == Grant.id,
).where(
    AmendmentRequest.state == RequestState.OPEN,
    ~exists().where(
        Decision.id == AmendmentRequest.decision_id, Decision.state == DecisionState.PROPOSED
    ),
)  # fmt: skip
"""A recipient asks for an amendment, and none is proposed."""
INTEREST: Final = (
    _grants(
        TaskKind.INTEREST, PaymentRequest,
        func.least(func.coalesce(
            LateUseHearing.answered_on, LateUseHearing.answer_until + 1, PaymentRequest.used_on
        ), DAY),
        PaymentRequest.grant_id == Grant.id,
    )
    .outerjoin(
        LateUseHearing,
        (LateUseHearing.payment_id == PaymentRequest.id) & LateUseHearing.ended_at.is_(None),
    )
    .where(
        PaymentRequest.state == PaymentState.IDLE,
        PaymentRequest.used_on.is_not(None),
        or_(
            LateUseHearing.answer_until.is_(None),
            LateUseHearing.answered_on.is_not(None),
            LateUseHearing.answer_until < DAY,
        ),
        ~exists().where(
            LateUseCharge.hearing_id == LateUseHearing.id,
            LateUseCharge.decision_id == Decision.id,
            Decision.state == DecisionState.PROPOSED,
        ),
    )
)  # fmt: skip
"""Used late, as the recipient said: interest is charged or not, and both need reasons (R-036)."""
EVERY: Final = union_all(
    TO_POST, SEND_AGAIN, MAIL_FAILED, OBJECTION, CONDITION, LIMIT, PAYMENT, ACCOUNT, HEARING_DUE,
    NOT_REMINDED, AMENDMENT, INTEREST,
).subquery()  # fmt: skip
OLDEST: Final = select(EVERY).order_by(EVERY.c.since, EVERY.c.number)
COUNT: Final = select(func.count()).select_from(EVERY).scalar_subquery()
"""How much there is, as a column of a statement that counts other things, too."""
