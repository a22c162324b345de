"""Documents with rich invented data: award letters, and what every letter needs."""

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
from grants.documents.plan import FinancingPlan, PlanRow
from grants.documents.qr import Check
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
    kind=RemedyKind.COURT_ACTION,
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
    return PlanRow(label=Words(de, en), amounts=tuple(eur(amount) for amount in amounts))


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
