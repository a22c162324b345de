"""The texts an authority words itself, in print: put in, escaped, and reaching nothing."""

import json
from dataclasses import replace

import pytest

from grants.documents.letter_text import LetterTexts
from grants.documents.missing import missing_parts
from grants.documents.page import page
from grants.documents.printing import prepare, print_document
from grants.documents.sample_letter import SAMPLES
from grants.documents.sample_part import CLUSTER, RECIPIENT, ROUND, Sample
from grants.models.decision import LetterKind
from grants.programme.letter_sheet import SHEETS
from grants.programme.words import Words
from tests.documents.later_samples import LATER
from tests.documents.reading import attachments_of, fonts_of, text_of
from tests.documents.rejection_samples import a_formal_rejection, a_rejection_letter
from tests.documents.samples import MADE, OBJECTION, a_heading, an_award_letter
from tests.documents.selection_samples import a_selection_letter
from tests.documents.test_hostile import HOSTILE, listener

__all__ = ["listener"]  # a fixture


def a_sample(kind, **texts):
    """A sample letter of this kind with these texts."""
    return SAMPLES[kind](
        Sample(
            heading=a_heading(RECIPIENT, cluster=CLUSTER, round=ROUND),
            remedy=OBJECTION,
            texts=LetterTexts(version=3, texts=texts),
            made_at=MADE,
        )
    )


def squeezed(text):
    """The text without what a line break may add or take."""
    return text.replace(" ", "").replace("-", "")


def printed(document):
    """The text of the document, blanks joined."""
    return text_of(print_document(prepare(document)))


def test_every_kind_of_letter_has_its_sheet_and_its_sample():
    assert set(SHEETS) == set(SAMPLES) == set(LetterKind)


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_sample_letter_lacks_nothing_and_says_that_it_is_one(kind):
    letter = a_sample(kind)

    assert missing_parts(letter) == []
    assert printed(letter).count("Muster mit erfundenen Angaben") > 1


@pytest.mark.parametrize("kind", SAMPLES)
def test_hostile_text_in_every_passage_stays_text_and_reaches_nothing(kind, listener):
    port = listener.getsockname()[1]
    hostile = "\n\n".join(HOSTILE).replace("{port}", str(port))
    texts = {each.code: Words(hostile, hostile) for each in SHEETS[kind].passages}

    pdf = print_document(prepare(a_sample(kind, **texts)))

    paper = squeezed(text_of(pdf))
    for one in HOSTILE:
        assert paper.count(squeezed(one.replace("{port}", str(port)))) >= len(texts), one
    assert list(attachments_of(pdf)) == ["bescheid.json"]
    assert fonts_of(pdf) == {"Letter", "Letter-Bold"}
    assert b"root:x:0" not in pdf


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_passage_is_printed_once_in_each_language(kind):
    texts = {
        each.code: Words(f"Anfang-{each.code}-Ende", f"Start-{each.code}-Stop")
        for each in SHEETS[kind].passages
    }

    text = printed(a_sample(kind, **texts)).replace(" ", "")

    for code in texts:
        assert text.count(f"Anfang-{code}-Ende") == 1, code
        assert text.count(f"Start-{code}-Stop") == 1, code


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_placeholder_of_the_list_is_put_in(kind):
    sheet = SHEETS[kind]
    words = Words(" | ".join(sheet.names("de")), " | ".join(sheet.names("en")))

    said = a_sample(kind, opening=words).passage("opening")

    for text in (said.de, said.en):
        values = text.split(" | ")
        assert len(values) == len(sheet.placeholders)
        assert all(value and "{" not in value for value in values), values


def test_a_text_takes_figures_and_dates_from_the_letter():
    words = Words(
        "Az. {aktenzeichen} vom {datum}: {empfänger} ({cluster}, {runde}) erhält für {nummer} "
        "„{vorhaben}“ {betrag} im Zeitraum {zeitraum}, Antrag vom {antrag}",
        "File {file_number} of {date}: {amount}",
    )
    heading = replace(an_award_letter().heading, cluster=CLUSTER, round=ROUND)
    letter = an_award_letter(heading=heading, texts=LetterTexts(texts={"opening": words}))

    assert letter.passage("opening").de == (
        "Az. 4-2027/0117 vom 08.01.2027: Luftfahrtcluster Nordwerft e.\xa0V. (Luftfahrtcluster "
        "Nordwerft, Musterrunde) erhält für 03INT400A „Konzeptionsphase InterCabin“ "
        "400.000,00\xa0EUR im Zeitraum 01.01.2027 bis 31.12.2028, Antrag vom 12.10.2026, zuletzt "
        "geändert am 02.12.2026,"
    )
    assert letter.passage("opening").en == ("File 4-2027/0117 of 8 January 2027: EUR\xa0400,000.00")


@pytest.mark.parametrize(
    ("document", "opening"),
    [
        (
            an_award_letter,
            "auf Ihren Antrag vom 12.10.2026, zuletzt geändert am 02.12.2026, ergeht",
        ),
        (a_rejection_letter, "Nach Abschluss des Auswahlverfahrens ergeht der folgende Bescheid."),
        (a_formal_rejection, "Nach der formalen Prüfung ergeht der folgende Bescheid."),
        (a_selection_letter, "eingegangen am 12.10.2026, 14:03:11 Uhr (MESZ). Nach Abschluss"),
    ],
)
def test_without_texts_of_its_own_a_letter_says_what_is_built_in(document, opening):
    letter = document()

    assert opening in printed(letter)
    assert letter.text_version == 0


@pytest.mark.parametrize("document", [an_award_letter, a_rejection_letter, *LATER])
def test_the_snapshot_keeps_the_words_and_their_version_and_no_placeholder(document):
    texts = LetterTexts(version=7, texts={"closing": Words("Zu {nummer}.", "On {number}.")})

    data = prepare(document(texts=texts))

    closing = next(each for each in data["passages"] if each["code"] == "closing")
    assert data["text_version"] == 7
    assert closing["words"]["de"].startswith("Zu ")
    assert "{n" not in json.dumps(data["passages"])
    assert "texts" not in data


def test_the_decision_is_printed_as_the_authority_words_it_and_its_amount_stays_bold():
    texts = {"grant": Words(
        "{empfänger} erhält für „{vorhaben}“ bis zu {betrag} (in Worten: {betrag_in_worten}) <b>.",
        "{recipient} gets up to {amount} ({amount_in_words}) for “{project}”.",
    )}  # fmt: skip
    data = prepare(replace(an_award_letter(), texts=LetterTexts(version=3, texts=texts)))

    html = page("letter/award", "de", data, "", "")

    assert "erhält für „" in html
    assert "bis zu <strong>400.000,00\N{NO-BREAK SPACE}EUR</strong> (in Worten:" in html
    assert "&lt;b&gt;." in html
    assert "Wir bewilligen Ihnen" not in html
