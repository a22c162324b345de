"""What must be true before a round takes its next step, as findings for the page and the act."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from grants.models.application import Application
from grants.models.award import Award
from grants.models.decision import Decision, DecisionState, Letter, LetterState
from grants.models.grant import Grant
from grants.models.review import FormalCheck
from grants.models.round import Round
from grants.programme.finding import Finding
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import ApplicationState, GrantState
from grants.programme.words import Words, counted, say
from grants.queries.application import terms_of
from grants.queries.meeting_ready import meeting_held
from grants.queries.release import has_pending
from grants.queries.round_count import count_applications
from grants.queries.round_reviewed import assigned, scored

A = ApplicationState
SOURCE: Final = Words("Ablauf einer Runde", "Course of a round")
WITHOUT_A_RESULT: Final = (A.SUBMITTED, A.INCOMPLETE)
RANKED: Final = (A.RECOMMENDED, A.RESERVE, A.NOT_RECOMMENDED)
IN_PROGRESS: Final = (
    *WITHOUT_A_RESULT,
    A.FORMALLY_OK,
    A.UNDER_REVIEW,
    *RANKED,
)
ENDED: Final = (
    GrantState.SETTLED,
    GrantState.RETENTION,
    GrantState.ARCHIVED,
    GrantState.REVOKED,
    GrantState.WITHDRAWN_AWARD,
)


_SIGNED: Final = exists().where(
    Decision.application_id == Application.id, Decision.state == DecisionState.COUNTERSIGNED
)


def findings_before(session: Session, round_: Round, act: str) -> list[Finding]:
    """What must hold before the round may do this act, each with its counts; often nothing.

    What does not hold yet is still to do: nobody has broken a rule by being half way.
    """
    check = CHECKS.get(act)
    found = [] if check is None else check(session, round_)
    return [replace(finding, missing=not finding.holds) for finding in found]


def has_undecided(session: Session, round_: Round, *, beside: Application) -> bool:
    """Does another application of the round still wait for its outcome, signed by two people?"""
    left = count_applications(
        session,
        round_,
        Application.id != beside.id,
        Application.state.in_(IN_PROGRESS),
        ~_SIGNED,
    )
    return left > 0


def _goals(_session: Session, round_: Round) -> Iterable[Finding]:
    count = len(terms_of(round_.terms).goals)
    yield Finding(
        rule="ROUND-GOALS",
        holds=count > 0,
        claim=Words(
            "Die Runde nennt Ziele mit Indikator und Zielwert.",
            "The round names goals with an indicator and a target.",
        ),
        says=say("{count} Ziele stehen in den Regeln.", "{count} goals are in the terms.",
                 count=count),
        source=SOURCE,
    )  # fmt: skip


def _still_out(session: Session, round_: Round) -> Iterable[Finding]:
    drafts = count_applications(session, round_, Application.state == A.DRAFT)
    if drafts:
        yield Finding(
            rule="R-014",
            holds=False,
            warns=True,
            claim=Words("Kein Entwurf steht noch aus.", "No draft is still out."),
            says=say(
                "{drafts} noch verspätet eintreffen. Mit der formalen Prüfung endet das.",
                "{drafts} still arrive late. The formal check ends that.",
                drafts=counted(
                    drafts,
                    Words("Entwurf darf", "draft may"),
                    Words("Entwürfe dürfen", "drafts may"),
                ),
            ),
            source=TERMS_OF_ROUND,
        )


def _checked(session: Session, round_: Round) -> Iterable[Finding]:
    handed_in = count_applications(session, round_, Application.submitted_at.is_not(None))
    withdrawn = count_applications(
        session, round_, Application.state == A.WITHDRAWN, Application.submitted_at.is_not(None)
    )
    has_result = exists().where(FormalCheck.application_id == Application.id)
    checked = count_applications(
        session,
        round_,
        has_result,
        Application.state.not_in((*WITHOUT_A_RESULT, A.WITHDRAWN)),
    )
    yield Finding(
        rule="ROUND-CHECKED",
        holds=handed_in == withdrawn + checked,
        claim=Words(
            "Jede eingereichte Bewerbung hat ein Ergebnis der formalen Prüfung.",
            "Every application has a result of the formal check.",
        ),
        says=say(
            "Eingereichte Bewerbungen: {handed_in}, davon mit Ergebnis {checked},"
            " zurückgezogen {withdrawn}, offen {open}.",
            "Submitted applications: {handed_in}, of these with a result {checked},"
            " withdrawn {withdrawn}, open {open}.",
            handed_in=handed_in,
            checked=checked,
            withdrawn=withdrawn,
            open=handed_in - checked - withdrawn,
        ),
        source=SOURCE,
        place="formal-check",
    )


def _ranked(session: Session, round_: Round) -> Iterable[Finding]:
    yield scored(session, round_)
    yield from meeting_held(session, round_)
    left = count_applications(session, round_, Application.state == A.UNDER_REVIEW)
    yield Finding(
        rule="ROUND-RANKED",
        holds=left == 0,
        claim=Words(
            "Jede begutachtete Bewerbung hat ihren Platz in der Rangliste.",
            "Every reviewed application has its place in the ranking.",
        ),
        says=say("Ohne Platz: {left}.", "Without a place: {left}.", left=left),
        source=SOURCE,
        place="ranking",
    )  # fmt: skip


def _decided(session: Session, round_: Round) -> Iterable[Finding]:
    to_decide = Application.state.in_((*RANKED, A.FORMALLY_REJECTED))
    left = count_applications(session, round_, to_decide, ~_SIGNED)
    yield Finding(
        rule="ROUND-DECIDED",
        holds=left == 0,
        claim=Words(
            "Über jede Bewerbung der Rangliste und jede formal abgelehnte haben zwei Personen"
            " entschieden.",
            "Two people have decided on every application, ranked or formally rejected.",
        ),
        says=say("Noch nicht entschieden: {left}.", "Not decided yet: {left}.", left=left),
        source=SOURCE,
        place="decisions",
    )


def _told(session: Session, round_: Round) -> Iterable[Finding]:
    waiting = (
        select(Letter.id)
        .join(Application, Letter.application_id == Application.id)
        .where(
            Application.round_id == round_.id,
            Letter.grant_id.is_(None),
            Letter.state != LetterState.RENDERED,
        )
    )
    held = count_applications(session, round_, has_pending())
    yield Finding(
        rule="ROUND-RELEASED",
        holds=held == 0,
        claim=Words(
            "Was entschieden ist, ist zur Mitteilung freigegeben.",
            "What is decided is released to be told.",
        ),
        says=say("Noch nicht freigegeben: {held}.", "Not released yet: {held}.", held=held),
        source=SOURCE,
        place="release",
    )
    left = _count(session, waiting)
    yield Finding(
        rule="ROUND-TOLD",
        holds=left == 0,
        claim=Words("Alle Bescheide sind fertig.", "All letters are made."),
        says=say("Noch nicht fertig: {left}.", "Not made yet: {left}.", left=left),
        source=SOURCE,
    )


def _settled(session: Session, round_: Round) -> Iterable[Finding]:
    running = (
        select(Grant.id)
        .join(Award, Grant.award_id == Award.id)
        .join(Application, Award.application_id == Application.id)
        .where(Application.round_id == round_.id, Grant.state.not_in(ENDED))
    )
    left = _count(session, running)
    yield Finding(
        rule="ROUND-SETTLED",
        holds=left == 0,
        claim=Words("Alle Zuwendungen sind abgeschlossen.", "All grants are closed."),
        says=say("Noch nicht abgeschlossen: {left}.", "Not closed yet: {left}.", left=left),
        source=SOURCE,
    )


CHECKS: Final[dict[str, Callable[[Session, Round], Iterable[Finding]]]] = {
    "announce": _goals,
    "check": _still_out,
    "review": _checked,
    "convene": assigned,
    "rank": _ranked,
    "decide": _decided,
    "notify": _told,
    "close_out": _settled,
}
"""By the act that needs them. An act that is not named has no condition but its place."""


def _count(session: Session, rows: Select[int]) -> int:
    return session.scalar(select(func.count()).select_from(rows.subquery())) or 0
