"""Texts of letters that the authority words itself: named passages with a few placeholders.

A placeholder stands in braces, such as {aktenzeichen}. Only the names on the list of the letter
are put in, once, and nothing else in a text means anything: no code, no markup, no other record.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from grants.programme.finding import Finding
from grants.programme.words import LANGUAGES, Language, Words, say

LONGEST: Final = 2000
"""Characters of one passage in one language."""
SOURCE: Final = Words("Regeln für Bescheidtexte dieses Portals", "Rules for letter texts here")
IN_BRACES: Final = re.compile(r"\{([^{}]*)\}")

Texts = Mapping[str, Words]
"""The wording of a letter: by the code of the passage."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name in braces, for which the letter puts in what it says."""

    de: str
    en: str
    meaning: Words

    def name(self, language: Language) -> str:
        """How texts of this language call it."""
        return self.de if language == "de" else self.en

    def shown(self, language: Language) -> str:
        """As it is typed: {aktenzeichen}."""
        return f"{{{self.name(language)}}}"


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a letter that the authority may word itself."""

    code: str
    name: Words
    where: Words
    """Where it stands in the letter."""
    built_in: Words
    """What it says until somebody publishes another text: version 0."""
    puts: tuple[Placeholder, ...] = ()
    """What no wording may leave out: without its amount or its period a decision says nothing."""
    may_put: tuple[Placeholder, ...] = ()
    """What it may put in beside what every text of the letter may."""
    bold: tuple[Words, ...] = ()
    """What is printed in bold wherever the text says it, with placeholders."""

    def must_say(self, language: Language) -> list[str]:
        """What no wording may leave out, as it is typed."""
        return [each.shown(language) for each in self.puts]

    def needed(self, language: Language) -> bool:
        """May the letter not go without it? What it always says, it says in every version."""
        return bool(self.built_in.into(language))


@dataclass(frozen=True, slots=True)
class LetterSheet:
    """What can be worded in letters of one kind, and what can be put in."""

    passages: tuple[Passage, ...]
    placeholders: tuple[Placeholder, ...]

    @property
    def built_in(self) -> dict[str, Words]:
        """Version 0 of every passage."""
        return {each.code: each.built_in for each in self.passages}

    def names(self, language: Language) -> list[str]:
        """The placeholders as they are typed."""
        return [each.shown(language) for each in self.placeholders]


def put_in(text: str, values: Mapping[str, str]) -> str:
    """The text with the values of its placeholders; what is put in is not looked at again."""
    return IN_BRACES.sub(lambda found: values.get(found[1], found[0]), text)


def filled(words: Words, values: Mapping[str, Words], sheet: LetterSheet) -> Words:
    """A passage in both languages, with the values by their German names."""
    german = {each.de: values[each.de].de for each in sheet.placeholders}
    english = {each.en: values[each.de].en for each in sheet.placeholders}
    return Words(put_in(words.de, german), put_in(words.en, english))


def place_of(code: str, language: Language) -> str:
    """The field of this passage in this language."""
    return f"{code}_{language}"


def check_texts(sheet: LetterSheet, texts: Texts) -> Iterator[Finding]:
    """Everything that is wrong with a wording, each at its field; nothing when it may be printed.

    The German text binds: English that says more than the German is refused.
    """
    for passage in sheet.passages:
        words = texts.get(passage.code, Words("", ""))
        for language in LANGUAGES:
            text = words.into(language)
            place = place_of(passage.code, language)
            if passage.needed(language) and not text.strip():
                yield _missing(passage, language, place)
            if len(text) > LONGEST:
                yield _too_long(text, place)
            yield from _wrong_braces(sheet, text, language, place)
            yield from _left_out(passage, text, language, place)
        if words.en.strip() and not words.de.strip():
            yield _english_only(passage)


def check_some_difference(before: Texts, after: Texts) -> Finding:
    """Does the proposal say anything else than what is in force?"""
    return Finding(
        rule="TEXT-DIFFERS",
        holds=bool(differing(before, after)),
        claim=Words("Der Vorschlag ändert etwas.", "The proposal changes something."),
        says=Words(
            "Der Vorschlag sagt dasselbe wie der geltende Text. Ändern Sie mindestens einen Satz.",
            "The proposal says the same as the text in force. Change one sentence at least.",
        ),
        source=SOURCE,
    )


def check_based_on(seen: int, in_force: int) -> Finding:
    """Was the proposal made from the version that is in force now?"""
    return Finding(
        rule="TEXT-VERSION",
        holds=seen == in_force,
        claim=Words("Es gilt noch die Fassung, von der der Vorschlag ausgeht.",
                    "The version from which the proposal begins is still in force."),
        says=say("Inzwischen gilt Fassung {n}. Vergleichen Sie, und schlagen Sie neu vor.",
                 "Version {n} is in force by now. Compare, and propose anew.", n=in_force),
        source=SOURCE,
    )  # fmt: skip


def check_printable(lacking: Sequence[str], place: str) -> Finding:
    """Can the font of the letters show every sign?"""
    return Finding(
        rule="TEXT-SIGNS",
        holds=not lacking,
        claim=Words("Jedes Zeichen lässt sich drucken.", "Every sign can be printed."),
        says=say(
            "Die Schrift der Bescheide hat dieses Zeichen nicht: {signs}. Nehmen Sie ein anderes.",
            "The font of the letters lacks this sign: {signs}. Use another one.",
            signs=" ".join(lacking),
        ),
        source=SOURCE,
        place=place,
    )


def differing(before: Texts, after: Texts) -> list[str]:
    """The codes of the passages that say something else."""
    nothing = Words("", "")
    return [code for code in after if after[code] != before.get(code, nothing)]


def _wrong_braces(
    sheet: LetterSheet, text: str, language: Language, place: str
) -> Iterator[Finding]:
    known = [each.name(language) for each in sheet.placeholders]
    offered = ", ".join(sheet.names(language))
    unknown = [name for name in dict.fromkeys(IN_BRACES.findall(text)) if name not in known]
    if unknown:
        yield _wrong(
            "TEXT-PLACEHOLDER",
            say("Diesen Platzhalter gibt es hier nicht: {name}. Möglich sind {offered}.",
                "There is no such placeholder here: {name}. Possible are {offered}.",
                name=f"{{{unknown[0]}}}", offered=offered),
            place,
        )  # fmt: skip
    if set("{}") & set(IN_BRACES.sub("", text)):
        yield _wrong(
            "TEXT-BRACE",
            Words(
                "Eine geschweifte Klammer steht allein. Geschweifte Klammern umschließen genau "
                "einen Platzhalter.",
                "A brace stands alone. Braces enclose exactly one placeholder.",
            ),
            place,
        )


def _left_out(passage: Passage, text: str, language: Language, place: str) -> Iterator[Finding]:
    there = set(IN_BRACES.findall(text))
    gone = [each for each in passage.puts if each.name(language) not in there]
    if text.strip() and gone:
        yield _wrong(
            "TEXT-LEFT-OUT",
            say("In diesem Satz fehlt {gone}. Er muss {all} enthalten: Ohne das sagt der Bescheid"
                " nicht, was er entscheidet.",
                "This sentence lacks {gone}. It has to put in {all}: without that the letter does"
                " not say what it decides.",
                gone=", ".join(each.shown(language) for each in gone),
                all=", ".join(passage.must_say(language))),
            place,
        )  # fmt: skip


def _missing(passage: Passage, language: Language, place: str) -> Finding:
    tongue = Words("Deutsch", "German") if language == "de" else Words("Englisch", "English")
    return _wrong(
        "TEXT-NEEDED",
        say("Ohne diesen Text geht kein Bescheid hinaus: {name}, {tongue}.",
            "No letter goes out without this text: {name}, {tongue}.",
            name=passage.name, tongue=tongue),
        place,
    )  # fmt: skip


def _too_long(text: str, place: str) -> Finding:
    return _wrong(
        "TEXT-LENGTH",
        say("Höchstens {most} Zeichen, Sie haben {has}.", "{most} characters at most, you have "
            "{has}.", most=LONGEST, has=len(text)),
        place,
    )  # fmt: skip


def _english_only(passage: Passage) -> Finding:
    return _wrong(
        "TEXT-GERMAN",
        say("Der deutsche Text bindet. Schreiben Sie „{name}“ auch auf Deutsch.",
            "The German text binds. Write “{name}” in German, too.", name=passage.name),
        place_of(passage.code, "de"),
    )  # fmt: skip


def _wrong(rule: str, says: Words, place: str) -> Finding:
    claim = Words("Der Text lässt sich drucken.", "The text can be printed.")
    return Finding(rule=rule, holds=False, claim=claim, says=says, source=SOURCE, place=place)
