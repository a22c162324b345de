"""The sentences of the operative part that an authority may word, and what none may leave out.

Each has placeholders that must stand in every wording, in both languages: a decision without its
amount or its period says nothing. What depends on the case (a place in reserve, a condition, the
project allowance, interest) is built in.
"""

from typing import Final

from grants.programme.letter_placeholder import (
    AMOUNT,
    ASKED,
    CASE,
    CASE_NUMBER,
    FIRST,
    GRANT,
    LAST,
    NUMBER,
    PHASE,
    PHASES,
    PLACE,
    PROJECT,
    RECEIVED,
    VALID,
)
from grants.programme.letter_text import Passage, Placeholder
from grants.programme.words import Words

IN_PART_A: Final = Words("Abschnitt A, Entscheidung", "part A, the decision")


def item(
    code: str,
    name: Words,
    text: Words,
    *puts: Placeholder,
    bold: tuple[Words, ...] = (),
    may_put: tuple[Placeholder, ...] = (),
) -> Passage:
    """A sentence that may be worded, with what it has to put in."""
    return Passage(code, name, IN_PART_A, text, puts=puts, bold=bold, may_put=may_put)


def in_bold(*placeholders: Placeholder) -> tuple[Words, ...]:
    """In the German text; it is the one that binds."""
    return tuple(Words(each.shown("de"), "") for each in placeholders)


SELECTION: Final = (
    item(
        "selected",
        Words("Auswahl", "Selection"),
        Words(
            "Ihr Cluster ist für die Förderung ausgewählt. {fallnummer}",
            "Your cluster has been selected for funding. {case}",
        ),
        CASE,
        bold=(Words("ausgewählt", ""), *in_bold(CASE_NUMBER)),
        may_put=(CASE_NUMBER,),
    ),
    item(
        "limits",
        Words("Obergrenze", "The most"),
        Words(
            "{phasen} kann das Cluster höchstens {betrag} erhalten. Beantragt sind für die "
            "{phase} vom {beginn} bis zum {ende} {beantragt}.",
            "{phases} the cluster can receive at most {amount}. For the {phase} "
            "from {first_day} to {last_day} you have applied for {asked}.",
        ),
        AMOUNT,
        FIRST,
        LAST,
        ASKED,
        may_put=(PHASES, PHASE),
    ),
    item(
        "no_money",
        Words("Noch kein Geld", "No money yet"),
        Words(
            "Dieses Schreiben bewilligt noch kein Geld. Über jede Zuwendung ergeht ein eigener "
            "Zuwendungsbescheid, zuerst unter {förderkennzeichen}. Beginnen Sie vorher nicht mit "
            "dem Vorhaben.",
            "This letter does not grant any money yet. Every grant is awarded by a letter of its "
            "own, first under {grant_number}. Do not begin before it.",
        ),
        GRANT,
    ),
)
REJECTION: Final = (
    item(
        "rejected",
        Words("Ablehnung", "Rejection"),
        Words(
            "Ihre Bewerbung {nummer}, eingegangen am {eingang}, auf Förderung des Vorhabens "
            "„{vorhaben}“ wird in vollem Umfang abgelehnt.",
            "Your application {number}, received on {received}, for the project “{project}” is "
            "rejected in full.",
        ),
        NUMBER,
        RECEIVED,
        PROJECT,
        bold=(Words("in vollem Umfang abgelehnt", ""),),
    ),
    item(
        "fee",
        Words("Kosten", "Fee"),
        Words(
            "Für diesen Bescheid werden keine Kosten erhoben.",
            "No fee is charged for this decision.",
        ),
    ),
)
RESERVE: Final = (
    item(
        "not_selected",
        Words("Entscheidung", "Decision"),
        Words(
            "Ihre Bewerbung {nummer}, eingegangen am {eingang}, erreicht die Schwellen der "
            "Bewertung, ist aber zurzeit nicht zur Förderung ausgewählt.",
            "Your application {number}, received on {received}, reaches the thresholds of the "
            "assessment, but it is not selected for funding at present.",
        ),
        NUMBER,
        RECEIVED,
        bold=(Words("nicht zur Förderung ausgewählt", ""),),
    ),
    item(
        "place",
        Words("Platz", "Place"),
        Words(
            "Sie steht auf Platz\N{NO-BREAK SPACE}{platz} der Reserveliste (Nachrückerliste). Die "
            "Liste gilt bis zum {gültig_bis}.",
            "It has place {place} on the reserve list. The list is valid until {valid_until}.",
        ),
        PLACE,
        VALID,
        bold=(Words("Platz\N{NO-BREAK SPACE}{platz}", ""), *in_bold(VALID)),
    ),
    item(
        "moving_up",
        Words("Nachrücken", "Moving up"),
        Words(
            "Tritt ein ausgewähltes Cluster zurück oder werden Mittel frei, rücken Bewerbungen in "
            "der Reihenfolge der Liste nach. Vorher prüfen wir erneut, ob die Mittel reichen und "
            "die Voraussetzungen erfüllt sind. Ein Anspruch auf Nachrücken besteht nicht.",
            "If a selected cluster withdraws or money becomes free, applications move up in the "
            "order of the list. Before that we check the budget and your eligibility again. There "
            "is no claim to move up.",
        ),
    ),
    item(
        "no_money",
        Words("Kein Geld", "No money"),
        Words(
            "Dieses Schreiben bewilligt kein Geld. Beginnen Sie nicht mit dem Vorhaben. Rückt Ihre "
            "Bewerbung nicht nach, ergeht ein eigener Bescheid.",
            "This letter does not grant any money. Do not begin with the project. If your "
            "application does not move up, you will get a decision of its own.",
        ),
    ),
)
