"""The sheets of a round's set-up about what follows the selection: costs, reports, letters."""

from typing import Final

from grants.programme.setup_sheet import Entry, Sheet, Table
from grants.programme.setup_sheet_funding import CODE, NAME
from grants.programme.words import Words

COSTS: Final = Sheet(
    "costs",
    Words("Ausgaben", "Costs"),
    (
        Table(
            "cost_categories",
            Words("Positionen", "Categories"),
            Words("Position", "Category"),
            (
                CODE,
                NAME,
                Entry("basis", Words("Abrechnung", "Basis")),
                Entry("number", Words("Nummer im Formular", "Number on the form")),
            ),
            most=60,
        ),
        Table(
            "currencies",
            Words("Währungen der Partner im Ausland", "Currencies of partners abroad"),
            Words("Währung", "Currency"),
            (
                Entry("code", Words("Kürzel nach ISO 4217", "ISO 4217 code")),
                Entry("places", Words("Nachkommastellen", "Decimal places")),
            ),
            most=60,
        ),
        Entry("flexibility.base", Words("Umschichten, gemessen an", "Shifting, measured by")),
        Entry("flexibility.share", Words("Frei bis, %", "Free up to, %")),
    ),
)

REPORTS: Final = Sheet(
    "reports",
    Words("Nachweise und Erinnerungen", "Reports and reminders"),
    (
        Entry("deadlines.interim_month", Words("Zwischennachweis, Monat", "Interim report, month")),
        Entry("deadlines.interim_day", Words("Zwischennachweis, Tag", "Interim report, day")),
        Entry(
            "deadlines.interim_kind",
            Words("Zwischennachweis, Art der Frist", "Interim report, kind of deadline"),
        ),
        Entry(
            "deadlines.interim_for_last_year",
            Words("Auch für das letzte Jahr?", "For the last year, too?"),
        ),
        Entry(
            "deadlines.skip_first_interim_from_month",
            Words(
                "Kein erster Nachweis bei Beginn ab Monat", "No first report when begun from month"
            ),
        ),
        Entry(
            "deadlines.final_months",
            Words(
                "Verwendungsnachweis, Monate nach dem Ende", "Final report, months after the end"
            ),
        ),
        Entry(
            "deadlines.final_kind",
            Words("Verwendungsnachweis, Art der Frist", "Final report, kind of deadline"),
        ),
        Entry(
            "deadlines.declaration_month",
            Words("Jahreserklärung, Monat", "Yearly declaration, month"),
            Words("Leer: keine Erklärung.", "Empty: no declaration."),
        ),
        Entry(
            "deadlines.declaration_day",
            Words("Jahreserklärung, Tag", "Yearly declaration, day"),
        ),
        Entry(
            "deadlines.success_months",
            Words(
                "Erfolgskontrollbericht, Monate nach dem Verwendungsnachweis",
                "Success report, months after the final report",
            ),
            Words("0: mit ihm. Leer: kein Bericht.", "0: with it. Empty: no such report."),
        ),
        Entry(
            "deadlines.partner_milestone_month",
            Words("Partnersuche endet im Monat", "Search for partners ends in month"),
            Words("Leer: kein Meilenstein.", "Empty: no milestone."),
        ),
        Entry(
            "deadlines.invitation_days",
            Words("Aufforderung, Tage vor dem Ende", "Invitation, days before the end"),
        ),
        Entry(
            "deadlines.holiday_land",
            Words("Feiertage des Landes, zwei Buchstaben", "Holidays of the Land, two letters"),
        ),
        Entry("voucher_list", Words("Liste der Belege", "List of vouchers")),
        Entry("retention_years", Words("Belege aufbewahren, Jahre", "Vouchers are kept, years")),
        Table(
            "reminders",
            Words("Erinnerungen", "Reminders"),
            Words("Erinnerung", "Reminder"),
            (
                CODE,
                Entry(
                    "days",
                    Words("Tage nach der Frist", "Days after the due date"),
                    Words("Mit Minus: davor.", "With a minus: before."),
                ),
                NAME,
            ),
            may_be_empty=True,
        ),
    ),
)

PAYMENTS: Final = Sheet(
    "payments",
    Words("Auszahlung", "Payments"),
    (
        Entry(
            "payments.retention",
            Words(
                "Einbehalt bis zum Verwendungsnachweis, %", "Held back until the final report, %"
            ),
            Words("0: nichts wird einbehalten.", "0: nothing is held back."),
        ),
        Entry(
            "payments.quarterly",
            Words("Auf Kostenbasis je Vierteljahr?", "On cost basis, by the quarter?"),
        ),
        Entry(
            "payments.interest_from",
            Words("Zinsen für liegendes Geld seit", "Interest on idle money from"),
        ),
        Entry(
            "payments.overdue_blocks",
            Words("Sperrt ein überfälliger Nachweis?", "Does an overdue report block payments?"),
        ),
    ),
)

LETTERS: Final = Sheet(
    "letters",
    Words("Bescheide und Büro", "Letters and office"),
    (
        Entry(
            "letters.use_within_weeks",
            Words("Mittel verwenden in, Wochen", "Money is used within, weeks"),
        ),
        Entry(
            "letters.plan_within_weeks",
            Words("Finanzierungsplan vorlegen in, Wochen", "Financing plan is due within, weeks"),
        ),
        Table(
            "letters.general_conditions",
            Words("Nebenbestimmungen", "General conditions"),
            Words("Nebenbestimmungen", "General conditions"),
            (Entry("basis", Words("Abrechnung", "Basis")), NAME),
            most=2,
        ),
        Table(
            "letters.state_aid",
            Words("Beihilferechtliche Grundlage", "Basis in State aid law"),
            Words("Grundlage", "Basis"),
            (
                Entry("kind", Words("Wer", "Who")),
                Entry("text", Words("Artikel", "Article"), long=True),
            ),
            may_be_empty=True,
        ),
        Entry(
            "letters.no_state_aid",
            Words("Wortlaut für alle anderen", "Words for all others"),
            long=True,
        ),
        Entry(
            "aid_scheme",
            Words("SA-Nummer der Beihilferegelung", "SA number of the aid scheme"),
            Words("Für das Transparenzregister.", "For the transparency register."),
        ),
        Entry("numbering.prefix", Words("Nummern beginnen mit", "Numbers begin with")),
        Entry("numbering.first", Words("Erste laufende Nummer", "First ordinal")),
        Entry(
            "office.check_days",
            Words("Nachweise prüfen in, Tage", "Reports are checked within, days"),
        ),
        Entry(
            "office.sign_days",
            Words("Vorschläge mitzeichnen in, Tage", "Proposals are countersigned within, days"),
        ),
    ),
)

SHEETS: Final = (COSTS, REPORTS, PAYMENTS, LETTERS)
