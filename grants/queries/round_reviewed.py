"""Has every application of a round its jurors, and their last word (R-061)?"""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from grants.models.application import Application
from grants.models.review import Assignment, ConflictDeclaration
from grants.models.round import Round
from grants.programme.finding import Finding
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.stages import ApplicationState
from grants.programme.words import Words, counted, say
from grants.queries.application import terms_of
from grants.queries.round_count import count_applications

A = ApplicationState
_CONFLICT: Final = exists().where(
    ConflictDeclaration.application_id == Assignment.application_id,
    ConflictDeclaration.juror_id == Assignment.juror_id,
    ConflictDeclaration.conflicted,
)
"""Did the juror of an assignment declare a conflict with its application?"""


def assigned(session: Session, round_: Round) -> Iterable[Finding]:
    """Has every application under review enough jurors without a conflict?"""
    least = terms_of(round_.terms).selection.min_scores
    under_review = (Application.round_id == round_.id, Application.state == A.UNDER_REVIEW)
    enough_jurors = _valid_reviews(final=False) >= least
    all_of_them, enough, out = session.execute(
        select(
            func.count(Application.id),
            func.count(Application.id).filter(enough_jurors),
            _open_reviews(round_).scalar_subquery(),
        ).where(*under_review)
    ).one()
    yield Finding(
        rule="ROUND-ASSIGNED",
        holds=enough == all_of_them,
        claim=Words("Jede Bewerbung hat genug Gutachten.", "Every application has enough jurors."),
        says=say(
            "{enough} von {all} Bewerbungen haben mindestens {least} Jurymitglieder ohne Konflikt.",
            "{enough} of {all} applications have at least {least} jurors without a conflict.",
            enough=enough,
            all=all_of_them,
            least=least,
        ),
        source=TERMS_OF_ROUND,
        place="jury",
    )
    if out:
        yield Finding(
            rule="ROUND-REVIEWS-OUT",
            holds=False,
            warns=True,
            claim=Words("Kein Gutachten steht mehr aus.", "No review is still out."),
            says=say(
                "Noch nicht endgültig: {open}. Nach dem Einberufen verlässt niemand mehr die Jury;"
                " wer kein Gutachten mehr gibt, wird vorher entbunden.",
                "Not final yet: {open}. Once the jury is convened nobody leaves it any more;"
                " whoever will not give a review is released before.",
                open=counted(out, Words("Gutachten", "review"), Words("Gutachten", "reviews")),
            ),
            source=TERMS_OF_ROUND,
            place="jury",
        )


def scored(session: Session, round_: Round) -> Finding:
    """Has every application under review enough final reviews (R-061)?"""
    least = terms_of(round_.terms).selection.min_scores
    all_of_them = count_applications(session, round_, Application.state == A.UNDER_REVIEW)
    enough = count_applications(
        session, round_, Application.state == A.UNDER_REVIEW, _valid_reviews(final=True) >= least
    )
    return scored_finding(enough, all_of_them, least)


def scored_finding(enough: int, all_of_them: int, least: int) -> Finding:
    """The same from counts that are known already."""
    return Finding(
        rule="R-061",
        holds=enough == all_of_them,
        claim=Words(
            "Jede Bewerbung ist fertig begutachtet.", "Every application has its final reviews."
        ),
        says=say(
            "{enough} von {all} Bewerbungen haben mindestens {least} endgültige Gutachten.",
            "{enough} of {all} applications have at least {least} final reviews.",
            enough=enough,
            all=all_of_them,
            least=least,
        ),
        source=TERMS_OF_ROUND,
        place="jury",
    )


def open_reviews(session: Session, round_: Round) -> int:
    """How many reviews of jurors without a conflict are not final; one statement."""
    return session.scalar(_open_reviews(round_)) or 0


def _open_reviews(round_: Round) -> Select[int]:
    judged = aliased(Application)
    return (
        select(func.count(Assignment.id))
        .join(judged, Assignment.application_id == judged.id)
        .where(
            judged.round_id == round_.id,
            judged.state == A.UNDER_REVIEW,
            Assignment.final_at.is_(None),
            ~_CONFLICT,
        )
    )


def _valid_reviews(*, final: bool) -> ColumnElement[int]:
    """How many jurors without a conflict an application has, or how many final reviews."""
    valid = and_(Assignment.application_id == Application.id, ~_CONFLICT)
    if final:
        valid = and_(valid, Assignment.final_at.is_not(None))
    return select(func.count(Assignment.id)).where(valid).correlate(Application).scalar_subquery()
