"""What the blank form of a round says: the questions of its terms and its deadline."""

from datetime import datetime
from typing import Final

from grants.documents.blank_form import Asked, BlankForm, FormSection
from grants.models.round import Round
from grants.papers.sender import sender_of
from grants.programme.application_form import BUDGET, DECLARATIONS, plannable
from grants.programme.calendar import today
from grants.programme.form_words import Question, declared, questions
from grants.programme.words import Language
from grants.queries.application import terms_of

ROOMS: Final = ((0, "none"), (1, "line"), (8, "some"), (16, "half"))
"""Up to how many lines a box is called so; a longer answer has a page."""


def fill_blank_form(round_: Round, language: Language, now: datetime) -> BlankForm:
    """The form as a document in one language.

    Raises LookupError when no authority is in charge on that day.
    """
    authority = round_.authority.on(today(now))
    if authority is None:
        raise LookupError(f"no authority is known on {today(now)}")
    terms = terms_of(round_.terms)
    statement = terms.statement
    return BlankForm(
        sender=sender_of(authority),
        made_at=now,
        programme=round_.title,
        terms_version=round_.terms.version,
        deadline=round_.closes_at,
        sections=tuple(
            FormSection(
                number=section.number,
                title=section.title,
                questions=tuple(_asked(question) for question in asked),
                notes=declared(terms) if section is DECLARATIONS else (),
                categories=tuple(each.name for each in plannable(terms))
                if section is BUDGET
                else (),
            )
            for section, asked in questions(terms)
        ),
        statement=statement.text if statement else None,
        statement_version=statement.version if statement else "",
        language=language,
    )


def _asked(question: Question) -> Asked:
    room = next((name for most, name in ROOMS if question.lines <= most), "page")
    return Asked(
        label=question.label,
        needed=question.needed,
        limit=question.limit,
        hint=question.hint,
        room=room,
    )
