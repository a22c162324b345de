"""Whether an application has all its parts, and each within its limits.

The limits are choices of the round. The rule is called "form": it has no number in the notice.
"""

from dataclasses import dataclass

from grants.programme.finding import Finding
from grants.programme.money import NOTHING, Money
from grants.programme.sources import TERMS_OF_ROUND
from grants.programme.terms import Terms
from grants.programme.text_limit import TextLimit
from grants.programme.words import Words, say

BYTES_PER_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationFacts:
    """The parts of an application, as far as a check of completeness looks at them."""

    profile: str
    """Text about the cluster."""
    outline: str
    """Text about what it plans."""
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2 codes of the target countries."""
    concept_bytes: int | None
    """Size of the uploaded concept; None when there is none."""
    concept_pages: int | None
    """Its pages; None when they are not known."""
    requested: Money
    """What is asked for, in EUR."""


def check_completeness(terms: Terms, facts: ApplicationFacts) -> list[Finding]:
    """Every part of the application, in the order of the form."""
    limits = terms.limits
    return [
        check_text(
            facts.profile,
            limits.profile,
            Words("Das Clusterprofil ist beschrieben.", "The profile of the cluster is written."),
            "profile#profile",
        ),
        check_text(
            facts.outline,
            limits.outline,
            Words("Die Skizze ist geschrieben.", "The outline is written."),
            "outline#outline",
        ),
        check_countries(terms, facts.countries),
        check_concept(terms, facts.concept_bytes, facts.concept_pages),
        check_request(facts.requested),
    ]


def check_text(text: str, limit: TextLimit, claim: Words, place: str) -> Finding:
    """Is there a text, and is it no longer than allowed?"""
    length = limit.length(text)
    if not length:
        says = Words("Der Text fehlt.", "The text is missing.")
    elif limit.holds(text):
        says = say("{used}.", "{used}.", used=limit.used(text))
    else:
        says = limit.too_long(text)
    return _form(length > 0 and limit.holds(text), claim, says, place, missing=not length)


def check_countries(terms: Terms, countries: tuple[str, ...]) -> Finding:
    """Are enough different target countries named, all of them abroad?"""
    named, least = set(countries), terms.limits.min_target_countries
    at_home = terms.composition.home_country in named
    if at_home:
        says = say(
            "{home} ist kein Zielland. Wählen Sie ein Land im Ausland.",
            "{home} is no target country. Choose a country abroad.",
            home=terms.composition.home_name,
        )
    else:
        says = say(
            "Genannt: {named}, nötig: {least}.",
            "Named: {named}, needed: {least}.",
            named=len(named),
            least=least,
        )
    return _form(
        len(named) >= least and not at_home,
        Words("Die Zielländer sind genannt.", "The target countries are named."),
        says,
        "countries#countries",
        missing=not named,
    )


def check_concept(terms: Terms, size: int | None, pages: int | None) -> Finding:
    """Is the concept uploaded, and neither too large nor too long?"""
    limits = terms.limits
    too_large = size is not None and size > limits.concept_megabytes * BYTES_PER_MEGABYTE
    too_long = pages is not None and pages > limits.concept_pages
    if size is None:
        says = Words("Die Datei fehlt.", "The file is missing.")
    elif too_large:
        says = say(
            "Die Datei hat {size} MB. Erlaubt sind {most} MB.",
            "The file is {size} MB. The limit is {most} MB.",
            size=-(-size // BYTES_PER_MEGABYTE),
            most=limits.concept_megabytes,
        )
    else:
        says = say(
            "{pages} von höchstens {most} Seiten.",
            "{pages} of at most {most} pages.",
            pages=pages if pages is not None else "–",
            most=limits.concept_pages,
        )
    return _form(
        size is not None and not too_large and not too_long,
        Words("Das Konzept liegt als PDF vor.", "The concept is there as a PDF."),
        says,
        "concept#concept",
        missing=size is None,
    )


def check_request(requested: Money) -> Finding:
    """Is an amount asked for?"""
    holds = requested > NOTHING
    return _form(
        holds,
        Words("Der Antrag nennt einen Betrag.", "The application names an amount."),
        say("{amount} beantragt.", "{amount} requested.", amount=requested)
        if holds
        else Words("Geben Sie einen Betrag über 0,00 € ein.", "Enter an amount above EUR 0.00."),
        "budget#requested",
        missing=not holds,
    )


def check_plan_is_in(number: str, *, handed_in: bool) -> Finding:
    """Has the cluster handed in the plan that staff are to look at?"""
    return Finding(
        rule="PLAN-HANDED-IN",
        holds=handed_in,
        claim=Words("Der Finanzierungsplan ist eingereicht.", "The financing plan is handed in."),
        says=say("Der Finanzierungsplan {number} ist eingereicht.",
                 "The financing plan {number} is handed in.", number=number)
        if handed_in
        else say("Der Finanzierungsplan {number} ist noch nicht eingereicht; das Cluster muss ihn "
                 "zuerst einreichen.",
                 "The financing plan {number} is not handed in yet; the cluster has to hand it in "
                 "first.", number=number),
        source=TERMS_OF_ROUND,
        missing=not handed_in,
    )  # fmt: skip


def check_function(function: str) -> Finding:
    """Does whoever signs say as what, as the receipt prints it?"""
    holds = bool(function.strip())
    return _form(
        holds,
        Words("Wer zeichnet, nennt die Funktion.", "Whoever signs names the function."),
        Words("Die Funktion steht da.", "The function is there.")
        if holds
        else Words(
            "Nennen Sie Ihre Funktion. Sie steht auf der Eingangsbestätigung.",
            "Name your function. It is shown on the receipt.",
        ),
        "function",
        missing=not holds,
    )


def _form(holds: bool, claim: Words, says: Words, place: str, *, missing: bool = False) -> Finding:
    return Finding(
        rule="form",
        holds=holds,
        claim=claim,
        says=says,
        source=TERMS_OF_ROUND,
        place=place,
        missing=missing,
    )
