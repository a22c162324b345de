"""Wording the letters of an authority: one officer proposes, a second one publishes.

A proposal is never changed: it is published as the next version, or returned. Letters that are
ordered already keep the words of their snapshot.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from grants.actions.lock import lock
from grants.actions.record import record
from grants.documents.text import clean, signs_we_lack
from grants.models.authority import Authority
from grants.models.decision import LetterKind
from grants.models.letter_text import LetterText, TextState
from grants.models.person import Person
from grants.programme.finding import Finding, RulesBroken, insist
from grants.programme.four_eyes import (
    check_only_proposal,
    check_open,
    check_other_person,
    nothing_open,
)
from grants.programme.letter_sheet import SHEETS
from grants.programme.letter_text import (
    SOURCE,
    Texts,
    check_based_on,
    check_printable,
    check_some_difference,
    check_texts,
    differing,
    place_of,
)
from grants.programme.people import Actor
from grants.programme.reason import check_reason
from grants.programme.words import LANGUAGES, Words
from grants.queries.letter_text import TextHistory, history_of, wording_of

RULE = "TEXT-OPEN"


def text_findings(kind: LetterKind, texts: Texts) -> Iterator[Finding]:
    """Everything that stands against printing this wording, each at its field."""
    yield from check_texts(SHEETS[kind], texts)
    for code, words in texts.items():
        for language in LANGUAGES:
            lacking = check_printable(signs_we_lack(words.into(language)), place_of(code, language))
            if lacking.breaks:
                yield lacking


def propose_text(
    session: Session,
    authority: Authority,
    kind: LetterKind,
    *,
    texts: Texts,
    seen: int,
    reason: str,
    by: Actor,
    now: datetime,
) -> LetterText:
    """Put a wording of all passages before a second person; `seen` is the version it began with.

    Raises RulesBroken when a text cannot be printed, nothing differs, another proposal waits,
    another version came meanwhile, or no reason is given.
    """
    lock(session, authority)
    texts = tidy(kind, texts)
    history = history_of(session, authority, kind)
    before = wording_of(history.in_force, history.sheet)
    insist([
        check_only_proposal(history.waiting is None),
        check_based_on(seen, history.number_in_force),
        check_some_difference(before, texts),
        check_reason(reason, source=SOURCE),
        *text_findings(kind, texts),
    ])  # fmt: skip
    made = LetterText(
        authority=authority,
        kind=kind,
        body={code: {"de": words.de, "en": words.en} for code, words in texts.items()},
        based_on=seen,
        reason=reason.strip(),
        proposed_at=now,
        proposed_by=session.get_one(Person, by.person_id),
    )
    session.add(made)
    session.flush()
    _record(session, "propose_letter_text", made, before, by=by, now=now, reason=made.reason)
    return made


def publish_text(session: Session, text: LetterText, *, by: Actor, now: datetime) -> None:
    """Make it the next version as the second person; letters made from now on carry it.

    Raises RulesBroken when the same person proposed it, when it is no longer open, when another
    version came meanwhile, or when it could not be printed.
    """
    history = _locked(session, text)
    insist([
        check_open(RULE, waits=text.state is TextState.PROPOSED),
        check_another_publishes(text, by),
        check_based_on(text.based_on, history.number_in_force),
        *text_findings(text.kind, text.texts),
    ])  # fmt: skip
    before = wording_of(history.in_force, history.sheet)
    text.state, text.version = TextState.PUBLISHED, history.number_in_force + 1
    _settle(session, text, by, now)
    _record(session, "publish_letter_text", text, before, by=by, now=now, reason=text.reason)


def return_text(
    session: Session, text: LetterText, *, reason: str, by: Actor, now: datetime
) -> None:
    """The second person refuses, or the first one takes it back; its words can be taken up again.

    Raises RulesBroken when it is no longer open or no reason is given.
    """
    history = _locked(session, text)
    insist([
        check_open(RULE, waits=text.state is TextState.PROPOSED),
        check_reason(reason, "why", source=SOURCE),
    ])  # fmt: skip
    before = wording_of(history.in_force, history.sheet)
    text.state, text.settled_reason = TextState.RETURNED, reason.strip()
    _settle(session, text, by, now)
    why = text.settled_reason
    _record(session, "return_letter_text", text, before, by=by, now=now, reason=why)


def check_another_publishes(text: LetterText, by: Actor) -> Finding:
    """Does another person publish than the one who proposed (R-054)?"""
    refused = Words(
        "Sie haben den Text vorgeschlagen. Eine zweite Person muss ihn veröffentlichen.",
        "You proposed the text. A second person must publish it.",
    )
    return check_other_person(
        text.proposed_by_id == by.person_id,
        claim=Words(
            "Zwei Personen ändern die Texte der Bescheide.",
            "Two people change the texts of letters.",
        ),
        refused=refused,
        fine=Words("Jemand anderes hat vorgeschlagen.", "Somebody else proposed."),
    )


def tidy(kind: LetterKind, texts: Texts) -> dict[str, Words]:
    """Every passage of the letter and no other, without blanks around and invisible signs."""
    nothing = Words("", "")
    said = {each.code: texts.get(each.code, nothing) for each in SHEETS[kind].passages}
    return {
        code: Words(clean(words.de).strip(), clean(words.en).strip())
        for code, words in said.items()
    }


def _locked(session: Session, text: LetterText) -> TextHistory:
    """The authority first: all that happens to its texts happens one after the other."""
    if text.authority is None:
        raise RulesBroken([nothing_open(RULE)])
    lock(session, text.authority)
    lock(session, text)
    return history_of(session, text.authority, text.kind)


def _settle(session: Session, text: LetterText, by: Actor, now: datetime) -> None:
    text.settled_at, text.settled_by = now, session.get_one(Person, by.person_id)
    session.flush()


def _record(
    session: Session,
    act: str,
    text: LetterText,
    before: Texts,
    *,
    by: Actor,
    now: datetime,
    reason: str,
) -> None:
    """What differs from the version in force, with both texts."""
    changed = differing(before, text.texts)
    record(
        session,
        act,
        "authority",
        text.authority.code,
        by=by,
        now=now,
        reason=reason,
        before={"text_version": text.based_on, "texts": _plain(before, changed)},
        after={
            "kind": text.kind.value,
            **({} if text.version is None else {"text_version": text.version}),
            "texts": _plain(text.texts, changed),
        },
    )


def _plain(texts: Texts, codes: list[str]) -> dict[str, dict[str, str]]:
    return {code: {"de": texts[code].de, "en": texts[code].en} for code in codes}
