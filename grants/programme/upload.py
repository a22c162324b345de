"""The files of an application: what kinds there are, how many, and when they count.

Kinds and their signatures follow R-009; the limits are choices of the round.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from grants.programme.finding import Finding
from grants.programme.form_terms import Limits
from grants.programme.sources import STUDY_2_2, TERMS_OF_ROUND
from grants.programme.words import Words, counted, join, say

BYTES_PER_MB: Final = 1_000_000
MOST_PARTIES: Final = 50
LONGEST_PARTY: Final = 200
LONGEST_TITLE: Final = 120
PLACE: Final = "files#files"


class UploadKind(StrEnum):
    """What people send."""

    CONCEPT_OUTLINE = "concept_outline"
    """The concept handed in with an application."""
    INTERNATIONALISATION_CONCEPT = "internationalisation_concept"
    """The result of the concept phase."""
    LETTER_OF_INTENT = "letter_of_intent"
    """A partner says that it wants to take part."""
    COOPERATION_AGREEMENT = "cooperation_agreement"
    FUNDING_PROOF = "funding_proof"
    ANNEX = "annex"
    REPORT = "report"
    INQUIRY_ANSWER = "inquiry_answer"
    """What comes with an answer to a question."""
    CONTEST_PAPER = "contest_paper"
    """An objection, an action or a waiver, as it reached us."""


class ScanState(StrEnum):
    """What the virus scanner says."""

    PENDING = "pending"
    CLEAN = "clean"
    INFECTED = "infected"
    FAILED = "failed"
    """It did not answer; it is asked again."""


KIND_WORDS: Final = {
    UploadKind.CONCEPT_OUTLINE: Words("Konzept", "Concept"),
    UploadKind.INTERNATIONALISATION_CONCEPT: Words(
        "Internationalisierungskonzept", "Internationalisation concept"
    ),
    UploadKind.LETTER_OF_INTENT: Words("Absichtserklärung", "Letter of intent"),
    UploadKind.COOPERATION_AGREEMENT: Words("Kooperationsvereinbarung", "Cooperation agreement"),
    UploadKind.FUNDING_PROOF: Words("Nachweis der Finanzierung", "Proof of funding"),
    UploadKind.ANNEX: Words("Weitere Anlage", "Other annex"),
    UploadKind.REPORT: Words("Bericht", "Report"),
    UploadKind.INQUIRY_ANSWER: Words("Anlage zu einer Antwort", "File with an answer"),
    UploadKind.CONTEST_PAPER: Words("Schriftstück zum Rechtsbehelf", "Paper of a remedy"),
}
ANNEXES: Final = (
    UploadKind.LETTER_OF_INTENT,
    UploadKind.COOPERATION_AGREEMENT,
    UploadKind.FUNDING_PROOF,
    UploadKind.ANNEX,
)
"""What an application may hold any number of, within its limits."""
SIGNED: Final = {UploadKind.LETTER_OF_INTENT: 1, UploadKind.COOPERATION_AGREEMENT: 2}
"""Papers that are signed, and by how many parties at least (R-009)."""
LANGUAGE_WORDS: Final = {
    "de": Words("Deutsch", "German"),
    "en": Words("Englisch", "English"),
    "other": Words("Andere Sprache", "Another language"),
}
SCAN_WORDS: Final = {
    ScanState.PENDING: Words("wird auf Viren geprüft", "being checked for viruses"),
    ScanState.CLEAN: Words("geprüft", "checked"),
    ScanState.INFECTED: Words("enthält einen Virus", "contains a virus"),
    ScanState.FAILED: Words(
        "noch nicht auf Viren geprüft; wir versuchen es wieder",
        "not checked for viruses yet; we try again",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the sender says about a file."""

    title: str = ""
    language: str = ""
    signed_on: date | None = None
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """How much an application holds, in bytes."""

    files: int
    size: int
    """Of the files that count."""
    kept: int
    """Of every file, those that were replaced or removed included."""


def check_quota(limits: Limits, holding: Holding) -> list[Finding]:
    """Is the application within its limits, with the new file counted already?

    What was replaced is kept, so that it counts too, against a limit of its own.
    """
    return [
        _check_files(limits.upload_files, holding.files),
        _check_size(
            limits.upload_megabytes,
            holding.size,
            Words("Die Dateien sind zusammen nicht zu groß.", "The files are not too large."),
            Words("Alle Dateien zusammen", "All files together"),
        ),
        _check_size(
            limits.upload_kept_megabytes,
            holding.kept,
            Words("Es wurde nicht zu oft ersetzt.", "Files were not replaced too often."),
            Words("Mit allen ersetzten Dateien", "With all replaced files"),
        ),
    ]


def check_signed(kind: UploadKind, about: About, on: date) -> list[Finding]:
    """Is it said who signed a paper that is signed, and when (R-009)?"""
    least = SIGNED.get(kind)
    if least is None:
        return []
    day = about.signed_on
    says = Words("Geben Sie den Tag der Unterschrift ein.", "Enter the day of the signature.")
    if day is not None:
        says = say("Unterschrieben am {day}.", "Signed on {day}.", day=day)
    if day is not None and day > on:
        says = Words(
            "Der Tag der Unterschrift liegt in der Zukunft.",
            "The day of the signature lies in the future.",
        )
    parties = len({" ".join(party.split()).casefold() for party in about.parties})
    return [
        _finding(
            "R-009",
            Words("Das Papier ist unterschrieben.", "The paper is signed."),
            says,
            holds=day is not None and day <= on,
            place="files#signed_on",
        ),
        _finding(
            "R-009",
            Words("Die Unterzeichnenden sind genannt.", "Those who signed are named."),
            say(
                "Genannt: {parties}, nötig: {least}. Schreiben Sie jeden Namen auf eine Zeile.",
                "Named: {parties}, needed: {least}. Write each name on a line of its own.",
                parties=parties, least=least,
            ),
            holds=least <= parties <= MOST_PARTIES,
            place="files#parties",
        ),
    ]  # fmt: skip


def check_scanned(files: Iterable[tuple[str, ScanState]]) -> Finding:
    """Is every file that counts free of viruses? Files are given by name and state."""
    every = list(files)
    infected = [name for name, state in every if state is ScanState.INFECTED]
    waiting = [name for name, state in every if state in (ScanState.PENDING, ScanState.FAILED)]
    says = Words("Alle Dateien sind geprüft.", "All files are checked.")
    if infected:
        says = say(
            "Einen Virus enthält: {names}. Ersetzen oder entfernen Sie die Datei.",
            "There is a virus in: {names}. Replace or remove the file.",
            names=", ".join(infected),
        )
    elif waiting:
        says = say(
            "Wird noch auf Viren geprüft: {names}.",
            "Still being checked for viruses: {names}.",
            names=", ".join(waiting),
        )
    return _finding(
        "form",
        Words("Die Dateien sind frei von Viren.", "The files are free of viruses."),
        says,
        holds=not infected and not waiting,
        place=PLACE,
    )


def quota_words(limits: Limits) -> Words:
    """What an application may hold, in one line; nothing where the round sets no limit."""
    parts = []
    if limits.upload_files is not None:
        one, many = Words("Datei", "file"), Words("Dateien", "files")
        parts.append(counted(limits.upload_files, one, many))
    if limits.upload_megabytes is not None:
        parts.append(say("{most} MB", "{most} MB", most=limits.upload_megabytes))
    return join(parts)


def _check_files(most: int | None, files: int) -> Finding:
    says = say("{files} Dateien.", "{files} files.", files=files)
    if most is not None:
        says = say(
            "{files} von höchstens {most} Dateien.",
            "{files} of at most {most} files.",
            files=files, most=most,
        )  # fmt: skip
    claim = Words("Es sind nicht zu viele Dateien.", "There are not too many files.")
    return _finding("form", claim, says, holds=most is None or files <= most, place=PLACE)


def _check_size(most: int | None, size: int, claim: Words, what: Words) -> Finding:
    megabytes = -(-size // BYTES_PER_MB)
    says = say("{what}: {size} MB.", "{what}: {size} MB.", what=what, size=megabytes)
    if most is not None:
        says = say(
            "{what}: {size} MB von höchstens {most} MB.",
            "{what}: {size} MB of at most {most} MB.",
            what=what, size=megabytes, most=most,
        )  # fmt: skip
    holds = most is None or size <= most * BYTES_PER_MB
    return _finding("form", claim, says, holds=holds, place=PLACE)


def _finding(rule: str, claim: Words, says: Words, *, holds: bool, place: str) -> Finding:
    source = TERMS_OF_ROUND if rule == "form" else STUDY_2_2
    return Finding(rule=rule, holds=holds, claim=claim, says=says, source=source, place=place)
