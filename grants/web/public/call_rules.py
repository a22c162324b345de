"""The rules of a round, sentence by sentence, with figure and source."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from grants.programme.dates import LatePolicy
from grants.programme.organisation import KIND_WORDS, SIZE_WORDS
from grants.programme.plain_rule import Rule as PlainRule
from grants.programme.rulebook import rules_in_plain_words
from grants.programme.sources import STUDY_2_2, STUDY_5_3, TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.words import Words, say

NO_FIGURE: Final = "–"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its number, what it says with the figures of the round, where it comes from."""

    number: str
    says: Words
    source: Words


@dataclass(frozen=True, slots=True)
class Chapter:
    """Rules on one subject."""

    title: Words
    rules: tuple[Rule, ...]


LATE = {
    LatePolicy.REJECT: Words(
        "Nach der Frist nehmen wir nichts an.", "After the deadline we accept nothing."
    ),
    LatePolicy.MARK: Words(
        "Was nach der Frist kommt, wird als verspätet gekennzeichnet.",
        "What comes after the deadline is marked as late.",
    ),
    LatePolicy.ACCEPT: Words(
        "Auch nach der Frist nehmen wir Bewerbungen an.",
        "We accept applications after the deadline, too.",
    ),
}


def rules_of(terms: Terms) -> list[Chapter]:
    """Every rule of these terms that an applicant has to know, by chapter and number."""
    written = [
        *_money(terms),
        *_phases(terms),
        *_partners(terms),
        *_application(terms),
        *_selection(terms),
    ]
    known = {rule.number for rule in written}
    others = [
        _with_figure(rule) for rule in rules_in_plain_words(terms) if rule.number not in known
    ]
    every = sorted([*written, *others], key=lambda rule: rule.number)
    return [
        Chapter(title, tuple(rule for rule in every if rule.number in numbers))
        for title, numbers in CHAPTERS
    ]


def _numbers(*spans: tuple[int, int]) -> frozenset[str]:
    return frozenset(f"R-{n:03}" for first, last in spans for n in range(first, last + 1))


CHAPTERS: Final = (
    (Words("Geld", "Money"), _numbers((1, 4), (15, 15), (17, 19))),
    (Words("Fördersätze und Beihilferecht", "Rates and State aid law"), _numbers((20, 29))),
    (Words("Phasen", "Phases"), _numbers((11, 11))),
    (Words("Projekte und Partner", "Projects and partners"), _numbers((5, 10))),
    (Words("Bewerbung", "Application"), _numbers((12, 14))),
    (Words("Auswahl", "Selection"), _numbers((16, 16), (60, 64))),
    (Words("Verwendung und Nachweise", "Use and reports"), _numbers((30, 59))),
)
"""Which rules stand together."""


def _with_figure(rule: PlainRule) -> Rule:
    """The sentence with its figure behind it, where there is one; what follows stays behind."""
    figure = rule.figure
    if figure.de == NO_FIGURE:
        return Rule(rule.number, rule.sentence, rule.source)
    said = Words(_followed(rule.sentence.de, figure.de), _followed(rule.sentence.en, figure.en))
    return Rule(rule.number, said, rule.source)


def _followed(sentence: str, figure: str) -> str:
    """ "So viel. Mehr nicht." with its figure reads "So viel: 5. Mehr nicht." """
    first, _, more = sentence.partition(". ")
    return f"{first.removesuffix('.')}: {figure}{f'. {more}' if more else ''}"


def _money(terms: Terms) -> Iterator[Rule]:
    yield Rule(
        "R-001",
        say(
            "Ein Cluster erhält höchstens {cap}, beide Phasen und alle Empfänger zusammen.",
            "A cluster receives at most {cap}, both phases and all recipients together.",
            cap=terms.cap_per_cluster,
        ),
        STUDY_2_2,
    )
    yield Rule(
        "R-003",
        say(
            "Das Clustermanagement trägt {share} seiner Ausgaben selbst.",
            "The cluster management bears {share} of its expenditure itself.",
            share=terms.matching.share_of_costs,
        ),
        STUDY_2_2,
    )
    for rate in terms.rates:
        who = SIZE_WORDS[rate.size] if rate.size else KIND_WORDS[rate.kind]
        yield Rule(
            "R-022",
            say("{who}: {rate} der Kosten.", "{who}: {rate} of the costs.",
                who=who, rate=rate.rate),
            TERMS_OF_ROUND,
        )  # fmt: skip
    yield Rule(
        "R-010",
        Words("Partner im Ausland erhalten kein Geld.", "Partners abroad receive no money."),
        STUDY_2_2,
    )


def _phases(terms: Terms) -> Iterator[Rule]:
    for phase in terms.phases:
        overlap = phase.may_overlap
        yield Rule(
            "R-011",
            say(
                "{name}: höchstens {months} Monate."
                + (" Sie darf sich mit der vorigen überschneiden." if overlap else ""),
                "{name}: at most {months} months."
                + (" It may overlap with the one before." if overlap else ""),
                name=phase.name,
                months=phase.max_months,
            ),
            STUDY_2_2,
        )
    yield Rule(
        "R-011",
        say(
            "Alles zusammen dauert höchstens {months} Monate.",
            "All together lasts at most {months} months.",
            months=terms.total_months,
        ),
        TERMS_OF_ROUND,
    )


def _partners(terms: Terms) -> Iterator[Rule]:
    together = terms.composition
    yield Rule(
        "R-005",
        say(
            "Höchstens {most} Verbundprojekte je Cluster.",
            "At most {most} joint projects per cluster.",
            most=terms.projects.max,
        ),
        STUDY_2_2,
    )
    yield Rule(
        "R-006",
        say(
            "Jedes Projekt hat mindestens {home} Partner aus Deutschland und {abroad} aus dem"
            " Ausland.",
            "Each project has at least {home} partners from Germany and {abroad} from abroad.",
            home=together.min_domestic,
            abroad=together.min_foreign,
        ),
        STUDY_2_2,
    )
    yield Rule(
        "R-007",
        Words(
            "Gezählt werden juristische Personen: Zwei Institute einer Universität sind ein"
            " Partner.",
            "Legal entities are counted: two institutes of one university are one partner.",
        ),
        TERMS_OF_ROUND,
    )
    yield Rule(
        "R-009",
        say(
            "Die Partner unterschreiben ihre Vereinbarung binnen {months} Monaten.",
            "The partners sign their agreement within {months} months.",
            months=together.agreement_within_months,
        ),
        TERMS_OF_ROUND,
    )


def _application(terms: Terms) -> Iterator[Rule]:
    yield Rule(
        "R-012",
        Words(
            "Jedes Cluster bewirbt sich einmal je Runde.",
            "Each cluster applies once per round.",
        ),
        TERMS_OF_ROUND,
    )
    yield Rule(
        "R-013",
        Words(
            "Wer nicht ausgewählt wurde, darf sich in einer späteren Runde erneut bewerben.",
            "Who was not selected may apply again in a later round.",
        ),
        STUDY_5_3,
    )
    yield Rule("R-014", LATE[terms.late_policy], TERMS_OF_ROUND)


def _selection(terms: Terms) -> Iterator[Rule]:
    selection = terms.selection
    yield Rule(
        "R-060",
        say(
            "Mindestens {fewest} Personen der Jury bewerten jede Bewerbung von {low} bis {high}.",
            "At least {fewest} jurors score each application from {low} to {high}.",
            fewest=selection.min_scores,
            low=selection.lowest,
            high=selection.highest,
        ),
        TERMS_OF_ROUND,
    )
    for criterion in selection.criteria:
        yield Rule(
            "R-061",
            say("{name}: Gewicht {weight} %.", "{name}: weight {weight} %.",
                name=criterion.name, weight=criterion.weight),
            TERMS_OF_ROUND,
        )  # fmt: skip
    yield Rule(
        "R-062",
        say(
            "Empfohlen wird, wer insgesamt mindestens {least} erreicht.",
            "Recommended is who reaches at least {least} in total.",
            least=selection.total_threshold,
        ),
        TERMS_OF_ROUND,
    )
    yield Rule(
        "R-016",
        say(
            "Etwa {winners} Cluster werden ausgewählt, im Rahmen von {budget}.",
            "About {winners} clusters are selected, within {budget}.",
            winners=terms.target_winners,
            budget=terms.round_budget,
        ),
        STUDY_2_2,
    )
