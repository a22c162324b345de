"""Documents with rich invented data: the reference award of 4,000,000.00 and its letters."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from grants.documents.award_letter import (
    Allowance,
    AwardLetter,
    ConditionKind,
    SpecialCondition,
)
from grants.documents.letter import Deadline, Heading, Officer, Recipient, Sender, Signatory
from grants.documents.plan import FinancingPlan, PlanLine
from grants.documents.qr import Check
from grants.documents.receipt import Receipt, ReceivedItem
from grants.documents.rejection_letter import (
    Assessment,
    CriterionScore,
    FormalGround,
    RejectionLetter,
    Reserve,
)
from grants.documents.remedy import Remedy, RemedyKind
from grants.programme.money import eur
from grants.programme.words import Words

SAMPLE = Words("Muster mit erfundenen Angaben", "Sample with invented data")
MADE = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)

SPONSOR = Sender(
    name="Projektträger Muster",
    acts_for=Words(
        "für das Bundesministerium für Beispielforschung",
        "on behalf of the Federal Ministry of Sample Research",
    ),
    street="Musterallee 10",
    town="10115 Berlin",
)
OFFICER = Officer(name="Frau Beispiel", phone="030 0000-117", email="interclust@pt-muster.example")
OBJECTION = Remedy(
    kind=RemedyKind.OBJECTION,
    place=SPONSOR.name,
    seat=SPONSOR.seat,
    form=Words(
        "Der Widerspruch ist schriftlich, in elektronischer Form nach § 3a Absatz 2 VwVfG oder "
        "zur Niederschrift einzulegen.",
        "It must be lodged in writing, in electronic form under section 3a (2) VwVfG, or in "
        "person for the record.",
    ),
)
LAWSUIT = Remedy(
    kind=RemedyKind.LAWSUIT,
    place="Verwaltungsgericht Musterstadt",
    seat="Gerichtsplatz 1, 10115 Musterstadt",
    form=Words(
        "Die Klage ist schriftlich, als elektronisches Dokument oder zur Niederschrift zu erheben.",
        "It must be brought in writing, as an electronic document, or in person for the record.",
    ),
)
SIGNATORIES = (
    Signatory(name="Dr. Miriam Beispiel", function=Words("Bereichsleitung", "Head of division")),
    Signatory(
        name="Jonas Gegenzeichner",
        function=Words("Zweitprüfung (Vier-Augen-Prinzip)", "Second check (four eyes)"),
    ),
)
PROGRAMME = Words(
    "Internationalisierung von Spitzenclustern, 4. Wettbewerbsrunde",
    "Internationalisation of leading-edge clusters, round 4",
)


def a_heading(recipient, code="7K4M-Q2XD-9FHT", **changes):
    """The head of a letter to this recipient."""
    return replace(
        Heading(
            sender=SPONSOR,
            officer=OFFICER,
            recipient=recipient,
            file_number="4-2027/0117",
            issued_on=date(2027, 1, 8),
            salutation=Words("Sehr geehrte Frau Dr. Albrecht,", "Dear Dr Albrecht,"),
            programme=PROGRAMME,
            signatories=SIGNATORIES,
            check=Check(code=code, address="https://foerderung.pt-muster.example/check"),
            notice=SAMPLE,
        ),
        **changes,
    )


AVIATION = Recipient(
    name="Luftfahrtcluster Nordwerft e.\u00a0V.",
    executing_unit="Clustermanagement",
    person="Frau Dr. Ines Albrecht",
    street="Werftstraße 7",
    town="21129 Hamburg",
)
PHOTONICS = Recipient(
    name="Photoniknetz Saaletal e.\u00a0V.",
    executing_unit="Geschäftsstelle",
    person="Herrn Dr. Θεόδωρος Αναγνώστου",
    street="Linsenweg 3",
    town="07743 Jena",
)

LINES = (
    ("Beschäftigte, wissenschaftlich", "Scientific staff", 168_000, 206_000),
    ("Beschäftigte, sonstige", "Other staff", 54_000, 60_000),
    ("Vergabe von Aufträgen", "Orders to third parties", 48_000, 62_000),
    ("Dienstreisen im Inland", "Travel within Germany", 9_500, 10_500),
    ("Dienstreisen ins Ausland", "Travel abroad", 42_500, 61_500),
    ("Mieten und Veranstaltungen", "Rents and events", 24_000, 26_000),
    ("Gegenstände bis 800 EUR im Einzelfall", "Items up to EUR 800 each", 6_000, 4_000),
    ("Veröffentlichungen und Verwaltung", "Publications and administration", 8_000, 10_000),
)


def a_line(de, en, *amounts):
    """One line of a plan."""
    return PlanLine(label=Words(de, en), amounts=tuple(eur(amount) for amount in amounts))


PLAN = FinancingPlan(
    years=(2027, 2028),
    lines=tuple(a_line(*line) for line in LINES),
    own_funds=a_line("Eigenmittel", "Own funds", 180_000, 220_000),
    other_funds=a_line("Mittel Dritter", "Third-party funds", 0, 0),
    grant=a_line("Zuwendung (Jahresscheibe)", "Grant (yearly tranche)", 180_000, 220_000),
)

CONDITIONS = (
    SpecialCondition(
        kind=ConditionKind.OBLIGATION,
        text=Words(
            "Legen Sie bis zum 31.12.2027 je eine Absichtserklärung von zwei rechtlich "
            "selbständigen ausländischen Partnern vor.",
            "Submit a letter of intent of each of two legally independent foreign partners by "
            "31 December 2027.",
        ),
    ),
    SpecialCondition(
        kind=ConditionKind.OBLIGATION,
        text=Words(
            "Die Partner schließen vor Beginn der Umsetzungsphase eine Kooperationsvereinbarung "
            "mit Regeln zu geistigem Eigentum und Verwertung. Ausländische Partner tragen ihren "
            "Aufwand selbst; Mittel dieser Zuwendung dürfen nicht an sie fließen.",
            "Before the implementation phase the partners sign a cooperation agreement with rules "
            "on intellectual property. Foreign partners bear their own cost; no money of this "
            "grant may be passed on to them.",
        ),
    ),
    SpecialCondition(
        kind=ConditionKind.OBLIGATION,
        text=Words(
            "Belegen Sie den Eigenanteil mit jedem Zwischennachweis. Sinken die "
            "zuwendungsfähigen Ausgaben, ermäßigt sich die Zuwendung anteilig.",
            "Prove your own funds with every interim report. If eligible expenditure falls, the "
            "grant is reduced in proportion.",
        ),
    ),
    SpecialCondition(
        kind=ConditionKind.REVOCATION,
        text=Words(
            "Der Bescheid kann widerrufen werden, wenn das Konzept nicht bis zum Ende des "
            "Bewilligungszeitraums vorliegt.",
            "The decision may be revoked if the concept is not delivered by the end of the "
            "approval period.",
        ),
    ),
)

DEADLINES = (
    Deadline(
        what=Words("Absichtserklärungen der Partner", "Letters of intent of the partners"),
        due=date(2027, 12, 31),
        remark=Words("Nebenbestimmung 1", "Special condition 1"),
    ),
    Deadline(
        what=Words("Zwischennachweis 2027 mit Sachbericht", "Interim report for 2027"),
        due=date(2028, 5, 2),
        remark=Words(
            "30.04. ist Sonntag, 01.05. Feiertag", "30 April is a Sunday, 1 May a holiday"
        ),
    ),
    Deadline(
        what=Words("Internationalisierungskonzept", "Internationalisation concept"),
        due=date(2028, 12, 31),
        remark=Words("Ende des Bewilligungszeitraums", "End of the approval period"),
    ),
    Deadline(
        what=Words("Zwischennachweis 2028 mit Sachbericht", "Interim report for 2028"),
        due=date(2029, 4, 30),
    ),
    Deadline(
        what=Words("Verwendungsnachweis mit Erfolgskontrolle", "Final report with success check"),
        due=date(2029, 7, 2),
        remark=Words("30.06. ist Samstag", "30 June is a Saturday"),
    ),
)


def an_award_letter(**changes):
    """The award of the concept phase: 400,000.00 EUR."""
    return replace(
        AwardLetter(
            heading=a_heading(AVIATION),
            made_at=MADE,
            grant_number="03INT400A",
            project=Words("Konzeptionsphase InterCabin", "InterCabin concept phase"),
            acronym="InterCabin",
            applied_on=date(2026, 10, 12),
            changed_on=date(2026, 12, 2),
            applied_amount=eur(400_000),
            amount=eur(400_000),
            amount_in_words=Words("vierhunderttausend Euro", "four hundred thousand euros"),
            purpose=Words(
                "der Entwicklung eines Internationalisierungskonzepts mit mindestens zwei "
                "ausländischen Partnern",
                "to develop an internationalisation concept with at least two foreign partners",
            ),
            rate=Fraction(1, 2),
            eligible=eur(800_000),
            period_from=date(2027, 1, 1),
            period_until=date(2028, 12, 31),
            plan=PLAN,
            state_aid=Words(
                "Artikel\u00a027 AGVO (Innovationscluster)", "Article 27 GBER (innovation clusters)"
            ),
            general_conditions=Words("NABF", "NABF"),
            special_conditions=CONDITIONS,
            use_within_weeks=6,
            overrun_share=Fraction(1, 5),
            retention_years=5,
            deadlines=DEADLINES,
            remedy=OBJECTION,
            annexes=(
                Words("Allgemeine Nebenbestimmungen (NABF)", "General conditions (NABF)"),
                Words("Vordruck Zahlungsanforderung", "Form for a payment request"),
                Words("Vordruck Rechtsbehelfsverzicht", "Form for waiving legal remedies"),
            ),
        ),
        **changes,
    )


def a_university_letter(**changes):
    """A grant of the implementation phase with an allowance, four years and a reduction."""
    years = (2028, 2029, 2030, 2031)
    return an_award_letter(
        heading=a_heading(
            Recipient(
                name="Universität Beispielstadt",
                executing_unit="Institut für Leichtbau und Kabinensysteme",
                person="Herrn Prof. Dr. Çağlar Öztürk",
                street="Hochschulring 1",
                town="28359 Bremen",
            ),
            salutation=Words("Sehr geehrter Herr Prof. Öztürk,", "Dear Professor Öztürk,"),
            file_number="4-2028/0044",
            issued_on=date(2028, 6, 12),
        ),
        financing=Words("Vollfinanzierung", "full financing"),
        applied_on=date(2028, 3, 1),
        changed_on=None,
        special_conditions=CONDITIONS[1:2],
        deadlines=DEADLINES[3:4],
        grant_number="03INT400C",
        consortium=Words("Verbund 1", "joint project 1"),
        project=Words("Leichte Kabine – Teilvorhaben Werkstoffe", "Light cabin – materials"),
        applied_amount=eur(744_000),
        amount=eur(720_000),
        amount_in_words=Words(
            "siebenhundertzwanzigtausend Euro", "seven hundred and twenty thousand euros"
        ),
        rate=Fraction(1),
        eligible=eur(600_000),
        allowance=Allowance(amount=eur(120_000), base=eur(600_000), share=Fraction(1, 5)),
        period_from=date(2028, 7, 1),
        period_until=date(2031, 6, 30),
        plan=FinancingPlan(
            years=years,
            lines=(
                a_line("Beschäftigte", "Staff", 70_000, 150_000, 150_000, 80_000),
                a_line("Verbrauchsmaterial", "Consumables", 20_000, 40_000, 40_000, 20_000),
                a_line("Dienstreisen", "Travel", 5_000, 10_000, 10_000, 5_000),
            ),
            allowance=a_line(
                "Projektpauschale", "Project allowance", 19_000, 40_000, 40_000, 21_000
            ),
            own_funds=a_line("Eigenmittel", "Own funds", 0, 0, 0, 0),
            other_funds=a_line("Mittel Dritter", "Third-party funds", 0, 0, 0, 0),
            grant=a_line("Zuwendung (Jahresscheibe)", "Grant", 114_000, 240_000, 240_000, 126_000),
        ),
        reasons=Words(
            "Die beantragten Dienstreisen übersteigen den Bedarf des Arbeitsplans um "
            "24.000,00\u00a0EUR einschließlich der darauf entfallenden Pauschale. Wir haben die "
            "Zuwendung insoweit gekürzt; das Ziel bleibt damit erreichbar.",
            "The travel applied for exceeds what the work plan needs by EUR\u00a024,000.00 "
            "including the allowance on it. We have reduced the grant accordingly; the aim can "
            "still be reached.",
        ),
        **changes,
    )


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
