"""The sheets of a round's set-up about applying and choosing: selection, forms, goals."""

from typing import Final

from grants.programme.setup_sheet import Entry, Sheet, Table
from grants.programme.setup_sheet_funding import CODE, NAME
from grants.programme.words import Words

SELECTION: Final = Sheet(
    "selection",
    Words("Auswahl", "Selection"),
    (
        Table(
            "selection.criteria",
            Words("Kriterien", "Criteria"),
            Words("Kriterium", "Criterion"),
            (
                CODE,
                Entry("name", Words("Name", "Name"), long=True),
                Entry("weight", Words("Gewicht, %", "Weight, %")),
                Entry("threshold", Words("Schwelle, Punkte", "Threshold, points")),
            ),
            most=12,
            hint=Words(
                "Die Gewichte ergeben zusammen genau 100.", "The weights make exactly 100 together."
            ),
        ),
        Entry("selection.lowest", Words("Niedrigste Punktzahl", "Lowest score")),
        Entry("selection.highest", Words("Höchste Punktzahl", "Highest score")),
        Entry("selection.step", Words("Schritt", "Step")),
        Entry("selection.total_threshold", Words("Schwelle gesamt", "Threshold in total")),
        Entry(
            "selection.jurors_per_application",
            Words("Jurymitglieder je Bewerbung", "Jurors of each application"),
        ),
        Entry(
            "selection.min_scores",
            Words("Gutachten je Bewerbung, mindestens", "Reviews of each application, at least"),
        ),
        Entry(
            "selection.quorum",
            Words("Beschlussfähig ab diesem Teil der Jury, %", "Quorum, part of the jury, %"),
        ),
        Entry("selection.tie_breaks", Words("Bei Gleichstand entscheidet", "A tie is decided by")),
        Entry(
            "selection.reserve_months",
            Words("Monate, die die Reserveliste gilt", "Months for which the reserve list holds"),
        ),
        Entry(
            "selection.conflict_years",
            Words(
                "Befangen durch Zusammenarbeit in so vielen Jahren",
                "Conflict by working together within so many years",
            ),
        ),
        Entry(
            "selection.blind",
            Words(
                "Liest die Jury zuerst ohne Namen?", "Does the jury read without names at first?"
            ),
            Words(
                "Namen und Einrichtungen sieht sie erst, wenn Sie sie öffnen.",
                "It sees names and institutions only once you open them.",
            ),
        ),
        Entry(
            "selection.meeting",
            Words(
                "Keine Rangliste ohne Sitzung der Jury?",
                "No ranking without a meeting of the jury?",
            ),
        ),
        Entry(
            "selection.review_reminders",
            Words(
                "Erinnerung an offene Gutachten, Tage vor der Sitzung",
                "Reminder of open reviews, days before the meeting",
            ),
            Words("Mit Kommas dazwischen, wie 14, 7, 2.", "With commas between, such as 14, 7, 2."),
        ),
        Table(
            "selection.topics",
            Words("Themen, aus denen die Jury wählt", "Topics from which jurors choose"),
            Words("Thema", "Topic"),
            (Entry("de", Words("deutsch", "German")), Entry("en", Words("englisch", "English"))),
            most=40,
            may_be_empty=True,
            hint=Words(
                "Ohne Themen schreiben die Jurymitglieder eigene.",
                "Without topics jurors write their own.",
            ),
        ),
    ),
)

LATE: Final = Sheet(
    "late",
    Words("Verspätung und Wiederbewerbung", "Late and repeated applications"),
    (
        Entry("late_policy", Words("Nach der Frist", "After the deadline")),
        Entry(
            "reapplication.winner_may",
            Words(
                "Darf sich bewerben, wer schon ausgewählt war?",
                "May a cluster apply that was selected before?",
            ),
        ),
        Entry(
            "reapplication.formally_rejected_counts",
            Words(
                "Zählt formal Abgelehntes in der Statistik?",
                "Do formal rejections count in the statistics?",
            ),
        ),
    ),
)

FORMS: Final = Sheet(
    "forms",
    Words("Formulare und Grenzen", "Forms and limits"),
    (
        Entry(
            "limits.profile_characters",
            Words("Clusterprofil, Zeichen", "Cluster profile, characters"),
        ),
        Entry(
            "limits.profile_words",
            Words("Clusterprofil, Wörter", "Cluster profile, words"),
            Words("Gilt statt der Zeichen.", "Counts instead of characters."),
        ),
        Entry("limits.outline_characters", Words("Skizze, Zeichen", "Outline, characters")),
        Entry(
            "limits.outline_words",
            Words("Skizze, Wörter", "Outline, words"),
            Words("Gilt statt der Zeichen.", "Counts instead of characters."),
        ),
        Entry("limits.concept_pages", Words("Konzept, Seiten", "Concept, pages")),
        Entry("limits.concept_megabytes", Words("Eine Datei, MB", "One file, MB")),
        Entry(
            "limits.min_target_countries",
            Words("Zielländer, mindestens", "Target countries, at least"),
        ),
        Entry("limits.upload_files", Words("Dateien je Bewerbung", "Files of an application")),
        Entry("limits.upload_megabytes", Words("Dateien zusammen, MB", "Files together, MB")),
        Entry(
            "limits.upload_kept_megabytes",
            Words("Mit ersetzten Dateien, MB", "With files that were replaced, MB"),
        ),
        Entry(
            "limits.reason_characters",
            Words("Begründung im Gutachten, Zeichen", "Reason in a review, characters"),
        ),
        Entry(
            "limits.report_characters",
            Words("Text im Nachweis, Zeichen", "Text of a report, characters"),
        ),
        Entry("statement.version", Words("Fassung der Erklärung", "Version of the statement")),
        Entry(
            "statement.text",
            Words("Erklärung der Unterzeichnenden", "Statement of the signatory"),
            long=True,
        ),
    ),
)

CHECKS: Final = Sheet(
    "checks",
    Words("Konzept und formale Prüfung", "Concept and formal check"),
    (
        Table(
            "concept_parts",
            Words("Was ein Konzept enthält", "What a concept contains"),
            Words("Teil", "Part"),
            (CODE, NAME),
            may_be_empty=True,
            hint=Words(
                "Nur in Programmen mit Konzeptionsphase.",
                "Only in programmes with a concept phase.",
            ),
        ),
        Table(
            "formal_reasons",
            Words("Gründe einer formalen Ablehnung", "Reasons of a formal rejection"),
            Words("Grund", "Reason"),
            (
                CODE,
                Entry("text", Words("Wortlaut im Bescheid", "Words of the letter"), long=True),
                Entry("remediable", Words("Lässt er sich beheben?", "Can it be put right?")),
            ),
        ),
        Table(
            "formal_questions",
            Words("Fragen der formalen Prüfung", "Questions of the formal check"),
            Words("Frage", "Question"),
            (
                CODE,
                Entry("question", Words("Frage", "Question"), long=True),
                Entry(
                    "reason", Words("Grund bei „Nein“", "Reason for a “no”"), of="formal_reasons"
                ),
            ),
        ),
    ),
)

LABELS: Final = Sheet(
    "labels",
    Words("Label", "Labels"),
    (
        Entry(
            "gates.label_register",
            Words(
                "Kürzel des Programms, dessen Label nötig ist",
                "Code of the programme whose label is needed",
            ),
            Words(
                "Leer: Niemand braucht ein Label. Wer keines hat, das am Tag der Frist gilt, kann "
                "nicht einreichen.",
                "Empty: nobody needs a label. Whoever has none that is valid on the day of the "
                "deadline cannot submit.",
            ),
        ),
        Entry(
            "gates.label_level",
            Words("Kürzel der Stufe, mindestens", "Code of the level, at least"),
            Words("Leer: Jede Stufe genügt.", "Empty: every level is enough."),
        ),
        Entry("gates.label_of", Words("Wer das Label braucht", "Who needs the label")),
        Table(
            "label_levels",
            Words("Label, das dieses Programm vergibt", "Label that this programme grants"),
            Words("Stufe", "Level"),
            (
                Entry("code", Words("Kürzel", "Code")),
                NAME,
                Entry("first_months", Words("Gilt zuerst, Monate", "First valid for, months")),
                Entry("extension_months", Words("Erneuert gilt es, Monate", "Renewed for, months")),
                Entry(
                    "renew_within_months",
                    Words("Erneuern bis Monate danach", "Renewed until months after"),
                ),
            ),
            most=6,
            may_be_empty=True,
            hint=Words(
                "Die niedrigste Stufe zuerst. Wer ein Label hat, steht in einem öffentlichen "
                "Register.",
                "The lowest level first. Whoever holds a label stands in a public register.",
            ),
        ),
    ),
)

GOALS: Final = Sheet(
    "goals",
    Words("Ziele", "Goals"),
    (
        Table(
            "goals",
            Words("Ziele der Runde", "Goals of the round"),
            Words("Ziel", "Goal"),
            (
                Entry("goal", Words("Ziel", "Goal"), long=True),
                Entry("indicator", Words("Indikator", "Indicator"), long=True),
                Entry("target", Words("Zielwert", "Target"), long=True),
            ),
            most=12,
            hint=Words(
                "Ohne Ziel mit Indikator und Zielwert wird keine Runde veröffentlicht.",
                "No round is published without a goal, its indicator and its target.",
            ),
        ),
    ),
)

SHEETS: Final = (SELECTION, LATE, FORMS, CHECKS, LABELS, GOALS)
