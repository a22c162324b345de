"""The rules on projects and who takes part in them in plain words, from a round's terms."""

from collections.abc import Iterator

from grants.programme.composition import SHARED, source_of_composition
from grants.programme.plain_rule import Rule, plain_rule
from grants.programme.sources import STUDY_2_2, TERMS_OF_ROUND
from grants.programme.terms import Composition, Terms
from grants.programme.words import Words, say


def rules_about_composition(terms: Terms) -> list[Rule]:
    """How many projects, and who must be together in each (R-005, R-006)."""
    return [*_projects(terms), *_partners(terms.composition), *_share(terms.composition)]


def _projects(terms: Terms) -> Iterator[Rule]:
    if terms.projects.max:
        most = Words(
            "Ein Cluster hat höchstens so viele Verbundprojekte.",
            "A cluster has at most so many joint projects.",
        )
        yield plain_rule("R-005", most, terms.projects.max, STUDY_2_2)
    else:
        any_number = Words(
            "Ein Cluster hat beliebig viele Verbundprojekte.",
            "A cluster has any number of joint projects.",
        )
        yield plain_rule("R-005", any_number, "–")
    if terms.projects.multi_cluster:
        second = Words(
            "So viele Cluster dürfen ein Projekt gemeinsam tragen. Es zählt bei beiden; jede "
            "Zuwendung zählt zur Obergrenze des Clusters, das das Projekt führt.",
            "So many clusters may stand behind one project. It counts for both; every grant "
            "counts towards the cap of the cluster that leads the project.",
        )
        yield plain_rule("R-005", second, 2)


def _partners(rules: Composition) -> Iterator[Rule]:
    source = source_of_composition(rules)
    home, abroad = rules.min_domestic, rules.min_foreign
    if home and abroad:
        sentence = say(
            "Jedes Projekt hat mindestens so viele Partner aus {home} und aus dem Ausland.",
            "Every project has at least so many partners from {home} and from abroad.",
            home=rules.home_name,
        )
        yield plain_rule("R-006", sentence, f"{home} + {abroad}", source)
    elif home:
        sentence = say(
            "Jedes Projekt hat mindestens so viele Partner aus {home}.",
            "Every project has at least so many partners from {home}.",
            home=rules.home_name,
        )
        yield plain_rule("R-006", sentence, home, source)
    for number, words in (
        (0 if home else abroad, FROM_ABROAD),
        (rules.min_companies, COMPANIES),
        (rules.min_research, RESEARCH),
        (rules.min_countries, COUNTRIES),
    ):
        if number:
            yield plain_rule("R-006", words, number, TERMS_OF_ROUND)
    if rules.same_foreign_country:
        yield plain_rule("R-006", ONE_COUNTRY, 1, TERMS_OF_ROUND)


def _share(rules: Composition) -> Iterator[Rule]:
    if rules.most_of_one is not None:
        sentence = say(
            "Ein Partner hat höchstens diesen Teil {what} eines Projekts.",
            "One partner has at most this part {what} of a project.",
            what=SHARED[rules.share_of],
        )
        yield plain_rule("R-006", sentence, rules.most_of_one)


FROM_ABROAD = Words(
    "Jedes Projekt hat mindestens so viele Partner aus dem Ausland.",
    "Every project has at least so many partners from abroad.",
)
COMPANIES = Words(
    "Jedes Projekt hat mindestens so viele Unternehmen als Partner.",
    "Every project has at least so many companies as partners.",
)
RESEARCH = Words(
    "Jedes Projekt hat mindestens so viele Forschungseinrichtungen als Partner.",
    "Every project has at least so many research organisations as partners.",
)
COUNTRIES = Words(
    "Die Partner eines Projekts kommen aus mindestens so vielen Ländern.",
    "The partners of a project come from at least so many countries.",
)
ONE_COUNTRY = Words(
    "Alle Partner im Ausland kommen aus so vielen Ländern.",
    "All partners abroad come from so many countries.",
)
