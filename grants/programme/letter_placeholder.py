"""What the texts of letters can put in: a name in German and in English, and what it means."""

from typing import Final

from grants.programme.letter_text import Placeholder
from grants.programme.words import Words

FILE_NUMBER: Final = Placeholder(
    "aktenzeichen", "file_number", Words("Aktenzeichen des Schreibens", "File number of the letter")
)
DATE: Final = Placeholder("datum", "date", Words("Tag des Schreibens", "Day of the letter"))
RECIPIENT: Final = Placeholder("empfänger", "recipient", Words("Empfänger", "Recipient"))
CLUSTER: Final = Placeholder(
    "cluster", "cluster", Words("Name des Clusters", "Name of the cluster")
)
PROJECT: Final = Placeholder(
    "vorhaben", "project", Words("Titel des Vorhabens", "Title of the project")
)
ROUND: Final = Placeholder("runde", "round", Words("Wettbewerbsrunde", "Round"))
NUMBER: Final = Placeholder(
    "nummer",
    "number",
    Words("Nummer der Bewerbung oder der Zuwendung", "Number of the application or grant"),
)
AMOUNT: Final = Placeholder(
    "betrag", "amount", Words("Betrag, um den es geht", "Amount that it is about")
)
RECEIVED: Final = Placeholder(
    "eingang", "received", Words("Eingang der Bewerbung", "When the application arrived")
)
PROCEDURE: Final = Placeholder(
    "verfahren",
    "procedure",
    Words("Wonach entschieden wurde", "After what it was decided"),
)
PLACE: Final = Placeholder("platz", "place", Words("Platz auf der Liste", "Place on the list"))
VALID: Final = Placeholder(
    "gültig_bis", "valid_until", Words("Letzter Tag der Liste", "Last day of the list")
)
APPLIED: Final = Placeholder(
    "antrag", "applied", Words("Tag des Antrags", "Day of the application for the grant")
)
PERIOD: Final = Placeholder("zeitraum", "period", Words("Bewilligungszeitraum", "Approval period"))
WEEKS: Final = Placeholder(
    "wochen", "weeks", Words("Wochen bis zur Verwendung", "Weeks until money is used")
)
AWARD: Final = Placeholder(
    "bescheid", "award", Words("Tag und Aktenzeichen des Bescheids", "Day and file of the award")
)
OCCASION: Final = Placeholder(
    "anlass", "occasion", Words("Anlass der Änderung", "Occasion of the amendment")
)
COMMON: Final = (FILE_NUMBER, DATE, RECIPIENT, CLUSTER, PROJECT, ROUND, NUMBER)
IN_WORDS: Final = Placeholder(
    "betrag_in_worten", "amount_in_words", Words("Dieser Betrag in Worten", "That amount in words")
)
PURPOSE: Final = Placeholder("zweck", "purpose", Words("Zweck der Zuwendung", "Purpose"))
FIRST: Final = Placeholder("beginn", "first_day", Words("Erster Tag", "First day"))
LAST: Final = Placeholder("ende", "last_day", Words("Letzter Tag", "Last day"))
FINANCING: Final = Placeholder(
    "finanzierung", "financing", Words("Art der Finanzierung", "Type of financing")
)
RATE: Final = Placeholder("fördersatz", "rate", Words("Fördersatz", "Rate"))
COSTS: Final = Placeholder(
    "ausgaben", "costs", Words("Zuwendungsfähige Ausgaben", "Eligible expenditure")
)
OWN_FUNDS: Final = Placeholder(
    "eigenanteil", "own_funds", Words("Satz zum Eigenanteil", "Sentence on own funds")
)
TRANCHES: Final = Placeholder("jahresscheiben", "tranches", Words("Jahresscheiben", "Tranches"))
CONDITIONS: Final = Placeholder(
    "nebenbestimmungen", "conditions", Words("Nebenbestimmungen, die gelten", "Conditions")
)
BASIS: Final = Placeholder(
    "grundlage", "basis", Words("Beihilferechtliche Grundlage", "State-aid basis")
)
ASKED: Final = Placeholder("beantragt", "asked", Words("Beantragter Betrag", "Amount asked for"))
CASE: Final = Placeholder(
    "fallnummer", "case", Words("Satz zur Nummer des Falls", "Sentence on the number of the case")
)
PHASES: Final = Placeholder(
    "phasen", "phases", Words("Alle Phasen zusammen, oder insgesamt", "Over all phases, or in all")
)
PHASE: Final = Placeholder(
    "phase", "phase", Words("Konzeptionsphase, oder Zeit", "Concept phase, or time")
)
CASE_NUMBER: Final = Placeholder("fall", "case_number", Words("Nummer des Falls", "Its number"))
GRANT: Final = Placeholder(
    "förderkennzeichen", "grant_number", Words("Förderkennzeichen", "Grant number")
)
CHANGE: Final = Placeholder(
    "veränderung", "change", Words("Ob und wie sich der Betrag ändert", "How the amount changes")
)
EXTENT: Final = Placeholder(
    "umfang", "extent", Words("Teilweise oder in vollem Umfang", "In part or as a whole")
)
EFFECT: Final = Placeholder("wirkung", "effect", Words("Ab wann es wirkt", "From when on"))
MEASURE: Final = Placeholder(
    "maßnahme", "measure", Words("Widerrufen oder zurückgenommen", "Revoked or withdrawn")
)
LEFT: Final = Placeholder("rest", "left", Words("Was bleibt", "What remains"))
RECLAIM: Final = Placeholder(
    "erstattung", "reclaim", Words("Betrag der Erstattung", "Amount to be paid back")
)
RECLAIM_IN_WORDS: Final = Placeholder(
    "erstattung_in_worten",
    "reclaim_in_words",
    Words("Dieser Betrag in Worten", "The same in words"),
)
PAY_BY: Final = Placeholder("zahlbar_bis", "pay_by", Words("Zahlbar bis", "To be paid by"))
PAY_TO: Final = Placeholder("konto", "pay_to", Words("Bankverbindung", "Bank details"))
PAYMENT: Final = Placeholder("zahlung", "payment", Words("Nummer der Zahlung", "Its payment"))
CONDITION: Final = Placeholder(
    "bedingung", "condition", Words("Art der Bedingung", "Type of condition")
)
OCCURRED: Final = Placeholder("eintritt", "occurred", Words("Tag des Eintritts", "Day it occurred"))
