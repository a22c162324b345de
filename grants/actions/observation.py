"""What is said about an observation: staff answer, the auditor accepts or disputes the answer."""

from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.models.observation import Observation, ObservationWord
from grants.models.person import Person
from grants.programme.finding import Finding, insist
from grants.programme.four_eyes import FOUR_EYES, check_other_person
from grants.programme.observation import WordKind, state_after
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.words import Words
from grants.queries.observation import has_spoken

ACTS = {
    WordKind.ANSWER: "answer_observation",
    WordKind.ACCEPT: "accept_observation",
    WordKind.DISPUTE: "dispute_observation",
}
KIND = "observation"
WRITE = Words("Schreiben Sie, was Sie dazu sagen.", "Write what you say about it.")


def say_about(
    session: Session,
    observation: Observation,
    kind: WordKind,
    words: str,
    *,
    revision: int,
    by: Actor,
    now: datetime,
) -> None:
    """Answer it, accept it or dispute it; what was said before stays.

    Raises RulesBroken when nothing is said, when somebody said something since `revision`, or for
    whoever has spoken for the other side, NoSuchMove where that cannot be said now.
    """
    lock(session, observation)
    state = state_after(kind, observation.state, by.role)
    insist(
        [
            check_reason(words, source=FOUR_EYES, says=WRITE),
            _check_read(overtaken=observation.revision != revision),
            _check_side(session, observation, kind, by),
        ]
    )
    before = observation.state
    session.add(
        ObservationWord(
            observation=observation, kind=kind, text=words.strip(),
            by=session.get_one(Person, by.person_id), at=now,
        )
    )  # fmt: skip
    observation.state = state
    observation.revision += 1
    record(
        session, ACTS[kind], KIND, observation.name, by=by, now=now,
        before={"state": before.value}, after={"state": state.value}, reason=words.strip(),
    )  # fmt: skip
    session.flush()


def _check_read(*, overtaken: bool) -> Finding:
    """Does this person know everything that was said so far?"""
    return Finding(
        rule="OBSERVATION-READ",
        holds=not overtaken,
        claim=Words("Nichts wurde inzwischen gesagt.", "Nothing was said in the meantime."),
        says=Words(
            "Inzwischen hat jemand etwas dazu gesagt. Lesen Sie es und senden Sie dann erneut.",
            "Somebody said something in the meantime. Read it, then send yours again.",
        )
        if overtaken
        else Words("Es ist alles gelesen.", "Everything is read."),
        source=FOUR_EYES,
    )


def _check_side(session: Session, observation: Observation, kind: WordKind, by: Actor) -> Finding:
    """An officer who became an auditor does not judge what they answered."""
    return check_other_person(
        has_spoken(session, observation, by.person_id, answered=kind is not WordKind.ANSWER),
        claim=Words(
            "Wer antwortet, beurteilt die Antwort nicht.",
            "Whoever answers does not judge the answer.",
        ),
        refused=Words(
            "Sie haben zu dieser Feststellung schon für die andere Seite gesprochen.",
            "You have spoken for the other side on this finding.",
        ),
        fine=Words("Es sind zwei Personen.", "They are two people."),
    )
