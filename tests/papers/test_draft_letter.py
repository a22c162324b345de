"""A letter that is not issued says so on every page, and has nothing that only issuing gives."""

import pytest

from grants.actions.proposal import propose_grant, propose_on_application
from grants.documents.printing import prepare, print_document
from grants.models.decision import DecisionKind
from grants.papers.letter import preview_letter
from tests.documents.reading import lines_by_page, text_of
from tests.makers.decision import a_fundable_grant, a_ranked_application, two_officers
from tests.makers.moment import NOON


def drafts(session):
    """The drafts of a selection and of an award, as a second person reads them."""
    first, second = two_officers(session)
    chosen = propose_on_application(session, a_ranked_application(session), DecisionKind.SELECT,
                                    by=first.as_actor(), now=NOON)  # fmt: skip
    grant = a_fundable_grant(session)
    award = propose_grant(session, grant, by=first.as_actor(), now=NOON)
    return [
        preview_letter(session, decision, about, second=second, now=NOON)
        for decision, about in ((chosen, None), (award, grant))
    ]


@pytest.mark.parametrize("which", [0, 1])
def test_a_draft_says_so_on_every_page_and_has_no_code_and_no_signatures(session, which):
    pdf = print_document(prepare(drafts(session)[which]))

    pages = lines_by_page(pdf)
    assert all(any("Entwurf" in line for line in page) for page in pages)
    text = text_of(pdf)
    assert "gez." not in text
    assert "Prüfcode ·" not in text
    assert "nicht gezeichnet" in text
    assert "Nummer folgt" not in text
    assert "wird bei Erlass vergeben" in text
    assert "assigned on issue" in text


def test_the_draft_of_a_selection_says_when_the_case_gets_its_number(session):
    text = text_of(print_document(prepare(drafts(session)[0])))

    assert "Die Nummer des Falls wird mit der Freigabe vergeben." in text
    assert "The number of its case is assigned on release." in text


def test_a_letter_without_special_conditions_does_not_speak_of_them(session):
    text = text_of(print_document(prepare(drafts(session)[1])))

    assert "besonderen Nebenbestimmungen in Abschnitt" not in text
    assert "Keine." not in text
