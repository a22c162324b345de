"""What the figures of a round's terms have to keep to among each other, while they are set up.

They are judged as plain data: a draft may break any of them, and a record of the terms may not.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from grants.programme.finding import Finding
from grants.programme.funding_terms import MatchingMode
from grants.programme.money import CURRENCY, NOTHING, eur
from grants.programme.organisation import Basis, OrganisationKind
from grants.programme.setup_finding import has_to_hold
from grants.programme.setup_rule_figure import rules_about_figures
from grants.programme.setup_rule_label import rules_about_labels
from grants.programme.setup_rule_selection import rules_about_selection
from grants.programme.setup_sheet import Body, Table, field_name, value_at
from grants.programme.setup_sheets import parts
from grants.programme.terms import CONCEPT, IMPLEMENTATION
from grants.programme.words import Words, say

COMMON_YEAR: Final = 2027
"""A report is due every year: on 29 February it could not be."""
DAYS_OF_REPORTS: Final = (
    ("interim", "R-041", Words("Zwischennachweis", "Interim report")),
    ("declaration", "FIGURE", Words("Jahreserklärung", "Yearly declaration")),
)


def rules_about(body: Body) -> Iterator[Finding]:
    """Every rule that can be judged already."""
    yield from _about_money(body)
    yield from _about_phases(body)
    yield from _about_years(body)
    yield from _about_rates(body)
    yield from rules_about_selection(body)
    yield from rules_about_labels(body)
    yield from _about_codes(body)
    yield from _about_letters(body)
    yield from rules_about_figures(body)


def _more_than_nothing(de: str, en: str, amount: str) -> Words:
    return say(
        f"{de} muss größer als null sein, Sie haben {{amount}} eingegeben.",
        f"{en} must be more than nothing; you entered {{amount}}.",
        amount=eur(amount),
    )


def _about_money(body: Body) -> Iterator[Finding]:
    cap, budget = value_at(body, "cap_per_cluster"), value_at(body, "round_budget")
    if cap is not None:
        yield has_to_hold(
            "R-001",
            "money#cap_per_cluster",
            eur(cap) > NOTHING,
            "Die Obergrenze ist größer als null.",
            "The cap is more than nothing.",
            wrong=_more_than_nothing("Die Obergrenze", "The cap", cap),
        )
    if budget is not None:
        yield has_to_hold(
            "R-015",
            "money#round_budget",
            eur(budget) > NOTHING,
            "Das Rundenbudget ist größer als null.",
            "The round budget is more than nothing.",
            wrong=_more_than_nothing("Das Rundenbudget", "The round budget", budget),
        )
    if cap is not None and budget is not None:
        yield has_to_hold(
            "R-015",
            "money#round_budget",
            eur(cap) <= eur(budget),
            "Das Rundenbudget {budget} reicht für eine Obergrenze von {cap}.",
            "The round budget of {budget} is enough for one cap of {cap}.",
            warns=True,
            wrong=say(
                "Das Rundenbudget {budget} reicht nicht für eine Obergrenze von {cap}.",
                "The round budget of {budget} is not enough for one cap of {cap}.",
                budget=eur(budget), cap=eur(cap),
            ),
            budget=eur(budget),
            cap=eur(cap),
        )  # fmt: skip
    currency = value_at(body, "currency")
    if currency is not None:
        yield has_to_hold(
            "R-017",
            "money#currency",
            currency == CURRENCY,
            "Zuwendungen zahlen wir in EUR.",
            "Grants are paid in EUR.",
        )
    low, high = value_at(body, "projects.min"), value_at(body, "projects.max")
    if low is not None and high is not None:
        yield has_to_hold(
            "R-005",
            "projects#projects__max",
            not high or low <= high,
            "Mindestens {low} Projekte sind nicht mehr als höchstens {high}.",
            "At least {low} projects are not more than at most {high}.",
            low=low,
            high=high,
        )


def _about_phases(body: Body) -> Iterator[Finding]:
    phases = value_at(body, "phases") or []
    codes = [each.get("code") for each in phases]
    if phases:
        yield has_to_hold(
            "R-011",
            "phases#phases__0__name__de",
            codes in ([CONCEPT, IMPLEMENTATION], [IMPLEMENTATION]),
            "Die Runde hat eine Umsetzungsphase, und wenn sie zwei Phasen hat, davor eine "
            "Konzeptionsphase.",
            "The round has an implementation phase and, where it has two phases, a concept phase "
            "before it.",
        )
    longest = [each["max_months"] for each in phases if "max_months" in each]
    total = value_at(body, "total_months")
    if len(longest) == 1 == len(phases) and total is not None:
        yield has_to_hold(
            "R-011",
            "phases#total_months",
            total == longest[0],
            "Die einzige Phase und alle Phasen zusammen dauern gleich lang: {all} Monate.",
            "The only phase lasts as long as all phases together: {all} months.",
            wrong=say(
                "Es gibt nur eine Phase. Alle Phasen zusammen müssen so lange dauern wie sie: "
                "{all} Monate, Sie haben {total}.",
                "There is one phase only. All phases together must last as long as it: {all} "
                "months; you have {total}.",
                all=longest[0], total=total,
            ),
            all=longest[0],
        )  # fmt: skip
    elif longest and total is not None:
        yield has_to_hold(
            "R-011",
            "phases#total_months",
            max(longest) <= total <= sum(longest),
            "Alle Phasen zusammen dauern so lange wie die längste oder länger, und nicht "
            "länger als {all} Monate.",
            "All phases together last as long as the longest or longer, and not longer "
            "than {all} months.",
            all=sum(longest),
        )
    matched = value_at(body, "matching.phases") or []
    if matched and phases:
        yield has_to_hold(
            "R-003",
            "matching#matching__phases",
            set(matched) <= set(codes),
            "Eigenmittel sind nur in Phasen der Runde gefordert.",
            "Own funds are asked for in phases of the round only.",
        )


def _about_years(body: Body) -> Iterator[Finding]:
    rows = value_at(body, "matching.by_year") or []
    owns = [Fraction(row["own"]) for row in rows if "own" in row]
    if not rows:
        return
    yield has_to_hold(
        "R-003",
        "matching#matching__mode",
        value_at(body, "matching.mode") in (None, MatchingMode.OF_COSTS),
        "Nach Jahren gestaffelt wird der Eigenanteil an den Ausgaben.",
        "The own share that changes by year is one of the costs.",
    )
    yield has_to_hold(
        "R-003",
        f"matching#{field_name('own', 0, 'matching.by_year')}",
        owns == sorted(owns),
        "Der Eigenanteil sinkt von Jahr zu Jahr nicht.",
        "The own share does not fall from year to year.",
    )


def _about_rates(body: Body) -> Iterator[Finding]:
    rows = value_at(body, "rates") or []
    seen = Counter((row.get("kind"), row.get("size"), row.get("valid_from")) for row in rows)
    for at, row in enumerate(rows):
        key = (row.get("kind"), row.get("size"), row.get("valid_from"))
        place = f"rates#{field_name('kind', at, 'rates')}"
        yield has_to_hold(
            "R-022",
            place,
            seen[key] == 1,
            "Für jede Art und Größe gilt ein Satz.",
            "One rate holds for each kind and size.",
        )
        yield has_to_hold(
            "R-022",
            f"rates#{field_name('size', at, 'rates')}",
            row.get("size") is None or row.get("kind") == OrganisationKind.COMPANY,
            "Nur Unternehmen haben eine Größe.",
            "Only companies have a size.",
        )
        if "rate" in row:
            yield has_to_hold(
                "R-022",
                f"rates#{field_name('rate', at, 'rates')}",
                0 < Fraction(row["rate"]) <= 1,
                "Der Satz liegt über 0 und nicht über 100 %.",
                "The rate is above 0 and not above 100 %.",
            )


def _about_codes(body: Body) -> Iterator[Finding]:
    for sheet, part in parts():
        if not isinstance(part, Table) or not any(each.place == "code" for each in part.columns):
            continue
        rows = value_at(body, part.place) or []
        keys = [(row.get("code"), row.get("basis")) for row in rows if "code" in row]
        if keys:
            yield has_to_hold(
                "CODES",
                f"{sheet.code}#{field_name('code', 0, part.place)}",
                len(set(keys)) == len(keys),
                "{label}: Jedes Kürzel steht einmal da.",
                "{label}: each code stands there once.",
                label=part.label,
            )
    known = {row.get("code") for row in value_at(body, "formal_reasons") or []}
    for at, row in enumerate(value_at(body, "formal_questions") or []):
        if "reason" in row:
            yield has_to_hold(
                "R-012",
                f"checks#{field_name('reason', at, 'formal_questions')}",
                row["reason"] in known,
                "Zu jeder Frage gehört ein Grund der Liste.",
                "Each question has a reason of the list.",
            )


def _about_letters(body: Body) -> Iterator[Finding]:
    conditions = value_at(body, "letters.general_conditions") or []
    if conditions:
        bases = sorted(row.get("basis", "") for row in conditions)
        yield has_to_hold(
            "LETTERS",
            "letters#letters__general_conditions__0__basis",
            bases == sorted(Basis),
            "Für Ausgaben und für Kosten gelten je eigene Nebenbestimmungen.",
            "Expenditure and costs each have their general conditions.",
        )
    prefix = value_at(body, "numbering.prefix")
    if prefix is not None:
        fits = prefix.isascii() and prefix.isalnum() and prefix[-1].isalpha()
        yield has_to_hold(
            "NUMBERS",
            "letters#numbering__prefix",
            fits,
            "Die Nummer beginnt mit Buchstaben und Ziffern und endet mit einem Buchstaben.",
            "A number begins with letters and digits and ends with a letter.",
        )
    for what, rule, named in DAYS_OF_REPORTS:
        month, day = (value_at(body, f"deadlines.{what}_{name}") for name in ("month", "day"))
        if month is not None and day is not None:
            yield has_to_hold(
                rule,
                f"reports#deadlines__{what}_day",
                _is_day(month, day),
                "{report}: Den Tag gibt es in jedem Jahr.",
                "{report}: every year has the day.",
                report=named,
            )


def _is_day(month: int, day: int) -> bool:
    try:
        date(COMMON_YEAR, month, day)
    except ValueError:
        return False
    return True
