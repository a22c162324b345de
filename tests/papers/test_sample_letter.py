"""The sample letter of an authority: with a proposed text before it holds, signed by nobody."""

import pytest

from grants.documents.letter_text import LetterTexts
from grants.documents.missing import missing_parts
from grants.models.decision import LetterKind
from grants.papers.letter_sample import FILE_NUMBER, sample_letter
from grants.papers.letter_text import texts_in_force
from grants.programme.words import Words
from grants.queries.letter_text import history_of, wording_of
from tests.makers.decision import two_officers
from tests.makers.letter_text import KIND, WISH, a_proposal, a_version
from tests.makers.moment import NOON
from tests.makers.round import an_authority


def the_sample(session, authority, kind=KIND):
    """The sample letter with the text that waits, else with the one in force."""
    history = history_of(session, authority, kind)
    texts = wording_of(history.waiting or history.in_force, history.sheet)
    return sample_letter(authority.on(NOON.date()), kind, texts, now=NOON)


def test_a_proposed_text_stands_in_the_sample_and_in_no_letter_yet(session):
    authority = an_authority(session)
    dirk, _berta = two_officers(session)
    a_proposal(session, authority, dirk)

    said = the_sample(session, authority).passage("closing")

    assert said.de == "Wir wünschen Luftfahrtcluster Nordwerft e.\N{NO-BREAK SPACE}V. viel Erfolg."
    assert texts_in_force(session, authority.id, KIND) == LetterTexts()


def test_a_proposal_begins_with_what_is_published_and_shows_only_what_it_changes(session):
    authority = an_authority(session)
    dirk, berta = two_officers(session)
    a_version(session, authority, dirk, berta)
    a_proposal(session, authority, dirk, opening=Words("Guten Tag,", ""))

    letter = the_sample(session, authority)

    assert letter.passage("opening") == Words("Guten Tag,", "")
    assert letter.passage("closing").de.startswith(WISH.de.partition(" {")[0])


def test_a_sample_has_the_authoritys_head_and_remedy_and_nobody_signs_it(session):
    authority = an_authority(session)
    version = authority.on(NOON.date())

    letter = the_sample(session, authority)

    assert letter.heading.sender.name == version.name
    assert version.remedy_body in letter.remedy.instruction.de
    assert letter.heading.file_number == FILE_NUMBER
    assert {one.name for one in letter.heading.signatories} == {"N.\N{NO-BREAK SPACE}N."}
    assert letter.heading.notice is not None


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_of_letter_has_a_sample_that_lacks_nothing(session, kind):
    letter = the_sample(session, an_authority(session), kind)

    assert missing_parts(letter) == []
