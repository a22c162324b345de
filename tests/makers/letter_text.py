"""Texts of letters for tests: what is typed, and what two officers have published."""

from grants.actions.letter_text import propose_text, publish_text
from grants.models.decision import LetterKind
from grants.programme.letter_sheet import SHEETS
from grants.programme.words import Words
from grants.queries.letter_text import history_of, wording_of
from tests.makers.moment import NOON

KIND = LetterKind.REJECTION
WISH = Words("Wir wünschen {empfänger} viel Erfolg.", "We wish {recipient} every success.")


def a_wording(kind=KIND, **changes):
    """The built-in texts of this letter with some others."""
    return SHEETS[kind].built_in | (changes or {"closing": WISH})


def a_proposal(session, authority, officer, kind=KIND, *, now=NOON, reason="Klarer", **changes):
    """A wording that waits for its second person."""
    history = history_of(session, authority, kind)
    texts = wording_of(history.in_force, history.sheet) | (changes or {"closing": WISH})
    return propose_text(
        session, authority, kind, texts=texts, seen=history.number_in_force, reason=reason,
        by=officer.as_actor(), now=now,
    )  # fmt: skip


def a_version(session, authority, first, second, kind=KIND, *, now=NOON, **changes):
    """A wording that two officers have published."""
    text = a_proposal(session, authority, first, kind, now=now, **changes)
    publish_text(session, text, by=second.as_actor(), now=now)
    return text
