"""Rounds of today: one awarded, one in selection, one open. Everything happens through acts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from grants.actions.decision import countersign
from grants.actions.formal_check import check_formally
from grants.actions.memo import confirm_memo, record_memo
from grants.actions.proposal import propose_on_application
from grants.actions.ranking import fix_ranking
from grants.actions.release import ask_for_release, confirm_release
from grants.actions.review import assign_juror, declare_conflict, make_final, save_scores
from grants.actions.round import SETTLING, make_round, move_round, open_and_close_due_rounds
from grants.demo.cast import an_invented_cluster
from grants.demo.fields import Invented
from grants.demo.scene import Scene
from grants.demo.story import Plan, Who, hand_in
from grants.models.application import Application
from grants.models.decision import DecisionKind, Ground
from grants.models.person import Person
from grants.models.review import FormalResult
from grants.models.round import Round
from grants.programme.money import Money, eur
from grants.programme.stages import ApplicationState, RoundState
from grants.programme.words import Words

CRITERIA: Final = ("C1", "C2", "C3", "C4", "C5")
REASON: Final = "Mustertext: Die Begründung steht für das Urteil eines Jurymitglieds."
TARGETS: Final = (("CA", "US"), ("JP",), ("FR", "NL"), ("KR", "SG"), ("BR",), ("FI", "DK"))
A: Final = ApplicationState
OUTCOMES: Final[dict[ApplicationState, tuple[DecisionKind, Ground | None, str]]] = {
    A.RECOMMENDED: (DecisionKind.SELECT, None, ""),
    A.RESERVE: (DecisionKind.RESERVE, None, ""),
    A.NOT_RECOMMENDED: (
        DecisionKind.REJECT,
        Ground.QUALITY,
        "Die Bewerbung erreicht die Mindestpunktzahl der Jury nicht.",
    ),
    A.FORMALLY_REJECTED: (
        DecisionKind.REJECT,
        Ground.FORMAL,
        "Die Bewerbung trägt nicht die Unterschrift einer zeichnungsberechtigten Person.",
    ),
}
"""What the officers decide on what the jury or the formal check found."""
PLANNED: Final = {
    RoundState.FORMAL_CHECK: 7,
    RoundState.REVIEW: 28,
    RoundState.JURY_MEETING: 70,
    RoundState.DECIDED: 90,
    RoundState.NOTIFIED: 100,
}
"""Days after the deadline on which each step is planned."""
NOTE: Final = Words(
    "Alle Cluster, Personen, Beträge und Bewertungen dieser Runde sind erfunden.",
    "All clusters, people, amounts and scores of this round are invented.",
)


def an_open_round(
    scene: Scene,
    *,
    number: int,
    opens_at: datetime,
    closes_at: datetime,
    budget: Money = eur(40_000_000),
) -> Round:
    """A round that an officer made and announced, and that the clock opened."""
    session, cast = scene.session, scene.cast
    made_at = opens_at - timedelta(days=20)
    day = closes_at.date()
    round_ = make_round(
        session,
        scene.terms,
        programme=scene.programme,
        number=number,
        title=Words(f"Wettbewerbsrunde {number}", f"Competition round {number}"),
        authority=scene.authority,
        opens_at=opens_at,
        closes_at=closes_at,
        budget=budget,
        milestones={state: day + timedelta(days=after) for state, after in PLANNED.items()},
        by=cast.dirk.as_actor(),
        now=made_at,
    )
    round_.synthetic = True
    round_.note_de, round_.note_en = NOTE.de, NOTE.en
    move_round(session, round_, "announce", by=cast.doris.as_actor(), now=made_at)
    open_and_close_due_rounds(session, now=opens_at)
    return round_


def applications_of(
    scene: Scene,
    round_: Round,
    invented: Sequence[Invented],
    *,
    starts_in: Sequence[int],
    now: datetime,
) -> list[Application]:
    """One application of each of these invented clusters, starting so many months from now.

    The months are taken in turn; negative ones lie before.
    """
    made = []
    for at, one in enumerate(invented):
        who = Who(
            *an_invented_cluster(
                scene.session, one.name, region=one.region, field=one.field, city=one.city, now=now
            )
        )
        plan = Plan(
            title=f"{one.field} aus {one.name.split(' ', 1)[1]} in die Welt",
            acronym=f"{one.field[:4].upper()}{at + 1}",
            countries=TARGETS[at % len(TARGETS)],
            costs=eur(560_000 + 40_000 * (at % 5)),
            later=eur(1_800_000 + 150_000 * (at % 4)),
            starts_on=scene.days.first_of(starts_in[at % len(starts_in)]),
        )
        made.append(hand_in(scene, who, round_, plan, now=now + timedelta(hours=5 * at)))
    return made


def close_round(scene: Scene, round_: Round, *, now: datetime) -> None:
    """The clock closes the round, and an officer begins the formal check."""
    session, dirk = scene.session, scene.cast.dirk.as_actor()
    open_and_close_due_rounds(session, now=round_.closes_at + SETTLING + timedelta(seconds=1))
    move_round(session, round_, "check", by=dirk, now=now)


def close_and_check(
    scene: Scene,
    round_: Round,
    every: Sequence[Application],
    *,
    now: datetime,
    out: Application | None = None,
) -> None:
    """The clock closes the round, an officer checks the forms; one may fall out unsigned."""
    session, dirk = scene.session, scene.cast.dirk.as_actor()
    close_round(scene, round_, now=now)
    for application in every:
        failed = application is out
        check_formally(
            session,
            application,
            FormalResult.REJECTED if failed else FormalResult.PASSED,
            reason_code="not_signed" if failed else "",
            note="Muster: Die Zeichnung fehlt." if failed else "",
            by=dirk,
            now=now,
        )
    move_round(session, round_, "review", by=dirk, now=now + timedelta(days=1))


def review(
    scene: Scene,
    application: Application,
    juror: Person,
    points: Sequence[str],
    *,
    now: datetime,
    final: bool = True,
) -> None:
    """A juror's review with points for each criterion, final or still a draft."""
    session, by = scene.session, juror.as_actor()
    given = assign_juror(session, application, juror, by=scene.cast.dirk.as_actor(), now=now)
    declare_conflict(session, given, conflicted=False, by=by, now=now + timedelta(days=1))
    scores = {code: (Decimal(point), REASON) for code, point in zip(CRITERIA, points, strict=True)}
    save_scores(session, given, scores, revision=0, by=by, now=now + timedelta(days=3))
    if final:
        make_final(session, given, revision=1, by=by, now=now + timedelta(days=4))


def rank_and_decide(scene: Scene, round_: Round, *, meeting: datetime) -> None:
    """The jury meets, two officers decide on every application, the letters are ordered."""
    session = scene.session
    dirk, doris = scene.cast.dirk.as_actor(), scene.cast.doris.as_actor()
    move_round(session, round_, "convene", by=dirk, now=meeting)
    fix_ranking(session, round_, by=dirk, now=meeting)
    decided = meeting + timedelta(days=14)
    for application in _in_order(session, round_):
        kind, ground, reasons = OUTCOMES[application.state]
        proposal = propose_on_application(
            session, application, kind, ground=ground, reasons=reasons, by=dirk, now=decided
        )
        countersign(session, proposal, by=doris, now=decided + timedelta(hours=3))
    tell(scene, round_, now=decided + timedelta(hours=4))


def tell(scene: Scene, round_: Round, *, now: datetime) -> None:
    """The ministry's decision goes on file, and two officers release all results at once."""
    session = scene.session
    dirk, doris = scene.cast.dirk.as_actor(), scene.cast.doris.as_actor()
    memo = record_memo(
        session,
        round_,
        author="Muster: Dr. Mara Mint, Referatsleiterin",
        file_number=f"Muster-514/{round_.number}",
        decided_on=now.date(),
        wording="Mustertext: Das Ministerium folgt den Vorschlägen des Projektträgers.",
        by=dirk,
        now=now,
    )
    confirm_memo(session, memo, by=doris, now=now + timedelta(minutes=20))
    release = ask_for_release(session, round_, by=dirk, now=now + timedelta(minutes=40))
    confirm_release(session, release, by=doris, now=now + timedelta(minutes=60))


def _in_order(session: Session, round_: Round) -> list[Application]:
    return list(
        session.scalars(
            select(Application)
            .where(Application.round_id == round_.id, Application.state.in_(OUTCOMES))
            .order_by(Application.rank.nulls_last(), Application.number)
        )
    )
