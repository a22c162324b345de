"""The rules of a round in plain words, computed from its terms: what a call's page tells people."""

from collections.abc import Iterator
from typing import Final

from grants.programme.criteria import Selection
from grants.programme.dates import DeadlineKind, Deadlines, LatePolicy
from grants.programme.plain_rule import Rule, plain_rule
from grants.programme.rulebook_aid import rules_about_aid
from grants.programme.rulebook_composition import rules_about_composition
from grants.programme.rulebook_label import rules_about_labels
from grants.programme.rulebook_money import rules_about_money
from grants.programme.sources import (
    FINAL_PROOF,
    FLEXIBILITY,
    INTERIM_PROOF,
    STUDY_2_2,
    STUDY_5_2,
    STUDY_5_3,
    STUDY_TABLE_1,
    SUCCESS_REPORT,
)
from grants.programme.terms import Terms
from grants.programme.words import MONTHS_EN, Words, say

UNNUMBERED: Final = "–"
"""In place of a number where the list of rules has none; comes after all numbers."""


def rules_in_plain_words(terms: Terms) -> list[Rule]:
    """Every rule that a round's figures decide, by number."""
    return sorted((rule for about in ABOUT for rule in about(terms)), key=lambda rule: rule.number)


def _about_partners(terms: Terms) -> list[Rule]:
    rules = terms.composition
    return [
        *rules_about_composition(terms),
        plain_rule(
            "R-007",
            Words(
                "Institute eines Rechtsträgers zählen als ein Partner.",
                "Institutes of one legal entity count as one partner.",
            ),
            "–",
        ),
        plain_rule(
            "R-008",
            say(
                "Als Partner aus {home} zählt, wer dort seinen Sitz hat oder dort arbeitet.",
                "A partner from {home} has its seat or does its work there.",
                home=rules.home_name,
            ),
            "–",
            STUDY_TABLE_1,
        ),
        plain_rule(
            "R-009",
            Words(
                "Spätestens so viele Monate nach der Bewilligung haben alle die Vereinbarung zu "
                "Zusammenarbeit und Schutzrechten unterschrieben.",
                "At the latest so many months after the award all have signed the agreement on "
                "cooperation and intellectual property.",
            ),
            rules.agreement_within_months,
            STUDY_2_2,
        ),
        plain_rule(
            "R-010",
            Words(
                "Partner im Ausland bringen ihr Geld mit und erhalten keines aus dem Programm.",
                "Partners abroad bring their own money and get none from the programme.",
            ),
            "–",
            STUDY_5_2,
        ),
    ]


def _about_time(terms: Terms) -> list[Rule]:
    phases = [
        plain_rule(
            "R-011",
            say(
                "{name}: höchstens so viele Monate.{overlap}",
                "{name}: at most so many months.{overlap}",
                name=phase.name,
                overlap=OVERLAP if phase.may_overlap else "",
            ),
            phase.max_months,
            STUDY_2_2,
        )
        for phase in terms.phases
    ]
    together = Words(
        "Alle Phasen zusammen dauern höchstens so viele Monate.",
        "All phases together last at most so many months.",
    )
    return [*phases, plain_rule("R-011", together, terms.total_months)]


OVERLAP = Words(
    " Sie darf sich mit der vorigen überschneiden.", " It may overlap with the one before."
)


LATE = {
    LatePolicy.REJECT: Words(
        "Nach der Frist nehmen wir keine Bewerbung an.",
        "We accept no application after the deadline.",
    ),
    LatePolicy.MARK: Words(
        "Wer vor der Frist begonnen hat, darf bis zum Beginn der formalen Prüfung einreichen. Wir "
        "kennzeichnen die Verspätung und entscheiden im Einzelfall.",
        "Who began before the deadline may submit until the formal check begins. We mark how late "
        "it came and decide on each.",
    ),
    LatePolicy.ACCEPT: Words(
        "Wer vor der Frist begonnen hat, darf bis zum Beginn der formalen Prüfung einreichen. Wir "
        "vermerken die Verspätung.",
        "Who began before the deadline may submit until the formal check begins. We record how "
        "late it came.",
    ),
}


def _about_applying(terms: Terms) -> list[Rule]:
    again = (
        Words("Jedes Cluster darf sich wieder bewerben.", "Every cluster may apply again.")
        if terms.reapplication.winner_may
        else Words(
            "Wer noch nie ausgewählt wurde, darf sich wieder bewerben.",
            "Whoever was never selected may apply again.",
        )
    )
    one = Words(
        "Jedes Cluster hat in einer Runde eine Bewerbung.",
        "Every cluster has one application in a round.",
    )
    return [
        plain_rule("R-012", one, 1),
        plain_rule("R-013", again, "–", STUDY_5_3),
        plain_rule("R-014", LATE[terms.late_policy], "–"),
        *rules_about_labels(terms),
    ]


def _about_selection(terms: Terms) -> list[Rule]:
    selection = terms.selection
    weights = [
        plain_rule(
            "R-060",
            say("Gewicht: {name}.", "Weight: {name}.", name=criterion.name),
            f"{criterion.weight}\N{NO-BREAK SPACE}%",
        )
        for criterion in selection.criteria
    ]
    scale = Words(
        "Die Jury bewertet jedes Kriterium mit so vielen Punkten.",
        "The jury scores every criterion with so many points.",
    )
    return [
        plain_rule(
            "R-060",
            scale,
            say(
                "{low} bis {high}", "{low} to {high}", low=selection.lowest, high=selection.highest
            ),
        ),
        *weights,
        plain_rule(
            "R-061",
            Words(
                "Jede Bewerbung braucht mindestens so viele Gutachten.",
                "Every application needs at least so many reviews.",
            ),
            selection.min_scores,
        ),
        *_thresholds(selection),
        plain_rule(
            "R-064",
            Words(
                "So viele Monate gilt die Reserveliste.",
                "The reserve list is valid for so many months.",
            ),
            selection.reserve_months,
        ),
    ]


def _thresholds(selection: Selection) -> Iterator[Rule]:
    """What is needed in each criterion, said once where it is the same in all, and in total."""
    if len({criterion.threshold for criterion in selection.criteria}) == 1:
        every = Words("Jedes Kriterium", "Every criterion")
        needed = [(every, selection.criteria[0].threshold)]
    else:
        needed = [(criterion.name, criterion.threshold) for criterion in selection.criteria]
    for name, points in [
        *needed,
        (Words("Gewichtet gesamt", "Weighted total"), selection.total_threshold),
    ]:
        yield plain_rule(
            "R-062",
            say(
                "{name}: So viele Punkte braucht eine Empfehlung mindestens.",
                "{name}: a recommendation needs at least so many points.",
                name=name,
            ),
            points,
        )


def _about_reports(terms: Terms) -> list[Rule]:
    dates = terms.deadlines
    return [
        plain_rule(
            "R-035",
            Words(
                "Um diesen Teil darf eine Zeile ihren Plan ohne Antrag überschreiten.",
                "A line may exceed its plan by this part without a request.",
            ),
            terms.flexibility.share,
            FLEXIBILITY,
        ),
        plain_rule(
            "R-041",
            say(
                "Der Zwischennachweis ist jedes Jahr an diesem Tag fällig. {moves}",
                "The interim report is due on this day every year. {moves}",
                moves=_moves(dates.interim_kind),
            ),
            _day(dates.interim_month, dates.interim_day),
            INTERIM_PROOF,
        ),
        plain_rule(
            "R-043",
            say(
                "Der Verwendungsnachweis ist so viele Monate nach dem Ende des Vorhabens fällig. "
                "{moves}",
                "The final report is due so many months after the end of the work. {moves}",
                moves=_moves(dates.final_kind),
            ),
            dates.final_months,
            FINAL_PROOF,
        ),
        *_beside_the_proofs(dates),
    ]


def _beside_the_proofs(dates: Deadlines) -> Iterator[Rule]:
    if dates.declaration_month is not None:
        says = Words(
            "Jedes Jahr bis zu diesem Tag erklärt der Empfänger, ob etwas eingetreten ist, das er "
            "mitzuteilen hat.",
            "Every year until this day the recipient declares if something has happened that has "
            "to be notified.",
        )
        yield plain_rule(UNNUMBERED, says, _day(dates.declaration_month, dates.declaration_day))
    if dates.success_months is not None:
        says = Words(
            "So viele Monate nach dem Verwendungsnachweis ist der Erfolgskontrollbericht fällig; "
            "0 heißt mit ihm.",
            "The success report is due so many months after the final report; 0 is with it.",
        )
        yield plain_rule(UNNUMBERED, says, dates.success_months, SUCCESS_REPORT)


def _day(month: int, day: int) -> Words:
    return Words(f"{day:02}.{month:02}.", f"{day} {MONTHS_EN[month - 1]}")


def _moves(kind: DeadlineKind) -> Words:
    if kind is DeadlineKind.FRIST:
        return Words(
            "Fällt die Frist auf einen freien Tag, gilt der nächste Werktag.",
            "If that is a day without work, the next working day counts.",
        )
    return Words("Der Tag verschiebt sich nicht.", "The day does not move.")


ABOUT: Final = (
    rules_about_money,
    rules_about_aid,
    _about_partners,
    _about_time,
    _about_applying,
    _about_selection,
    _about_reports,
)
"""What makes the rules, one subject after the other."""
