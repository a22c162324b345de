"""What a letter lacks. A letter with any gap is not issued: its defects cost a year (R-051)."""

from collections.abc import Iterator

from grants.documents import remedy
from grants.documents.award_letter import AwardLetter
from grants.documents.conditional_letter import ConditionalLetter
from grants.documents.letter import Heading
from grants.documents.missing_later import LaterLetter, of_a_condition, of_a_later_letter
from grants.documents.rejection_letter import RejectionLetter
from grants.documents.selection_letter import SelectionLetter
from grants.documents.snapshot import Plain, snapshot
from grants.documents.text import signs_we_lack
from grants.programme.money import NOTHING
from grants.programme.words import Words, say

SIGNATORIES = 2
"""Who drafted and who countersigned (R-054)."""

Gap = tuple[bool, Words]


AnyLetter = AwardLetter | RejectionLetter | SelectionLetter | LaterLetter


def missing_parts(letter: AnyLetter) -> list[Words]:
    """Each part that is missing, in words for the officer; an empty list lets the letter go."""
    match letter:
        case AwardLetter():
            own = _of_an_award(letter)
        case RejectionLetter():
            own = _of_a_rejection(letter)
        case SelectionLetter():
            own = _of_a_selection(letter)
        case _:
            own = of_a_later_letter(letter)
    gaps = [name for there, name in (*_of_the_heading(letter.heading), *own) if not there]
    return gaps + remedy.gaps(letter.remedy) + list(_signs(snapshot(letter)))


def _of_the_heading(heading: Heading) -> Iterator[Gap]:
    sender = heading.sender
    yield bool(sender.name), Words("die Behörde", "the authority")
    yield bool(sender.street and sender.town), Words("der Sitz der Behörde", "its seat")
    yield bool(heading.file_number), Words("das Aktenzeichen", "the file number")
    yield bool(heading.recipient.name), Words("der Empfänger", "the recipient")
    yield (
        bool(heading.recipient.street and heading.recipient.town),
        Words("die Anschrift des Empfängers", "the recipient's address"),
    )
    yield bool(heading.salutation.de), Words("die Anrede", "the salutation")
    named = [person for person in heading.signatories if person.name]
    yield (
        len(named) >= SIGNATORIES,
        Words("die Namen der beiden Verantwortlichen", "the names of both signatories"),
    )


def _of_an_award(letter: AwardLetter) -> Iterator[Gap]:
    yield bool(letter.grant_number), Words("das Förderkennzeichen", "the grant number")
    yield _said(letter.project), Words("das Vorhaben", "the project")
    yield letter.amount > NOTHING, Words("der Betrag", "the amount")
    yield _said(letter.amount_in_words), Words("der Betrag in Worten", "the amount in words")
    yield _said(letter.purpose), Words("der Zweck", "the purpose")
    yield _said(letter.state_aid), Words("die beihilferechtliche Grundlage", "the state-aid basis")
    yield (
        letter.period_from < letter.period_until,
        Words("der Bewilligungszeitraum", "the approval period"),
    )
    yield bool(letter.plan.lines), Words("der Finanzierungsplan", "the financing plan")
    yield (
        letter.plan.balances and letter.plan.grant.sum == letter.amount,
        Words("ein Finanzierungsplan, der aufgeht", "a financing plan that adds up"),
    )
    yield bool(letter.deadlines), Words("die Termine der Berichte", "the dates of the reports")
    yield (
        not letter.deviates or (letter.reasons is not None and _said(letter.reasons)),
        Words(
            "die Begründung der Abweichung vom Antrag", "reasons for departing from the application"
        ),
    )
    if isinstance(letter, ConditionalLetter):
        for condition in (letter.condition, *letter.further):
            yield from of_a_condition(condition)


def _of_a_rejection(letter: RejectionLetter) -> Iterator[Gap]:
    yield bool(letter.application_number), Words("die Nummer der Bewerbung", "the number")
    yield _said(letter.facts), Words("der Sachverhalt", "the facts")
    yield _said(letter.reasons), Words("die Begründung", "the reasons")
    yield (
        bool(letter.assessment or letter.formal_grounds),
        Words("die Bewertung oder der formale Grund", "the assessment or the formal ground"),
    )
    yield (
        letter.assessment is None or letter.assessment.weight == 1,
        Words("Gewichte, die 100 % ergeben", "weights that add up to 100 %"),
    )


def _of_a_selection(letter: SelectionLetter) -> Iterator[Gap]:
    yield bool(letter.application_number), Words("die Nummer der Bewerbung", "the number")
    yield bool(letter.award_number), Words("die Nummer des Falls", "the number of the case")
    yield _said(letter.project), Words("das Vorhaben", "the project")
    yield letter.cap > NOTHING, Words("die Obergrenze", "the cap")
    yield (
        letter.concept_from < letter.concept_until,
        Words("die Laufzeit", "the duration")
        if letter.one_phase
        else Words("die Konzeptionsphase", "the concept phase"),
    )
    yield bool(letter.next_steps), Words("die nächsten Schritte", "the next steps")


def _said(words: Words) -> bool:
    return bool(words.de.strip() and words.en.strip())


def _signs(value: Plain) -> Iterator[Words]:
    """Signs that no letter font of ours can show, such as a name in Japanese script."""
    lacking = sorted({sign for text in _texts(value) for sign in signs_we_lack(text)})
    if lacking:
        yield say(
            "eine lateinische Form für Schriftzeichen, die nicht druckbar sind: {signs}",
            "a Latin form of characters that cannot be printed: {signs}",
            signs=" ".join(lacking),
        )


def _texts(value: Plain) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
