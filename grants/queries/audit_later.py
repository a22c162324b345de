"""What letters changed or claimed after the award, in amounts: amended, revoked, charged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload

from grants.models.amendment import Amendment
from grants.models.award import Award
from grants.models.decision import Decision, Letter
from grants.models.grant import Grant
from grants.models.late_use import LateUseCharge
from grants.models.notification import LetterContest
from grants.models.revocation import Revocation
from grants.programme.amendment import from_kept
from grants.programme.cap import counted_against_cap
from grants.programme.money import NOTHING, Money, total
from grants.programme.notification import CONTEST_WORDS, STANDING_WORDS, ContestKind
from grants.programme.revocation import MEASURE_WORDS
from grants.programme.terms import Terms
from grants.programme.words import Words, say
from grants.queries.application import terms_of
from grants.queries.hearing import interest_of
from grants.queries.late_use import interest_charged
from grants.queries.letter import LETTER_WORDS
from grants.queries.notification import Delivery, deliveries_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterLetter:
    """A letter that changed an awarded grant or claims interest on its money, EUR, with where its
    decision stands."""

    letter: Letter
    at: datetime
    """When the second person signed."""
    grant: Grant
    what: Words
    old: Money
    """What the recipient could have at most before, less what was revoked until then."""
    new: Money
    on_cap: Money
    """By how much it changes what is committed under the cap."""
    amends: bool
    reclaim: Money
    interest: Money
    late_use: bool
    """Is the interest on money that was used late, and nothing else changes?"""
    standing: Words
    contests: tuple[Words, ...]

    @property
    def change(self) -> Money:
        """By how much the letter changes the grant."""
        return self.new - self.old


def later_letters(
    session: Session, about: ColumnElement[bool], until: datetime
) -> tuple[LaterLetter, ...]:
    """The letters of these awards that two people decided on, the first one first.

    Those after `until` are among them; where a decision stands is told as it was known by then.
    At most three statements.
    """
    rows = session.execute(
        select(Letter, Amendment, Revocation, LateUseCharge)
        .join(Decision, Letter.decision_id == Decision.id)
        .outerjoin(Amendment, Amendment.decision_id == Decision.id)
        .outerjoin(Revocation, Revocation.decision_id == Decision.id)
        .outerjoin(LateUseCharge, LateUseCharge.decision_id == Decision.id)
        .join(Grant, Decision.grant_id == Grant.id)
        .join(Award, Grant.award_id == Award.id)
        .where(about, or_(*(one.id.is_not(None) for one in (Amendment, Revocation, LateUseCharge))))
        .options(
            joinedload(Letter.grant).joinedload(Grant.award).joinedload(Award.terms),
            joinedload(Letter.decision).joinedload(Decision.terms),
        )
        .order_by(Decision.countersigned_at, Letter.id)
    ).all()
    if not rows:
        return ()
    ways = deliveries_of(session, [row[0] for row in rows], until)
    stand = _at_first((amended, letter.grant) for letter, amended, *_ in rows if letter.grant)
    return tuple(_later(*row, stand, way=ways[row[0].id]) for row in rows)


Stand = dict[int, tuple[Money, Money]]
"""Of each grant, what was granted and what of it was revoked."""


def _at_first(rows: Iterable[tuple[Amendment | None, Grant]]) -> Stand:
    """What each grant was before its letters: its first amendment says so, else it is the same."""
    amount: dict[int, Money] = {}
    same: dict[int, Money] = {}
    for amended, grant in rows:
        same[grant.id] = grant.amount
        if amended is not None:
            amount.setdefault(grant.id, from_kept(amended.before).amount)
    return {each: (amount.get(each, now), NOTHING) for each, now in same.items()}


def _later(
    letter: Letter,
    amended: Amendment | None,
    taken: Revocation | None,
    charged: LateUseCharge | None,
    stand: Stand,
    *,
    way: Delivery,
) -> LaterLetter:
    """One letter; `stand` goes on with it."""
    grant = letter.grant
    if grant is None or letter.decision.countersigned_at is None:
        raise LookupError(f"{letter.number} changes no grant that was awarded")
    granted, gone = stand[grant.id]
    old = granted - gone
    if amended is not None:
        granted = from_kept(amended.after).amount
    if taken is not None:
        gone += taken.revoked
    stand[grant.id] = granted, gone
    parts = interest_of(taken) if taken else interest_charged(charged) if charged else ()
    return LaterLetter(
        letter=letter,
        at=letter.decision.countersigned_at,
        grant=grant,
        what=_what(letter, amended, taken),
        old=old,
        new=granted - gone,
        on_cap=_on_cap(terms_of(grant.award.terms), amended, taken),
        amends=amended is not None,
        reclaim=taken.reclaim if taken else NOTHING,
        interest=total(part.interest for part in parts),
        late_use=charged is not None,
        standing=STANDING_WORDS[way.course.standing],
        contests=tuple(map(_contest, way.contests)),
    )


def _what(letter: Letter, amended: Amendment | None, taken: Revocation | None) -> Words:
    if amended is not None:
        return say("Änderungsbescheid Nr. {n}", "Amendment no. {n}", n=str(amended.ordinal))
    return MEASURE_WORDS[taken.measure] if taken else LETTER_WORDS[letter.kind]


def _on_cap(terms: Terms, amended: Amendment | None, taken: Revocation | None) -> Money:
    if amended is not None:
        before, after = (
            counted_against_cap(terms, each.direct, each.allowance)
            for each in (from_kept(amended.before), from_kept(amended.after))
        )
        return after - before
    if taken is not None:
        return -counted_against_cap(terms, taken.revoked - taken.allowance, taken.allowance)
    return NOTHING


def _contest(contest: LetterContest) -> Words:
    """What the recipient did about it, and how that ended."""
    came = say("{kind} vom {day}", "{kind} of {day}", kind=CONTEST_WORDS[contest.kind],
               day=contest.received_on)  # fmt: skip
    if contest.kind is ContestKind.WAIVER:
        return came
    if contest.ended_on is None:
        return Words(f"{came.de}, offen", f"{came.en}, open")
    return say("{came}, beendet am {day}: {how}", "{came}, ended on {day}: {how}", came=came,
               day=contest.ended_on, how=contest.outcome)  # fmt: skip
