"""The first sheets of a round's set-up, from the programme and its money to the rates."""

from typing import Final

from grants.programme.setup_sheet import Entry, Sheet, Table
from grants.programme.words import Words

NAME: Final = Entry("name", Words("Name", "Name"))
CODE: Final = Entry("code", Words("Kürzel", "Code"), hidden=True)
ZERO_IS_NONE: Final = Words("0 verlangt nichts.", "0 asks for none.")

PROGRAMME: Final = Sheet(
    "programme",
    Words("Programm", "Programme"),
    (Entry("name", Words("Name des Programms", "Name of the programme")),),
)

MONEY: Final = Sheet(
    "money",
    Words("Geld", "Money"),
    (
        Entry(
            "cap_per_cluster",
            Words("Obergrenze je Cluster, Euro", "Cap of each cluster, euro"),
            Words(
                "Über alle Phasen, alle Projekte und alle Empfänger.",
                "Over all phases, all projects and all recipients.",
            ),
        ),
        Entry(
            "cap_includes_allowance",
            Words(
                "Zählt die Projektpauschale zur Obergrenze?",
                "Does the project allowance count against the cap?",
            ),
        ),
        Entry("round_budget", Words("Rundenbudget, Euro", "Round budget, euro")),
        Entry(
            "target_winners",
            Words("Zahl der Auswahlen, etwa", "Number of selections, about"),
            Words("Ein Ziel, keine Grenze.", "A target, no limit."),
        ),
        Entry(
            "currency",
            Words("Währung der Zuwendungen", "Currency of the grants"),
            Words("Zuwendungen zahlen wir in EUR.", "Grants are paid in EUR."),
        ),
        Entry("whole_euros", Words("Auf volle Euro abrunden?", "Round down to full euros?")),
        Entry(
            "allowance.rate",
            Words("Satz der Projektpauschale, %", "Rate of the project allowance, %"),
        ),
        Entry(
            "allowance.kinds",
            Words("Wer die Projektpauschale erhält", "Who receives the project allowance"),
        ),
    ),
)

PHASES: Final = Sheet(
    "phases",
    Words("Phasen", "Phases"),
    (
        Table(
            "phases",
            Words("Phasen", "Phases"),
            Words("Phase", "Phase"),
            (
                CODE,
                NAME,
                Entry("max_months", Words("Höchstens so viele Monate", "At most so many months")),
                Entry(
                    "may_overlap",
                    Words(
                        "Darf sie sich mit der vorigen überschneiden?",
                        "May it overlap with the one before?",
                    ),
                ),
            ),
            most=2,
            codes=("concept", "implementation"),
            hint=Words(
                "Die erste ist die Konzeptionsphase, die zweite die Umsetzungsphase. Hat das "
                "Programm nur eine Phase, bleibt die erste ganz leer.",
                "The first is the concept phase, the second the implementation phase. Where the "
                "programme has one phase only, leave the first one empty altogether.",
            ),
        ),
        Entry("total_months", Words("Alle Phasen zusammen, Monate", "All phases together, months")),
        Entry(
            "extension_max_months",
            Words("Verlängerung höchstens, Monate", "Extension of at most, months"),
        ),
    ),
)

MATCHING: Final = Sheet(
    "matching",
    Words("Eigenmittel", "Own funds"),
    (
        Entry(
            "matching.mode",
            Words("Wovon der Eigenanteil gerechnet wird", "Of what the own share is taken"),
        ),
        Entry("matching.own_funds_share", Words("Eigenanteil, %", "Own share, %")),
        Entry("matching.phases", Words("In welchen Phasen", "In which phases"), of="phases"),
        Entry(
            "matching.in_kind_allowed",
            Words("Zählen Eigenleistungen ohne Geldfluss?", "Do contributions in kind count?"),
        ),
        Entry(
            "matching.in_kind_max_share",
            Words("Höchstens dieser Teil der Eigenmittel, %", "At most this part of own funds, %"),
        ),
        Entry(
            "matching.other_public_counts",
            Words("Zählen andere öffentliche Mittel?", "Does other public money count?"),
        ),
        Table(
            "matching.by_year",
            Words("Eigenanteil nach Jahren der Förderung", "Own share by year of the funding"),
            Words("Jahr", "Year"),
            (Entry("own", Words("Eigenanteil an den Ausgaben, %", "Own share of the costs, %")),),
            most=10,
            may_be_empty=True,
            hint=Words(
                "Nur für eine Förderung, die von Jahr zu Jahr sinkt. Die letzte Zeile gilt auch "
                "danach. Ohne Zeile gilt der Eigenanteil oben.",
                "Only for funding that falls from year to year. The last row holds for all years "
                "after it. Without a row the own share above holds.",
            ),
        ),
    ),
)

COMPOSITION: Final = Sheet(
    "composition",
    Words("Zusammensetzung der Projekte", "Composition of projects"),
    (
        Entry(
            "composition.home_country",
            Words("Land des Programms, zwei Buchstaben", "Country of the programme, two letters"),
        ),
        Entry("composition.home_name", Words("Name des Landes", "Name of the country")),
        Entry(
            "composition.min_domestic",
            Words("Partner aus diesem Land, mindestens", "Partners from this country, at least"),
            ZERO_IS_NONE,
        ),
        Entry(
            "composition.min_foreign",
            Words("Partner im Ausland, mindestens", "Partners abroad, at least"),
            ZERO_IS_NONE,
        ),
        Entry(
            "composition.min_companies",
            Words("Unternehmen, mindestens", "Companies, at least"),
            ZERO_IS_NONE,
        ),
        Entry(
            "composition.min_research",
            Words("Forschungseinrichtungen, mindestens", "Research organisations, at least"),
            ZERO_IS_NONE,
        ),
        Entry(
            "composition.min_countries",
            Words("Länder, mindestens", "Countries, at least"),
            ZERO_IS_NONE,
        ),
        Entry(
            "composition.most_of_one",
            Words("Größter Anteil eines Partners, %", "Largest share of one partner, %"),
            Words("Leer: keine Grenze.", "Empty: no limit."),
        ),
        Entry("composition.share_of", Words("Anteil wovon", "Share of what")),
        Entry(
            "composition.management_counts",
            Words("Zählt das Clustermanagement mit?", "Does the cluster management count?"),
        ),
        Entry(
            "composition.independence_required",
            Words(
                "Zählen Mutter und Tochter als ein Partner?",
                "Do parent and subsidiary count as one?",
            ),
        ),
        Entry(
            "composition.same_foreign_country",
            Words(
                "Müssen alle Partner im Ausland aus einem Land kommen?",
                "Must all partners abroad come from one country?",
            ),
        ),
        Entry(
            "composition.replace_within_days",
            Words("Tage für einen Ersatzpartner", "Days to find another partner"),
        ),
        Entry(
            "composition.agreement_within_months",
            Words(
                "Monate bis zur Kooperationsvereinbarung", "Months until the cooperation agreement"
            ),
        ),
        Entry(
            "composition.indirect_funding_hint",
            Words(
                "Auftrag ins Ausland fällt auf ab, Euro",
                "Subcontract abroad is pointed out above, euro",
            ),
        ),
    ),
)

PROJECTS: Final = Sheet(
    "projects",
    Words("Verbundprojekte", "Joint projects"),
    (
        Entry("projects.min", Words("Mindestens", "At least")),
        Entry(
            "projects.max",
            Words("Höchstens", "At most"),
            Words("0 setzt keine Grenze.", "0 sets no limit."),
        ),
        Entry(
            "projects.terminated_frees_place",
            Words(
                "Gibt ein abgebrochenes Projekt seinen Platz frei?",
                "Does a terminated project give its place back?",
            ),
        ),
        Entry(
            "projects.multi_cluster",
            Words(
                "Darf ein zweites Cluster hinter einem Projekt stehen?",
                "May a second cluster stand behind a project?",
            ),
        ),
    ),
)

RATES: Final = Sheet(
    "rates",
    Words("Fördersätze", "Rates"),
    (
        Table(
            "rates",
            Words("Fördersätze", "Rates"),
            Words("Fördersatz", "Rate"),
            (
                Entry("kind", Words("Wer", "Who")),
                Entry("size", Words("Größe, bei Unternehmen", "Size, of companies")),
                Entry("rate", Words("Satz, %", "Rate, %")),
                Entry("valid_from", Words("Gilt ab", "Valid from")),
            ),
            most=40,
        ),
    ),
)

SHEETS: Final = (PROGRAMME, MONEY, PHASES, MATCHING, COMPOSITION, PROJECTS, RATES)
