"""The rules about money in plain words, computed from a round's terms."""

from grants.programme.funding_terms import MatchingMode
from grants.programme.organisation import KIND_WORDS, SIZE_WORDS
from grants.programme.plain_rule import Rule, plain_rule
from grants.programme.sources import ALLOWANCE_FAQ, FINANCING_FAQ, STUDY_2_2
from grants.programme.terms import Terms
from grants.programme.words import Words, join, say


def rules_about_money(terms: Terms) -> list[Rule]:
    """Cap, matching, budget, rates and allowance."""
    allowance = terms.allowance
    return [
        plain_rule(
            "R-001",
            Words(
                "Ein Cluster erhält höchstens diesen Betrag, alle Phasen, Projekte und Empfänger "
                "zusammen.",
                "A cluster receives at most this amount, all phases, projects and recipients "
                "together.",
            ),
            terms.cap_per_cluster,
            STUDY_2_2,
        ),
        plain_rule(
            "R-002",
            Words(
                "Die Projektpauschale zählt zur Obergrenze.",
                "The project allowance counts towards the cap.",
            )
            if terms.cap_includes_allowance
            else Words(
                "Die Projektpauschale zählt nicht zur Obergrenze.",
                "The project allowance does not count towards the cap.",
            ),
            "–",
        ),
        *_own_share(terms),
        _in_kind(terms),
        plain_rule(
            "R-015",
            Words(
                "Alle ausgewählten Cluster zusammen erhalten höchstens diesen Betrag.",
                "All selected clusters together receive at most this amount.",
            ),
            terms.round_budget,
        ),
        plain_rule(
            "R-016",
            Words("So viele Cluster wählen wir etwa aus.", "We select about so many clusters."),
            terms.target_winners,
            STUDY_2_2,
        ),
        plain_rule(
            "R-017",
            Words("Zuwendungen zahlen wir in dieser Währung.", "We pay grants in this currency."),
            terms.currency,
        ),
        plain_rule(
            "R-018",
            Words(
                "Beträge lesen wir so, wie die Sprache der Seite sie schreibt.",
                "We read amounts as the language of the page writes them.",
            ),
            Words("1.234,56", "1,234.56"),
        ),
        plain_rule(
            "R-019",
            Words(
                "Zuwendung, Eigenmittel und andere Mittel ergeben genau die Ausgaben.",
                "Grant, own funds and other funds make exactly the expenditure.",
            ),
            "–",
            FINANCING_FAQ,
        ),
        *_rates(terms),
        plain_rule(
            "R-027",
            say(
                "Zusätzlich erhalten eine Projektpauschale: {kinds}.",
                "In addition a project allowance goes to: {kinds}.",
                kinds=join(KIND_WORDS[kind] for kind in allowance.kinds),
            ),
            allowance.rate,
            ALLOWANCE_FAQ,
        ),
    ]


def _matching(terms: Terms) -> Words:
    if terms.matching.mode is MatchingMode.OF_COSTS:
        return Words(
            "Das Clustermanagement trägt diesen Teil seiner Ausgaben selbst.",
            "The cluster management bears this part of its expenditure itself.",
        )
    return Words(
        "Das Clustermanagement bringt diesen Teil der Zuwendung als Eigenmittel mit.",
        "The cluster management brings this part of the grant as own funds.",
    )


def _own_share(terms: Terms) -> list[Rule]:
    """One share, or one for each year of the funding."""
    years = terms.matching.by_year
    if not years:
        return [plain_rule("R-003", _matching(terms), terms.matching.own_funds_share, STUDY_2_2)]
    return [
        plain_rule(
            "R-003",
            say(
                "Diesen Teil seiner Ausgaben trägt das Clustermanagement selbst: im {n}. Jahr{on}.",
                "The cluster management itself bears this part of its costs: in year {n}{on}.",
                n=str(at),
                on=AND_AFTER if at == len(years) else Words("", ""),
            ),
            year.own,
        )
        for at, year in enumerate(years, start=1)
    ]


AND_AFTER = Words(" und danach", " and after")


def _in_kind(terms: Terms) -> Rule:
    if not terms.matching.in_kind_allowed:
        sentence = Words(
            "Sachleistungen zählen nicht als Eigenmittel.",
            "Contributions in kind do not count as own funds.",
        )
        return plain_rule("R-004", sentence, "–")
    sentence = Words(
        "Sachleistungen zählen bis zu diesem Teil der nötigen Eigenmittel.",
        "Contributions in kind count up to this part of the own funds needed.",
    )
    return plain_rule("R-004", sentence, terms.matching.in_kind_max_share)


def _rates(terms: Terms) -> list[Rule]:
    """One line per rate; the management's own share is R-003."""
    lines = []
    for rate in terms.rates:
        who = SIZE_WORDS[rate.size] if rate.size else KIND_WORDS[rate.kind]
        since = say(", ab {day}", ", from {day}", day=rate.valid_from) if rate.valid_from else ""
        sentence = say("Fördersatz: {who}{since}.", "Rate: {who}{since}.", who=who, since=since)
        lines.append(plain_rule("R-022", sentence, rate.rate))
    return lines
