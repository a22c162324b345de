"""Rejection letters and a receipt with rich invented data."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from grants.documents.assessment import Assessment, CriterionScore, Reserve
from grants.documents.qr import Check
from grants.documents.receipt import Receipt, ReceivedItem
from grants.documents.rejection_letter import FormalGround, RejectionLetter
from grants.programme.words import Words
from tests.documents.samples import MADE, OBJECTION, PHOTONICS, SAMPLE, SPONSOR, a_heading

CRITERIA = (
    ("C1", "Spitzenstellung und Strategie des Clusters", "Excellence and strategy", 30, "4"),
    ("C2", "Internationalisierung und Partnerwahl", "Internationalisation, partners", 25, "2.8"),
    ("C3", "Nutzen für Cluster und Standort", "Benefit for cluster and location", 20, "3.5"),
    ("C4", "Management und geistiges Eigentum", "Management and IP rules", 15, "3.5"),
    ("C5", "Finanzierung und Finanzplan", "Financing and budget", 10, "3"),
)
ASSESSMENT = Assessment(
    criteria=tuple(
        CriterionScore(
            key=key,
            name=Words(de, en),
            weight=Fraction(weight, 100),
            minimum=Fraction(3),
            score=Fraction(score),
        )
        for key, de, en, weight, score in CRITERIA
    ),
    minimum=Fraction("3.5"),
    lowest_score=Fraction(1),
    highest_score=Fraction(5),
)


def a_rejection_letter(**changes):
    """The rejection whose total must read 3,43."""
    return replace(
        RejectionLetter(
            heading=a_heading(
                PHOTONICS,
                code="M3RT-86WB-KX4Y",
                file_number="4-2027/0231",
                salutation=Words("Sehr geehrter Herr Dr. Αναγνώστου,", "Dear Dr Anagnostou,"),
            ),
            made_at=MADE,
            application_number="R4-0012",
            project=Words("PhotonNet Konzept", "PhotonNet concept"),
            received_at=datetime(2026, 10, 12, 12, 3, 11, tzinfo=UTC),
            facts=Words(
                "Zum Stichtag lagen 18 Bewerbungen vor. Ihre Bewerbung ging fristgerecht ein und "
                "erfüllte die formalen Voraussetzungen. Die Jury bewertete sie nach den fünf "
                "bekannt gemachten Kriterien. Zehn Bewerbungen wurden ausgewählt.",
                "18 applications had been received by the deadline. Yours arrived in time and "
                "met the formal requirements. The jury assessed it by the five published "
                "criteria. Ten applications were selected.",
            ),
            assessment=ASSESSMENT,
            reasons=Words(
                "Beide Schwellen waren Teil der Bekanntmachung. Auf die Zuwendung besteht kein "
                "Rechtsanspruch. Die verfügbaren Haushaltsmittel reichten für zehn Vorhaben. Wir "
                "haben unser Ermessen an der Reihenfolge der Gesamtnoten ausgerichtet; Gründe, "
                "davon zu Ihren Gunsten abzuweichen, lagen nicht vor.",
                "Both thresholds were part of the call. There is no legal claim to a grant. The "
                "budget was sufficient for ten projects. We used our discretion in the order of "
                "the total scores; there was no reason to depart from it in your favour.",
            ),
            strengths=Words(
                "Die Jury würdigte die aus der Clusterstrategie abgeleiteten Ziele und die breite "
                "Beteiligung der Mitglieder.",
                "The jury appreciated aims derived from the cluster's strategy and the broad "
                "participation of its members.",
            ),
            weaknesses=Words(
                "Nur für eine von drei Zielregionen waren Partner benannt. Der Beitrag der "
                "ausländischen Partner und deren eigene Mittel blieben offen; Regeln zu geistigem "
                "Eigentum waren nicht skizziert.",
                "Partners were named for one of three target regions only. The contribution of "
                "the foreign partners and their own funds remained open; rules on intellectual "
                "property were not outlined.",
            ),
            reserve=Reserve(position=2, valid_until=date(2027, 7, 8)),
            advice=Words(
                "Sie können sich in einer späteren Runde erneut bewerben. Wir empfehlen, für jede "
                "Zielregion mindestens zwei Partner mit eigener Finanzierung zu benennen.",
                "You may apply again in a later round. We recommend naming at least two partners "
                "with their own funding for each target region.",
            ),
            data_protection=Words(
                "Wir bewahren Ihre Unterlagen fünf Jahre auf. Angaben zum Datenschutz finden Sie "
                "in Anlage\u00a01.",
                "We keep your documents for five years. Annex 1 explains data protection.",
            ),
            remedy=OBJECTION,
            annexes=(Words("Hinweise zum Datenschutz", "Notes on data protection"),),
        ),
        **changes,
    )


def a_formal_rejection(**changes):
    """A rejection for a formal reason, without scores."""
    return a_rejection_letter(
        assessment=None,
        reserve=None,
        strengths=None,
        weaknesses=None,
        formal_grounds=(
            FormalGround(
                code="late",
                text=Words(
                    "Die Bewerbung ging nach dem Ende der Frist ein.",
                    "The application arrived after the deadline.",
                ),
            ),
        ),
        facts=Words(
            "Die Frist endete am 30.09.2026, 23:59:59 Uhr (MESZ). Ihre Bewerbung ging danach ein.",
            "The deadline was 30 September 2026, 23:59:59 (CEST). Your application arrived later.",
        ),
        reasons=Words(
            "Die Frist war Teil der Bekanntmachung und gilt für alle gleich.",
            "The deadline was part of the call and is the same for everyone.",
        ),
        **changes,
    )


def a_receipt(**changes):
    """The receipt of an application with three parts."""
    return replace(
        Receipt(
            sender=SPONSOR,
            made_at=datetime(2028, 6, 30, 12, 3, 12, tzinfo=UTC),
            number="R6-0007",
            project=Words("Kabine der Zukunft", "Cabin of the future"),
            programme=Words("InterClust, 6. Wettbewerbsrunde", "InterClust, round 6"),
            cluster="Luftfahrtcluster Nordwerft",
            organisation="Luftfahrtcluster Nordwerft e.\u00a0V.",
            submitted_by="Anna Albrecht",
            function="Geschäftsführerin",
            statement=Words(
                "Ich bin berechtigt, für das Clustermanagement zu zeichnen.",
                "I am authorised to sign for the cluster management.",
            ),
            statement_version="2026-1",
            received_at=datetime(2028, 6, 30, 12, 3, 11, tzinfo=UTC),
            deadline=datetime(2028, 6, 30, 21, 59, 59, tzinfo=UTC),
            parts=(
                ReceivedItem(
                    name=Words("Angaben und Kurzfassung", "Details and outline"),
                    size=18_204,
                    sha256="3f1b7c5290ad4e6f8812c0d95ba7e3440c96f1d877e2ab35d40f6c1e29b85a70",
                ),
                ReceivedItem(
                    name=Words("Konzept", "Concept"),
                    file_name="Konzept_Kabine_der_Zukunft.pdf",
                    size=1_143_222,
                    sha256="a90e4d1762c8b35f1d7f0aa6e83b2c94b51d6f08f4c37e290e9ad8c153b6074f",
                ),
                ReceivedItem(
                    name=Words("Finanzplan", "Budget request"),
                    size=3_310,
                    sha256="7c20fb96d18e5a4346f9b7e03ac15d829e04c8f721bd603ac85f17e46d93a20b",
                ),
            ),
            whole_sha256="5d41402abc4b2a76b9719d911017c592ae1f3c47d9b04e6277a0c8d15f3b2e96",
            next_steps=Words(
                "Wir prüfen die formalen Voraussetzungen bis zum 31.07.2028 und schreiben Ihnen "
                "danach. Bis zum Ende der Frist können Sie die Bewerbung zurückziehen.",
                "We check the formal requirements by 31 July 2028 and write to you afterwards. "
                "Until the deadline you may withdraw the application.",
            ),
            check=Check(
                code="P9WE-4TQA-27ZC", address="https://foerderung.pt-muster.example/check"
            ),
            notice=SAMPLE,
        ),
        **changes,
    )
