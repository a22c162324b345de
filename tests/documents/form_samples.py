"""A blank form, made from the preset of the programme."""

from dataclasses import replace
from datetime import UTC, datetime

from grants.documents.blank_form import Asked, BlankForm, FormSection
from grants.programme.application_form import BUDGET, plannable
from grants.programme.form_words import questions
from grants.programme.preset import preset
from grants.programme.words import Words
from tests.documents.rejection_samples import SPONSOR

TERMS = preset("interclust")
ROOMS = ("line", "some", "half", "page", "none")


def a_blank_form(**changes):
    """The form of round 6; every kind of box is in it."""
    sections = [
        FormSection(
            number=section.number,
            title=section.title,
            questions=tuple(
                Asked(
                    label=question.label,
                    needed=question.needed,
                    limit=question.limit,
                    hint=question.hint,
                    room=ROOMS[at % len(ROOMS)],
                )
                for at, question in enumerate(asked)
            ),
            categories=tuple(each.name for each in plannable(TERMS)) if section is BUDGET else (),
        )
        for section, asked in questions(TERMS)
    ]
    return replace(
        BlankForm(
            sender=SPONSOR,
            made_at=datetime(2028, 4, 1, 8, tzinfo=UTC),
            programme=Words("InterClust, 6. Wettbewerbsrunde", "InterClust, round 6"),
            terms_version=2,
            deadline=datetime(2028, 6, 30, 21, 59, 59, tzinfo=UTC),
            sections=tuple(sections),
            statement=TERMS.statement.text,
            statement_version=TERMS.statement.version,
        ),
        **changes,
    )
