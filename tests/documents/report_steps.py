"""Who did what and when in the sample reports, and which letters went out."""

from datetime import UTC, date, datetime

from grants.documents.report import FourEyes, LaterRow, LetterRow, PaymentRow, Step
from grants.programme.money import eur
from tests.documents.report_data import both


def at(*moment):
    """A moment in UTC."""
    return datetime(*moment, tzinfo=UTC)


APPLICANT = both("Antragsteller", "applicant")
SPONSOR = both("Projektträger", "project sponsor")
TIME_LINE = (
    Step(
        at=at(2026, 10, 12, 9, 20, 5),
        what=both("Bewerbung R4-0007 eingereicht", "Application R4-0007 submitted"),
        who="Anna Albrecht",
        role=APPLICANT,
    ),
    Step(
        at=at(2026, 11, 3, 8, 2, 41),
        what=both("Formale Prüfung bestanden", "Formal check passed"),
        who="Dirk Beispiel",
        role=SPONSOR,
    ),
    Step(
        at=at(2027, 1, 7, 14, 11, 9),
        what=both("Bewilligung entworfen", "Award drafted"),
        who="Dirk Beispiel",
        role=SPONSOR,
    ),
    Step(
        at=at(2027, 1, 8, 7, 58, 30),
        what=both("Bewilligung mitgezeichnet", "Award countersigned"),
        who="Miriam Gegenzeichner",
        role=SPONSOR,
    ),
    Step(
        at=at(2028, 4, 27, 11, 45, 10),
        what=both("Zwischennachweis 2027 eingereicht", "Interim report 2027 submitted"),
        who="Anna Albrecht",
        role=APPLICANT,
    ),
)
FOUR_EYES = (
    FourEyes(
        what=both("Bewilligung Konzeptionsphase", "Award, concept phase"),
        drafted_by="Dirk Beispiel",
        drafted_at=at(2027, 1, 7, 14, 11, 9),
        countersigned_by="Miriam Gegenzeichner",
        countersigned_at=at(2027, 1, 8, 7, 58, 30),
    ),
    FourEyes(
        what=both("Aufstockung P3", "Top-up, P3"),
        drafted_by="Dirk Beispiel",
        drafted_at=at(2029, 6, 18, 12, 0, 1),
    ),
)
LETTERS = (
    LetterRow(
        what=both("Zuwendungsbescheid", "Award letter"),
        number="03INT400A",
        issued_on=date(2027, 1, 8),
        template_version="letter/award 3f2a9c01d4",
        sha256="3f1b7c5290ad4e6f8812c0d95ba7e3440c96f1d877e2ab35d40f6c1e29b85a70",
    ),
    LetterRow(
        what=both("Zuwendungsbescheid", "Award letter"),
        number="03INT400C",
        issued_on=date(2028, 6, 12),
        template_version="letter/award 3f2a9c01d4",
        sha256="a90e4d1762c8b35f1d7f0aa6e83b2c94b51d6f08f4c37e290e9ad8c153b6074f",
    ),
)
LATER = (
    LaterRow(
        what=both("Änderungsbescheid Nr. 1", "Amendment no. 1"),
        number="4-2028/0117",
        grant_number="03INT400A",
        issued_on=date(2028, 9, 4),
        old=eur(400_000),
        new=eur(390_000),
        reclaim=eur(0),
        interest=eur(0),
        standing=both("Bestandskräftig", "Final"),
        contests=(),
    ),
    LaterRow(
        what=both("Widerruf", "Revocation"),
        number="4-2030/0031",
        grant_number="03INT400A",
        issued_on=date(2030, 3, 4),
        old=eur(390_000),
        new=eur(370_000),
        reclaim=eur(20_000),
        interest=eur("309.21"),
        standing=both("Angefochten", "Contested"),
        contests=(both("Widerspruch vom 22.03.2030, offen", "Objection of 22 March 2030, open"),),
    ),
)
PAYMENTS = (
    PaymentRow(
        number="03INT400A-1",
        submitted_on=date(2028, 9, 4),
        requested=eur(120_000),
        correct=eur("119999.99"),
        state=both("Verwendet", "Used"),
        people=("Dirk Drews", "Doris Dahl", "Dagmar Dietz"),
        paid_on=date(2028, 9, 20),
        use_by=date(2028, 11, 1),
        used_on=date(2028, 10, 30),
    ),
    PaymentRow(
        number="03INT400A-2",
        submitted_on=date(2029, 2, 4),
        requested=eur(60_000),
        correct=None,
        state=both("Eingereicht", "Submitted"),
        people=(),
        paid_on=None,
        use_by=None,
        used_on=None,
    ),
)
