"""The blank form of a round, for everybody."""

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from grants.models.blank_form import BlankForm
from grants.models.document import Document
from grants.models.round import Round, TermsVersion
from grants.programme.words import Language
from grants.queries.call import COMING, OPEN
from grants.queries.file import Download


def rounds_without_form() -> Select[int]:
    """Rounds to come or open whose form, as they stand now, nobody has printed yet."""
    in_force = (
        select(TermsVersion.id)
        .where(TermsVersion.round_id == Round.id)
        .order_by(TermsVersion.version.desc())
        .limit(1)
        .correlate(Round)
        .scalar_subquery()
    )
    made = exists().where(
        BlankForm.round_id == Round.id,
        BlankForm.terms_id == in_force,
        BlankForm.closes_at == Round.closes_at,
    )
    return select(Round.id).where(Round.state.in_(COMING | OPEN), ~made).order_by(Round.id)


def find_blank_form(session: Session, round_: Round, language: Language) -> Download | None:
    """The form of the rules and the deadline in force, if it is printed."""
    file = BlankForm.german_id if language == "de" else BlankForm.english_id
    document = session.scalar(
        select(Document)
        .join(BlankForm, file == Document.id)
        .where(
            BlankForm.round_id == round_.id,
            BlankForm.terms_id == round_.terms.id,
            BlankForm.closes_at == round_.closes_at,
        )
    )
    if document is None:
        return None
    return Download(
        key=document.key,
        file_name=document.file_name,
        content_type="application/pdf",
        size=document.size,
        sha256=document.sha256,
    )
