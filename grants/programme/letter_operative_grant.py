"""The same for letters about a grant: its award, and what changes or ends it later."""

from typing import Final

from grants.programme.letter_operative import in_bold, item
from grants.programme.letter_placeholder import (
    AMOUNT,
    BASIS,
    CHANGE,
    CONDITION,
    CONDITIONS,
    COSTS,
    EFFECT,
    EXTENT,
    FINANCING,
    FIRST,
    IN_WORDS,
    LAST,
    LEFT,
    MEASURE,
    OCCURRED,
    OWN_FUNDS,
    PAY_BY,
    PAY_TO,
    PAYMENT,
    PROJECT,
    PURPOSE,
    RATE,
    RECIPIENT,
    RECLAIM,
    RECLAIM_IN_WORDS,
    TRANCHES,
)
from grants.programme.words import Words

SUM: Final = Words("{betrag}", "{amount}")
AWARD: Final = (
    item(
        "grant",
        Words("Bewilligung", "The grant"),
        Words(
            "Wir bewilligen Ihnen – {empfänger} – für das Vorhaben „{vorhaben}“ eine Zuwendung von "
            "bis zu {betrag} (in Worten: {betrag_in_worten}) als nicht rückzahlbaren Zuschuss.",
            "We award {recipient} a non-repayable grant of up to {amount} ({amount_in_words}) for "
            "the project “{project}”.",
        ),
        RECIPIENT,
        PROJECT,
        AMOUNT,
        IN_WORDS,
        bold=(SUM,),
    ),
    item(
        "purpose",
        Words("Zweck", "Purpose"),
        Words(
            "Die Zuwendung dient allein {zweck} (Zweckbindung).",
            "The grant may only be used {purpose}.",
        ),
        PURPOSE,
    ),
    item(
        "period",
        Words("Bewilligungszeitraum", "Approval period"),
        Words(
            "Der Bewilligungszeitraum läuft vom {beginn} bis zum {ende}.",
            "The approval period runs from {first_day} to {last_day}.",
        ),
        FIRST,
        LAST,
        bold=in_bold(FIRST, LAST),
    ),
    item(
        "financing",
        Words("Finanzierung", "Financing"),
        Words(
            "Die Zuwendung wird als {finanzierung} gewährt: {fördersatz} der zuwendungsfähigen "
            "Ausgaben von höchstens {ausgaben}. {eigenanteil} Der Finanzierungsplan in "
            "Abschnitt\N{NO-BREAK SPACE}C ist verbindlich.",
            "By way of {financing} the grant covers {rate} of eligible expenditure of at most "
            "{costs}. {own_funds} Yearly tranches: {tranches}.",
        ),
        FINANCING,
        RATE,
        COSTS,
        OWN_FUNDS,
        bold=in_bold(RATE),
        may_put=(TRANCHES,),
    ),
    item(
        "general",
        Words("Nebenbestimmungen", "Conditions"),
        Words(
            "Die Zuwendung steht unter {nebenbestimmungen}.",
            "It is subject to {conditions}.",
        ),
        CONDITIONS,
    ),
    item(
        "basis",
        Words("Grundlage", "Basis"),
        Words(
            "Die Zuwendung beruht auf {grundlage}. Auf sie besteht kein Rechtsanspruch; weitere "
            "Mittel sind mit diesem Bescheid nicht zugesagt.",
            "It is based on {basis}. There is no legal claim to it.",
        ),
        BASIS,
    ),
)
CONFIRMATION: Final = (
    item(
        "occurred",
        Words("Eintritt", "It occurred"),
        Words(
            "{bedingung} dieses Bescheids ist am {eintritt} eingetreten.",
            "{condition} of the award of {award}, occurred on {occurred}.",
        ),
        CONDITION,
        OCCURRED,
        bold=in_bold(OCCURRED),
    ),
)
AMENDMENT: Final = (
    item(
        "amended",
        Words("Änderung", "Amendment"),
        Words(
            "Der Zuwendungsbescheid wird geändert, wie die Gegenüberstellung in "
            "Abschnitt\N{NO-BREAK SPACE}B zeigt.",
            "The award of {award}, is amended as the comparison below shows, {occasion}.",
        ),
    ),
    item(
        "amount",
        Words("Betrag", "Amount"),
        Words(
            "Die Zuwendung {veränderung} bis zu {betrag} (in Worten: {betrag_in_worten}).",
            "{change} at most {amount} ({amount_in_words}).",
        ),
        CHANGE,
        AMOUNT,
        IN_WORDS,
        bold=(SUM,),
    ),
    item(
        "period",
        Words("Bewilligungszeitraum", "Approval period"),
        Words(
            "Der Bewilligungszeitraum läuft vom {beginn} bis zum {ende}.",
            "The approval period runs from {first_day} to {last_day}.",
        ),
        FIRST,
        LAST,
        bold=in_bold(LAST),
    ),
    item(
        "plan",
        Words("Finanzierungsplan", "Financing plan"),
        Words(
            "Der Finanzierungsplan in Abschnitt\N{NO-BREAK SPACE}C ersetzt den bisherigen und ist "
            "verbindlich.",
            "The financing plan in part C of the German text replaces the former one. Yearly "
            "tranches: {tranches}.",
        ),
        may_put=(TRANCHES,),
    ),
    item(
        "unchanged",
        Words("Was bleibt", "What stays"),
        Words(
            "Alle anderen Bestimmungen des Zuwendungsbescheids gelten unverändert.",
            "All other provisions of the award stay as they are.",
        ),
    ),
)
REVOCATION: Final = (
    item(
        "revoked",
        Words("Widerruf oder Rücknahme", "Revocation or withdrawal"),
        Words(
            "Der Zuwendungsbescheid wird {umfang} {betrag} (in Worten: {betrag_in_worten}), mit "
            "Wirkung {wirkung} {maßnahme}. Von der Zuwendung bleiben {rest}.",
            "The award of {award}, is {measure} {extent} {amount} ({amount_in_words}), with effect "
            "{effect}. Of the grant {left} remain.",
        ),
        EXTENT,
        AMOUNT,
        IN_WORDS,
        EFFECT,
        MEASURE,
        LEFT,
        bold=(SUM, Words("{maßnahme}", ""), Words("teilweise", ""), Words("in vollem Umfang", "")),
    ),
    item(
        "reclaim",
        Words("Erstattung, wenn etwas zu erstatten ist", "Repayment, if there is one"),
        Words(
            "Sie haben {erstattung} (in Worten: {erstattung_in_worten}) zu erstatten, zahlbar bis "
            "zum {zahlbar_bis} an: {konto}.",
            "You have to pay back {reclaim} ({reclaim_in_words}) by {pay_by} to: {pay_to}.",
        ),
        RECLAIM,
        RECLAIM_IN_WORDS,
        PAY_BY,
        PAY_TO,
        bold=(Words("{erstattung}", "{reclaim}"), *in_bold(PAY_BY)),
    ),
)
LATE_USE: Final = (
    item(
        "charged",
        Words("Zinsen", "Interest"),
        Words(
            "Für Mittel der Zahlung {zahlung}, die nicht rechtzeitig verwendet wurden, haben Sie "
            "Zinsen von {betrag} (in Worten: {betrag_in_worten}) zu zahlen, zahlbar bis zum "
            "{zahlbar_bis} an: {konto}.",
            "For money of payment {payment} that was not used in time you have to pay interest of "
            "{amount} ({amount_in_words}) by {pay_by} to: {pay_to}.",
        ),
        PAYMENT,
        AMOUNT,
        IN_WORDS,
        PAY_BY,
        PAY_TO,
        bold=(SUM, *in_bold(PAY_BY)),
    ),
)
